import { realpath } from 'node:fs/promises';
import path from 'node:path';

/** Whether a file that exists lies in a folder when all links on the way to both are followed. Absolute paths. */
export async function isWithin(file: string, folder: string): Promise<boolean> {
  try {
    const [real, root] = await Promise.all([realpath(file), realpath(folder)]);
    return real.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
  } catch {
    return false;
  }
}
