import type { Diagnostic } from '../diagnostics/index.js';
import type { PublishResult } from '../output/index.js';
import type { LeftOut } from './site-state.js';

/** What a build is told. Paths may be relative to `Effects.cwd`. */
export interface BuildOptions {
  /** The folder of the course; the current one by default. */
  readonly source?: string;
  /** The folder that the site is written to; `docs` by default. */
  readonly destination?: string;
  /** Configuration files, later ones winning; `_config.yml` of the source by default. */
  readonly configFiles?: readonly string[];
  readonly baseurl?: string;
  /** Scheme and host that the site is seen at: what stands in place of the configuration's `url`. */
  readonly url?: string;
  readonly drafts?: boolean;
  readonly future?: boolean;
  readonly unpublished?: boolean;
  /** Whether files that nothing links to are reported, too, as `file-unused`. */
  readonly unused?: boolean;
  /**
   * The folder that keeps results from build to build; `false` keeps nothing. By default it is what the environment
   * variable `LECTERN_CACHE_DIR` names, or `.lectern-cache` of the source.
   */
  readonly cache?: string | false;
  /** `false` refuses a folder in which no page is; else a site without pages is as good as any. */
  readonly allowEmpty?: false;
  /** `false` reads everything as Jekyll would, whatever the configuration says of mends. */
  readonly mend?: false;
}

/** What a build did. */
export interface BuildResult {
  /** Whether every page and file of the course is in the site. */
  readonly complete: boolean;
  /** Absolute path of the folder of the course. */
  readonly source: string;
  /** Absolute path of the folder that was written to. */
  readonly destination: string;
  readonly pageCount: number;
  /** Static files, and those that lectern adds. */
  readonly fileCount: number;
  readonly formulaCount: number;
  readonly leftOut: LeftOut;
  /** The path that the site was taken to be served under, `''` for the root of its host, where the course does not say it. */
  readonly inferredBaseurl?: string;
  /** What changed in the destination; absent where the build was refused. */
  readonly published?: PublishResult;
  /** Everything that was found, in the order of files and lines. */
  readonly diagnostics: readonly Diagnostic[];
}
