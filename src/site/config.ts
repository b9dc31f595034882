import type { Diagnostic } from '../diagnostics/index.js';
import type { SiteEffects } from './effects.js';
import type { SiteConfig } from './site-config.js';

/** Where the configuration comes from and what the command line says over it. */
export interface ConfigOptions {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly source?: string;
  readonly destination?: string;
  /** Configuration files in order, later ones winning; without it `_config.yml`, `.yaml` of the source. */
  readonly configFiles?: readonly string[];
  readonly baseurl?: string;
  readonly url?: string;
  readonly drafts?: boolean;
  readonly future?: boolean;
  readonly unpublished?: boolean;
  readonly limitPosts?: number;
  readonly strictFrontMatter?: boolean;
}

export interface ConfigResult {
  readonly config: SiteConfig;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a course's configuration: the files in order, a later one over an earlier one, under what the command
 * line says and over Jekyll's defaults. What is wrong in a file is a diagnostic, and the default holds.
 */
export async function readConfig(_options: ConfigOptions, _effects: SiteEffects): Promise<ConfigResult> {
  throw new Error('Not written yet.');
}
