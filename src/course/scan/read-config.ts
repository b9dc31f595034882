import { stat } from 'node:fs/promises';
import { type Diagnostic, diagnostic, guardedLater } from '../../diagnostics/index.js';
import { type DiagnosticsConfig, keyPlace, readConfig, type SiteConfig } from '../../site/index.js';
import { OWN_THEME, ownTheme } from '../../themes/index.js';
import type { BuildOptions, Effects } from '../context/index.js';
import { courseRepository } from '../git/index.js';
import { type CourseTheme, courseTheme } from './course-theme.js';
import { siteEffects } from './site-effects.js';

/** A course's configuration, and whether a site can be made by it. */
export interface CourseConfig {
  readonly config: SiteConfig;
  /** False where the configuration or the folder of the course cannot be read. */
  readonly usable: boolean;
  /** What is to be said where the course needs something of a theme that is not to be had. */
  readonly missingTheme: Diagnostic | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a course's configuration, under what the options say. */
export async function readCourseConfig(options: BuildOptions, effects: Effects): Promise<CourseConfig> {
  const { mend, safe, unused = false, accessibility, fetch = false, ...rest } = options;
  const faults: Diagnostic[] = [];
  const reading = { cwd: effects.cwd, ...rest };
  const stated = await readConfig(reading, siteEffects(effects));
  const {
    theme,
    missing: missingTheme,
    diagnostics: ofTheme,
  } = await guardedLater<CourseTheme>(
    {
      failing: 'looking for the theme of the course failed',
      place: '_config.yml',
      tell: (fault) => faults.push(fault),
    },
    () => courseTheme(stated.config, effects, fetch),
    () => ({
      theme: ownTheme('stand-in', String(stated.config.raw['theme'] ?? OWN_THEME)),
      missing: null,
      diagnostics: [],
    }),
  );
  const read = theme === null ? stated : await readConfig({ ...reading, theme }, siteEffects(effects));
  const isAccessible = accessibility ?? read.config.accessibility;
  const config: SiteConfig = {
    ...read.config,
    repository: await guardedLater(
      {
        failing: 'looking for the repository of the course failed',
        place: '_config.yml',
        tell: (fault) => faults.push(fault),
      },
      () => courseRepository(read.config),
      () => null,
    ),
    ...(mend === false ? { mend } : {}),
    ...(safe === true ? { raw: { ...read.config.raw, safe } } : {}),
    ...policyOf(read.config, { unused, accessibility: isAccessible }),
  };
  // A configuration that cannot be read would move every page and have the old ones removed.
  const broken = read.diagnostics.some(({ severity }) => severity === 'error');
  const missing = broken || (await isFolder(config.source)) ? [] : [missingSource(config.source)];
  return {
    config,
    usable: !broken && missing.length === 0,
    missingTheme,
    diagnostics: [...read.diagnostics, ...missing, ...ofTheme, ...faults],
  };
}

/**
 * What the course says of reports, with unused files among them where these are wanted, and with pictures without a text told
 * as what they are for who asks for accessibility.
 */
function policyOf(
  { diagnostics, keyPlaces }: SiteConfig,
  wanted: { readonly unused: boolean; readonly accessibility: boolean },
): Pick<SiteConfig, 'diagnostics' | 'accessibility'> {
  const place = keyPlace({ keyPlaces }, 'diagnostics');
  const severities: DiagnosticsConfig['severities'] = [
    ...(wanted.accessibility ? [['alt-missing', 'warning', place] as const] : []),
    ...diagnostics.severities,
    ...(wanted.unused ? [['file-unused', 'info', place] as const] : []),
  ];
  return { diagnostics: { ...diagnostics, severities }, accessibility: wanted.accessibility };
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}

/** A course that is not there would have every page of the last site removed. */
function missingSource(source: string): Diagnostic {
  const message = `There is no folder ${source} to read the course from.`;
  const hint = 'Correct the path given with --source.';
  return diagnostic('error', 'source-missing', { file: source, line: 1, column: 1 }, message, { hint });
}
