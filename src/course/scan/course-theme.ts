import { readdirSync } from 'node:fs';
import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import { isRecord, keyPlace, type SiteConfig } from '../../site/index.js';
import {
  type FoundTheme,
  findTheme,
  OWN_THEME,
  ownTheme,
  readRepository,
  readThemeReference,
  repositoryText,
  type Theme,
  themePlaces,
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
export async function courseTheme(config: SiteConfig, effects: Effects): Promise<CourseTheme> {
  const { raw, source } = config;
  const reference = readThemeReference(raw['theme'], raw['remote_theme']);
  const found = findTheme(reference, {
    source,
    places: themePlaces(effects.env, effects.themes),
    repositories: statedRepositories(config),
    stored: () => undefined,
  });
  if (found.kind === 'found') return { theme: found.theme, missing: null, diagnostics: [] };
  if (found.kind === 'none') return withoutTheme(config, found.stated);
  const name = nameOf(found);
  return { theme: ownTheme('stand-in', name), missing: themeMissing(config, found), diagnostics: [] };
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

function themeMissing(config: SiteConfig, { text, reason, repository }: MissingTheme): Diagnostic {
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
  return diagnostic(
    'error',
    'theme-missing',
    keyPlace(config, key),
    `${what}: ${OWN_THEME}'s own layouts stand in for it.`,
    {
      text,
      hint: hint ?? '',
    },
  );
}
