import type { FileSystem } from './effects.js';

/** What a path leads to. */
export interface ResolvedPath {
  /** The path without symbolic links. */
  readonly path: string;
  /** `other` for pipes, sockets and devices, which are never opened. */
  readonly kind: 'file' | 'folder' | 'other';
}

/** Resolves a path; null where it leads nowhere. */
export function resolvePath(fs: FileSystem, path: string): ResolvedPath | null {
  try {
    const real = fs.realpathSync(path);
    const stats = fs.statSync(real);
    return { path: real, kind: stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'other' };
  } catch {
    return null;
  }
}
