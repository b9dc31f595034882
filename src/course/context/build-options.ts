import type { Diagnostic } from '../../diagnostics/index.js';
import type { PublishResult } from '../../output/index.js';
import type { SiteConfig } from '../../site/index.js';
import type { ContentNeeded, GeneratedSiteFile, LeftOut, StaticSiteFile } from './site-state.js';

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
  /** Whether pages are checked for accessibility, too; else the configuration says it. */
  readonly accessibility?: true;
  /**
   * The folder that keeps results from build to build; `false` keeps nothing. By default it is what the environment
   * variable `LECTERN_CACHE_DIR` names, or `.lectern-cache` of the source.
   */
  readonly cache?: string | false;
  /** `false` refuses a folder in which no page is; else a site without pages is as good as any. */
  readonly allowEmpty?: false;
  /** In how many threads pages are made; by default in as many as the machine has processors for, where they pay. */
  readonly threads?: number;
  /** Whether a theme that is not on this machine is fetched from the network; else nothing is asked of it. */
  readonly fetch?: true;
  /** Whether no plugin of the course is run, as with `safe: true` in its configuration. */
  readonly safe?: true;
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
  /** That lectern's own theme is around its pages, as the course has neither layouts nor a theme. */
  readonly defaultTheme?: Diagnostic;
  /** What changed in the destination; absent where the build was refused. */
  readonly published?: PublishResult;
  /** Everything that was found, in the order of files and lines; it may be read from the disk when it is asked for. */
  readonly diagnostics: readonly Diagnostic[];
  /** Names `diagnostics` where they are recorded: those of another result with this name are the same. */
  readonly findings?: string;
}

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
  /**
   * Absolute paths of all files that have changed since the last build of this course, as far as somebody who watches it
   * can say. Of these the pages of `first` are made before the course is read, which then has the last word: `ready` is told
   * again of a page that turns out to be another one.
   */
  readonly trusted?: readonly string[];
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
  /** Told of the static files, by output path, before the first page is made; of those that are `trusted` also before that. */
  readonly scanned?: (files: ReadonlyMap<string, StaticSiteFile>, config: SiteConfig) => void;
}
