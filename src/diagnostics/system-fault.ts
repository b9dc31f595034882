/** What the operating system refuses, by its name for it: what is wrong, and what to do. */
const REFUSALS: ReadonlyMap<string, readonly [wrong: string, next: string]> = new Map([
  ['ENOSPC', ['the disk is full', 'Make room on it']],
  ['EDQUOT', ['your share of the disk is used up', 'Make room on it']],
  ['EROFS', ['the disk can only be read', 'Name a folder elsewhere']],
  ['EACCES', ['you are not allowed to', 'Change the permissions, or name a folder elsewhere']],
  ['EPERM', ['you are not allowed to', 'Change the permissions, or name a folder elsewhere']],
  ['EMFILE', ['too many files are open', 'Raise the limit (ulimit -n)']],
  ['ENFILE', ['too many files are open on this machine', 'End other programs']],
  ['ENOMEM', ['there is not enough memory', 'End other programs']],
  ['EFBIG', ['the file would be larger than is allowed', 'Raise the limit (ulimit -f)']],
  ['ENAMETOOLONG', ['its name is too long for this disk', 'Give it a shorter one']],
  ['EILSEQ', ['this disk does not take its name', 'Give it a plainer one']],
  ['ENOTDIR', ['a file is where a folder should be', 'Move the file away']],
  ['EEXIST', ['a file is where a folder should be', 'Move the file away']],
  ['EISDIR', ['a folder is where a file should be', 'Move the folder away']],
  ['ENOTEMPTY', ['something has been put there meanwhile', 'See what it is']],
  ['ENOENT', ['there is no such file or folder, or no longer', 'Correct the path']],
  ['ELOOP', ['its symbolic links lead in a circle', 'Correct them']],
  ['EBUSY', ['another program has it open', 'End that program']],
  ['ETXTBSY', ['another program has it open', 'End that program']],
  ['EIO', ['the disk does not answer as it should', 'Look after the disk']],
  ['ENXIO', ['the disk is gone', 'Connect it again']],
  ['ENODEV', ['the disk is gone', 'Connect it again']],
  ['ESTALE', ['the other machine that has it no longer knows it', 'Connect to it again']],
]);

/** What a call to another machine failed of, by the names that the system or Node has for it. */
const DISCONNECTIONS: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'no machine of that name is known; is there a connection to the internet?'],
  ['EAI_AGAIN', 'names cannot be looked up; is there a connection to the internet?'],
  ['ENETUNREACH', 'there is no way to it; is there a connection to the internet?'],
  ['EHOSTUNREACH', 'there is no way to it; is there a connection to the internet?'],
  ['ENETDOWN', 'the network of this machine is off'],
  ['ECONNREFUSED', 'it takes no connections there'],
  ['ECONNRESET', 'it broke off the connection'],
  ['EPIPE', 'it broke off the connection'],
  ['UND_ERR_SOCKET', 'it broke off the connection'],
  ['ETIMEDOUT', 'it does not answer'],
  ['UND_ERR_CONNECT_TIMEOUT', 'it does not answer'],
]);

/** Why another machine could not be asked, as a part of a sentence; undefined for an error that is not the network's. */
export function networkFault(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return DISCONNECTIONS.get(error.code);
}

/**
 * What the operating system refused, as a sentence about the file and one with what to do; undefined for an error that is
 * not the system's, which is a bug of lectern's.
 */
export function systemFault(error: unknown): string | undefined {
  if (!isSystemError(error)) return undefined;
  const [wrong, next] = REFUSALS.get(error.code) ?? [`the system says ${error.code}`, 'See what it means'];
  return `${error.path ?? 'A file'} cannot be used: ${wrong}. ${next}, then try again.`;
}

/** As {@link systemFault}, and of any other error its own message. */
export function faultText(error: unknown): string {
  return systemFault(error) ?? (error instanceof Error ? error.message : String(error));
}

/** An error of a call to the system, as Node throws it. */
interface SystemError extends Error {
  readonly code: string;
  /** What it was about, where it was about a file. */
  readonly path?: string;
}

function isSystemError(error: unknown): error is SystemError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    'syscall' in error &&
    (!('path' in error) || typeof error.path === 'string')
  );
}
