import type { Diagnostic } from '../diagnostics/index.js';
import type { ScanEffects } from './effects.js';
import type { Site } from './site.js';
import type { SiteConfig } from './site-config.js';

export interface ScanResult {
  readonly site: Site;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the folder of a course once. What its files have wrong is a diagnostic; every file that can be is read. */
export async function scanSite(_config: SiteConfig, _effects: ScanEffects): Promise<ScanResult> {
  throw new Error('Not written yet.');
}
