import type { Diagnostic } from '../diagnostics/index.js';
import type { SiteConfig } from '../site/index.js';
import type { ContentNeeded } from './site-record.js';
import type { GeneratedSiteFile, StaticSiteFile } from './site-state.js';

/** What is asked of one build. */
export interface BuildRequest {
  /** False where the pages are only looked at, so that what their formulas need beside them is not made. */
  readonly mathFiles?: false;
  /**
   * Whether a site that is recorded may be answered with; the content of its files cannot be asked for, which throws a
   * {@link ContentNeeded}.
   */
  readonly recall?: () => boolean;
  /** Output paths of pages that are made before all others. */
  readonly first?: readonly string[];
  /** Told of each page that was made, as soon as it is, in the order in which they are made. */
  readonly ready?: (outputPath: string, file: GeneratedSiteFile) => void;
  /** Asked before the course is read: where it answers with diagnostics, the build is refused. */
  readonly accept?: (config: SiteConfig) => Promise<readonly Diagnostic[]>;
  /** Awaited once the first pages are made, so that whoever looks at them has all of them before the build goes on. */
  readonly calm?: () => Promise<void>;
  /** What an earlier build has published at a path of the site, for what cannot be made now; undefined where it has nothing. */
  readonly published?: (outputPath: string) => Uint8Array | undefined;
  /** Where it is aborted, the build ends early and rejects with the signal's reason; what it has made is kept. */
  readonly signal?: AbortSignal;
  /** False where a folder without any page is refused. */
  readonly allowEmpty?: false;
  /** Told of the static files, by output path, before the first page is made. */
  readonly scanned?: (files: ReadonlyMap<string, StaticSiteFile>, config: SiteConfig) => void;
}
