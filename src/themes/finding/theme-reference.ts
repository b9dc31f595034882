/** What a course says of its theme. */
export type ThemeReference =
  /** Neither `theme:` nor `remote_theme:`. */
  | { readonly kind: 'unstated' }
  /** `theme: none`: pages stay as they are. */
  | { readonly kind: 'none' }
  /** `theme: lectern`: lectern's own. */
  | { readonly kind: 'lectern' }
  /** A folder, as it is written. */
  | { readonly kind: 'folder'; readonly path: string; readonly isRemote: boolean }
  /** A Ruby gem or a package of npm. */
  | { readonly kind: 'package'; readonly text: string; readonly name: string }
  | ({ readonly kind: 'repository'; readonly text: string } & RepositoryReference)
  /** Something that names no theme. */
  | { readonly kind: 'unreadable'; readonly text: string };

/** A repository and what of it is meant: a branch, a tag or a commit; null for the newest. */
export interface RepositoryReference {
  readonly owner: string;
  readonly name: string;
  readonly ref: string | null;
}

/** `owner/name@ref`, also behind the address of GitHub (jekyll-remote-theme: `theme.rb`). */
const REPOSITORY =
  /^(?:https?:\/\/github\.com\/)?([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)\/([a-z0-9._-]+?)(?:\.git)?(?:@([a-z0-9._/-]+))?$/i;

/** Reads `owner/name` or `owner/name@ref`; undefined where a text is neither. Names that are only periods are none. */
export function readRepository(text: string): RepositoryReference | undefined {
  const [, owner, name, ref] = REPOSITORY.exec(text.trim()) ?? [];
  if (owner === undefined || name === undefined || /^\.+$/.test(name)) return undefined;
  if (ref?.split('/').some((part) => part === '' || /^\.+$/.test(part))) return undefined;
  return { owner, name, ref: ref === undefined || ref.toLowerCase() === 'latest' ? null : ref };
}

/** A repository as it is written: `owner/name`, or `owner/name@ref`. */
export function repositoryText({ owner, name, ref }: RepositoryReference): string {
  return `${owner}/${name}${ref === null ? '' : `@${ref}`}`;
}

/** Whether a text is the path of a folder (jekyll-remote-theme: `looks_like_local_path?`). */
function isPath(text: string): boolean {
  return /^(?:\.{0,2}|~)[/\\]/.test(text) || /^[a-z]:[/\\]/i.test(text) || text === '.';
}

/** Reads `theme:` and `remote_theme:`, of which the latter counts before the other. */
export function readThemeReference(theme: unknown, remoteTheme: unknown): ThemeReference {
  if (typeof remoteTheme === 'string' && remoteTheme.trim() !== '') return readRemote(remoteTheme.trim());
  if (theme === false) return { kind: 'none' };
  const text = typeof theme === 'string' ? theme.trim() : '';
  if (theme === undefined || theme === null || (text === '' && typeof theme === 'string'))
    return { kind: 'unstated' };
  if (typeof theme !== 'string') return { kind: 'unreadable', text: JSON.stringify(theme) };
  if (text === 'none') return { kind: 'none' };
  if (text === 'lectern') return { kind: 'lectern' };
  if (isPath(text)) return { kind: 'folder', path: text, isRemote: false };
  if (PACKAGE.test(text)) return { kind: 'package', text, name: text };
  return readRemote(text);
}

/** A gem, or a package of npm with its scope. */
const PACKAGE = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9][a-z0-9._-]*$/i;

function readRemote(text: string): ThemeReference {
  if (isPath(text)) return { kind: 'folder', path: text, isRemote: true };
  const repository = readRepository(text);
  return repository === undefined
    ? { kind: 'unreadable', text }
    : { kind: 'repository', text, ...repository };
}
