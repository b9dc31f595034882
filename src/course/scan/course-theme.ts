import { readdirSync } from 'node:fs';
import { type Diagnostic, diagnostic, faultText } from '../../diagnostics/index.js';
import { isRecord, keyPlace, type SiteConfig } from '../../site/index.js';
import {
  type FetchedTheme,
  type FoundTheme,
  fetchTheme,
  findStored,
  findTheme,
  LOCK_FILE,
  lockedVersion,
  OWN_THEME,
  ownTheme,
  type RepositoryReference,
  readLock,
  readRepository,
  readThemeReference,
  repositoryText,
  type StoredTheme,
  type Theme,
  type ThemePlaces,
  type ThemeReference,
  type ThemeSearch,
  themePlaces,
  themeRepository,
  writeLock,
} from '../../themes/index.js';
import type { Effects } from '../context/index.js';

/** What stands around the files of a course, and what is wrong with it. */
export interface CourseTheme {
  readonly theme: Theme | null;
  /** What is to be said where something of a theme is needed that is not to be had. */
  readonly missing: Diagnostic | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds the theme of a course. Where it is not to be had, lectern's own stands in, and so it does for a course that has neither
 * a theme nor layouts.
 */
export async function courseTheme(
  config: SiteConfig,
  effects: Effects,
  mayFetch: boolean,
): Promise<CourseTheme> {
  const search = themeSearch(config, effects);
  const lock = readLock(config.source);
  const diagnostics = lock === undefined ? [unreadableLock()] : [];
  let fromStore: readonly [RepositoryReference, StoredTheme] | undefined;
  const find = (): FoundTheme => {
    const inLock = readLock(config.source);
    const stored = (repository: RepositoryReference): string | undefined => {
      const theme = findStored(
        search.places.store,
        repository,
        inLock?.get(repositoryText(repository)) ?? null,
      );
      if (theme !== undefined) fromStore = [repository, theme];
      return theme?.folder;
    };
    return findTheme(search.reference, { ...search, stored });
  };
  let found = find();
  // What another course has fetched is noted as what is fetched would be.
  if (mayFetch && fromStore !== undefined && lock !== undefined) {
    const [repository, theme] = fromStore;
    const unlocked = noteInLock(config.source, repositoryText(repository), theme);
    if (unlocked !== null) diagnostics.push(unwrittenLock(unlocked));
  }
  let sentence: string | undefined;
  if (mayFetch && found.kind === 'missing' && found.repository !== null) {
    effects.progress(`Fetching the theme ${found.text}`, 0, 0);
    const fetched = await fetchForCourse(found.repository, config, effects);
    if (fetched.ok) {
      found = find();
      if (fetched.unlocked !== null && lock !== undefined) diagnostics.push(unwrittenLock(fetched.unlocked));
    } else ({ sentence } = fetched);
  }
  if (found.kind === 'found') return { theme: found.theme, missing: null, diagnostics };
  if (found.kind === 'none') return { ...withoutTheme(config, found.stated), diagnostics };
  const missing = themeMissing(config, found, sentence);
  return { theme: ownTheme('stand-in', nameOf(found)), missing, diagnostics };
}

/** What the theme that a course names is looked for with. */
function themeSearch(
  config: SiteConfig,
  effects: Pick<Effects, 'env' | 'themes'>,
): Omit<ThemeSearch, 'stored' | 'places'> & {
  readonly reference: ThemeReference;
  readonly places: ThemePlaces;
} {
  const { raw, source } = config;
  return {
    reference: readThemeReference(raw['theme'], raw['remote_theme']),
    source,
    places: themePlaces(effects.env, effects.themes),
    repositories: statedRepositories(config),
  };
}

/** How a theme is fetched for a course. */
export interface FetchForCourse {
  /** By what name the lock of the course has it; null where the course does not name it. By default its own. */
  readonly lockName?: string | null;
  /** Whether it is fetched as it is now, whatever the lock says. */
  readonly renew?: boolean;
}

/** What was fetched for a course. `unlocked` is a sentence where its lock does not say so, though it should. */
export type FetchedForCourse =
  | (Extract<FetchedTheme, { readonly ok: true }> & { readonly unlocked: string | null })
  | Extract<FetchedTheme, { readonly ok: false }>;

/** Fetches a theme as the lock of a course has it, or else writes into the lock what was fetched. */
export async function fetchForCourse(
  repository: RepositoryReference,
  { source }: Pick<SiteConfig, 'source'>,
  effects: Pick<Effects, 'env' | 'now' | 'themes'>,
  { lockName = repositoryText(repository), renew = false }: FetchForCourse = {},
): Promise<FetchedForCourse> {
  const { store } = themePlaces(effects.env, effects.themes);
  const lock = readLock(source);
  const locked = renew || lockName === null ? undefined : lock?.get(lockName);
  const fetched = await fetchTheme(repository, {
    store,
    env: effects.env,
    now: effects.now,
    ...(locked === undefined ? {} : { locked }),
  });
  if (!fetched.ok) return fetched;
  if (lockName === null) return { ...fetched, unlocked: null };
  if (lock === undefined)
    return { ...fetched, unlocked: `${LOCK_FILE} cannot be read, so it stays as it is. ${LOCK_HINT}` };
  return { ...fetched, unlocked: noteInLock(source, lockName, fetched.theme) };
}

/** Notes a theme in the lock of a course; a sentence where that cannot be written. */
function noteInLock(source: string, name: string, theme: StoredTheme): string | null {
  try {
    writeLock(source, name, theme);
    return null;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return `${LOCK_FILE} could not be written: ${faultText(error).replace(/\.?$/, '.')}`;
  }
}

/** A theme that somebody asks for by hand, and by what name the lock of the course has it. */
export interface AskedTheme {
  readonly repository: RepositoryReference;
  readonly lockName: string | null;
}

/**
 * The theme that is meant by a name (a gem, or `owner/name@ref`), or without one by the course; a sentence where none is. Where
 * the course names the same repository, its lock is to say which commit that is.
 */
export function askedTheme(
  name: string | undefined,
  config: SiteConfig,
  effects: Pick<Effects, 'env' | 'themes'>,
): AskedTheme | string {
  const { reference, repositories, source } = themeSearch(config, effects);
  const ofGem = (gem: string): RepositoryReference | undefined =>
    themeRepository(gem.toLowerCase(), repositories, lockedVersion(source, gem.toLowerCase()));
  const own =
    reference.kind === 'repository'
      ? reference
      : reference.kind === 'package'
        ? ofGem(reference.name)
        : undefined;
  if (name === undefined) {
    if (own !== undefined) return { repository: own, lockName: repositoryText(own) };
    if (reference.kind === 'package') return unknownGem(reference.name);
    return 'The course names no theme that could be fetched: name one, as owner/name or owner/name@tag.';
  }
  const asked = name.includes('/') ? readRepository(name) : ofGem(name);
  if (asked === undefined)
    return name.includes('/')
      ? `“${name}” is no repository: write owner/name or owner/name@tag.`
      : unknownGem(name);
  const isOwn =
    own !== undefined &&
    own.owner.toLowerCase() === asked.owner.toLowerCase() &&
    own.name.toLowerCase() === asked.name.toLowerCase() &&
    (own.ref === null || asked.ref === null || own.ref === asked.ref || !name.includes('@'));
  if (!isOwn) return { repository: asked, lockName: null };
  return { repository: { ...asked, ref: asked.ref ?? own.ref }, lockName: repositoryText(own) };
}

function unknownGem(gem: string): string {
  return `Where the theme ${gem} comes from is not known: write lectern: {themes: {${gem}: owner/name}} into _config.yml.`;
}

const LOCK_HINT =
  'Take it from the history of the course again, or delete it: lectern theme add writes it anew.';

function unreadableLock(): Diagnostic {
  const message = `${LOCK_FILE} cannot be read, so what it says of themes does not count.`;
  return diagnostic('warning', 'theme-lock', LOCK_START, message, { hint: LOCK_HINT });
}

const LOCK_START = { file: LOCK_FILE, line: 1, column: 1 };

/** The theme is there all the same, and this build has it: the next elsewhere may have another. */
function unwrittenLock(sentence: string): Diagnostic {
  const message = `${sentence} The next build may have another commit of the theme.`;
  const hint = 'Run lectern theme add where the course can be written to, and keep the file.';
  return diagnostic('warning', 'theme-lock', LOCK_START, message, { hint });
}

/** A course that names no theme has lectern's, unless it has layouts or says that it wants none. */
function withoutTheme(config: SiteConfig, isStated: boolean): CourseTheme {
  if (isStated || hasLayouts(config)) return { theme: null, missing: null, diagnostics: [] };
  return { theme: ownTheme('default'), missing: null, diagnostics: [] };
}

function hasLayouts({ source, layoutsDirectory }: SiteConfig): boolean {
  try {
    const names = readdirSync(`${source}/${layoutsDirectory}`, { recursive: true, encoding: 'utf8' });
    return names.some((name) => /[^./\\]\./.test(name));
  } catch {
    return false;
  }
}

/** `lectern: themes:`, repositories by the names of themes. */
function statedRepositories({ raw }: SiteConfig): Readonly<Record<string, string>> {
  const { lectern } = raw;
  const themes = isRecord(lectern) ? lectern['themes'] : undefined;
  if (!isRecord(themes)) return {};
  return Object.fromEntries(
    Object.entries(themes).flatMap(([name, repository]) =>
      typeof repository === 'string' && readRepository(repository) !== undefined ? [[name, repository]] : [],
    ),
  );
}

type MissingTheme = Extract<FoundTheme, { readonly kind: 'missing' }>;

/** The name that templates see: that of the gem, or of the repository without its owner. */
function nameOf({ text, repository }: MissingTheme): string {
  return text.includes('/') && repository !== null ? repository.name.toLowerCase() : text;
}

function themeMissing(
  config: SiteConfig,
  { text, reason, repository }: MissingTheme,
  failed: string | undefined,
): Diagnostic {
  const key = typeof config.raw['remote_theme'] === 'string' ? 'remote_theme' : 'theme';
  const [what, hint] = {
    folder: [
      `There is no theme in the folder ${text}`,
      'Correct the path: layouts lie in its folder _layouts, includes in _includes, style sheets in _sass.',
    ],
    unfetched: [
      `The theme ${text} is not on this machine`,
      `Fetch it with: lectern theme add ${repository === null ? text : repositoryText(repository)}, or build with --fetch.`,
    ],
    unknown: [
      `The theme ${text} is not on this machine, and where it comes from is not known`,
      `Write \`lectern: {themes: {${text}: OWNER/REPOSITORY}}\` into the configuration, and fetch it with: lectern theme add ${text}.`,
    ],
    unreadable: [
      `“${text}” names no theme`,
      'Write the name of a gem, owner/name of a repository, or ./folder.',
    ],
  }[reason];
  const isOwn = text.toLowerCase() === OWN_THEME;
  const said = failed ?? `${what}.`;
  // Who has just tried to fetch it need not be told to.
  const next = isOwn
    ? `Write \`theme: ${OWN_THEME}\` to have them.`
    : failed === undefined
      ? hint
      : 'Correct its name, or try again later: lectern theme add.';
  return diagnostic(
    'error',
    'theme-missing',
    keyPlace(config, key),
    `${said} Layouts of ${OWN_THEME}'s own stand in for it.`,
    { text, hint: next ?? '' },
  );
}
