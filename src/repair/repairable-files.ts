import { randomBytes } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** The files of a course, as repairs read and write them. */
export interface RepairableFiles {
  /**
   * The path, relative to the course, that a file has behind all symbolic links; the given one where it lies outside of the
   * course or cannot be found.
   */
  readonly realName: (file: string) => string;
  /** The bytes of a file, or undefined where it cannot be read or lies outside of the course. */
  readonly read: (file: string) => Uint8Array | undefined;
  /**
   * Puts a text into the place of a file that holds the text `before`, at once and with the file's own mode, so that nobody
   * ever sees half of it. Rejects where it holds anything else by now, or with the system's error; then it is as it was.
   */
  readonly write: (file: string, text: string, before: string) => Promise<void>;
}

/**
 * The files in the folder of a course. A symbolic link is followed to a file of the course, which is then written in its
 * place; one that leads out of the course is not.
 */
export function repairableFiles(source: string): RepairableFiles {
  return {
    realName: (file) => {
      try {
        const real = realPath(source, file);
        if (real === undefined) return file;
        return path.relative(realpathSync(source), real).split(path.sep).join('/');
      } catch {
        return file;
      }
    },
    read: (file) => {
      try {
        const real = realPath(source, file);
        return real === undefined ? undefined : readFileSync(real);
      } catch {
        return undefined;
      }
    },
    write: async (file, text, before) => {
      const real = realPath(source, file);
      if (real === undefined) throw new Error(`${file} lies outside of the course`);
      const now = readFileSync(real);
      if (!now.equals(Buffer.from(before)))
        throw new Error('it has changed meanwhile; run lectern fix again');
      await replaceFile(real, text);
    },
  };
}

/** The absolute path of a file behind all symbolic links; undefined where it lies outside of the course. */
function realPath(source: string, file: string): string | undefined {
  const root = realpathSync(source);
  const real = realpathSync(path.resolve(root, file));
  return real.startsWith(root.endsWith(path.sep) ? root : root + path.sep) ? real : undefined;
}

async function replaceFile(file: string, text: string): Promise<void> {
  const { mode } = await stat(file);
  const temporary = path.join(
    path.dirname(file),
    `.${path.basename(file).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(text, 'utf8');
      // The process's umask may have taken bits away.
      await handle.chmod(mode & 0o7777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
