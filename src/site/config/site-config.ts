import type { Place, Severity } from '../../diagnostics/index.js';
import type { Theme } from '../../themes/index.js';
import type { DataRecord } from '../data/data-value.js';
import type { TableConfig } from '../data/table.js';
import type { LecternSettings } from './lectern-settings.js';

/** A repository on GitHub, and what of it a course is. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** The branch that is published; absent where it is not known: branches are then not looked at. */
  readonly branch?: string;
  /** Folder of the repository that is the site's source, without slashes at its ends; '' for its root. */
  readonly folder: string;
  /** Folder of the repository that the site is written to, where it is one: `docs`. */
  readonly output?: string;
  /** The domain of the file `CNAME`, at whose root GitHub Pages then serves the site. */
  readonly domain?: string;
  /** The commit that is checked out, 40 hexadecimal digits. */
  readonly revision?: string;
}

/** Whether a repository is its owner's own site (`OWNER.github.io`), which is published at the root of that host. */
export function isUserSite({ owner, name }: Pick<Repository, 'owner' | 'name'>): boolean {
  const hosts = [`${owner}.github.io`, `${owner}.github.com`];
  return hosts.some((host) => host.toLowerCase() === name.toLowerCase());
}

/** One entry of `defaults:`: values for the front matter of the pages in its scope. */
export interface FrontMatterDefault {
  readonly scope: {
    /** A path that the page's path starts with, or a glob; '' for every page. */
    readonly path: string;
    /** `pages`, `posts`, `drafts` or a collection's label; null for every kind. */
    readonly type: string | null;
  };
  readonly values: DataRecord;
}

/** What the configuration says of one collection. */
export interface CollectionConfig {
  readonly output: boolean;
  /** Permalink template, or null for the site's style. */
  readonly permalink: string | null;
  /** A front matter key to sort documents by, or null. */
  readonly sortBy: string | null;
  /** Documents' paths below the collection's folder, in the order wanted, or null. */
  readonly order: readonly string[] | null;
  /** All its keys, as Liquid shows them. */
  readonly metadata: DataRecord;
}

/** A finding that a course lives with (`diagnostics: accept:`). */
export interface AcceptedFinding {
  /** Its code; with a `*` at its end, all that begin so. */
  readonly code: string;
  /** A glob over the paths of files; null for every file. */
  readonly path: string | null;
  /** What its text must contain; null for any. */
  readonly text: string | null;
  readonly reason: string;
  /** Where the configuration accepts it. */
  readonly place: Place;
}

/** What a course says of what is reported (`diagnostics:`). */
export interface DiagnosticsConfig {
  /** Severities by code, or by the beginning of codes with a `*` behind it; `off` reports nothing. */
  readonly severities: readonly (readonly [code: string, severity: Severity | 'off', place: Place])[];
  readonly accepted: readonly AcceptedFinding[];
}

/** A course's configuration: `_config.yml` over Jekyll's defaults, the command line over both. */
export interface SiteConfig {
  /** Absolute path of the folder that is read. */
  readonly source: string;
  /** Absolute path of the folder that is written. */
  readonly destination: string;
  /** Absolute paths of the configuration files that were read. */
  readonly configFiles: readonly string[];
  readonly title: string;
  /** Scheme and host: `https://example.org`, with a path where it was written so, without a slash at its end; or ''. */
  readonly url: string;
  /** `url` as the configuration states it, also where the site is served from elsewhere for the time being. */
  readonly publishedUrl: string;
  /** Where the site is mounted on its host: '' or `/course`, with a leading slash and none at its end. */
  readonly baseurl: string;
  /** Whether the course does not say it, and it is what it was taken to be. */
  readonly isBaseurlInferred?: true;
  /** Null where none is known, or nobody has looked. */
  readonly repository: Repository | null;

  /** What stands around the course's own files; null where pages are only what the course has for them. */
  readonly theme: Theme | null;
  /**
   * Whether lectern's own theme is in use: the course names it or has it as it has nothing else, and some page is framed by it.
   * Before the course is scanned: whether it may be.
   */
  readonly ownTheme: boolean;
  /** What a course says of lectern's own theme, and of what lectern makes of pictures and numbers (`lectern:`). */
  readonly lectern: LecternSettings;

  /** Folders, relative to the source. */
  readonly layoutsDirectory: string;
  readonly includesDirectory: string;
  readonly dataDirectory: string;
  /** '' where collections lie in the source itself. */
  readonly collectionsDirectory: string;
  readonly pluginsDirectory: string;

  readonly include: readonly string[];
  /** With Jekyll's default excludes. */
  readonly exclude: readonly string[];
  readonly keepFiles: readonly string[];

  /** Extensions of Markdown files, in lower case, with their dot. */
  readonly markdownExtensions: readonly string[];
  /** Markdown dialect: `kramdown` or another processor's name, in lower case. */
  readonly markdown: string;
  readonly highlighter: string | null;
  /** Permalink style (`date`, `pretty`, `ordinal`, `weekdate`, `none`) or template. */
  readonly permalink: string;
  readonly excerptSeparator: string;
  readonly pageExcerpts: boolean;
  /** IANA time zone in which dates without a zone are meant and dates are shown. */
  readonly timezone: string;
  /** The moment of the build, where the configuration fixes it. */
  readonly time: Date | null;

  readonly showDrafts: boolean;
  readonly future: boolean;
  readonly unpublished: boolean;
  /** How many of the newest posts are read; 0 for all. */
  readonly limitPosts: number;
  readonly strictFrontMatter: boolean;

  readonly collections: ReadonlyMap<string, CollectionConfig>;
  readonly defaults: readonly FrontMatterDefault[];
  readonly plugins: readonly string[];
  readonly csv: TableConfig;
  readonly tsv: TableConfig;

  readonly kramdown: DataRecord;
  readonly liquid: {
    readonly errorMode: 'warn' | 'strict' | 'lax';
    readonly strictFilters: boolean;
    readonly strictVariables: boolean;
  };
  readonly sass: {
    /** Folder of partials relative to the source. */
    readonly directory: string;
    readonly loadPaths: readonly string[];
    readonly style: 'expanded' | 'compressed';
  };
  /** KaTeX options: `macros`, `strict`, … */
  readonly katex: DataRecord;
  readonly diagnostics: DiagnosticsConfig;
  /** Whether pages are checked for who does not see them, or cannot use a mouse (`diagnostics: accessibility:`). */
  readonly accessibility: boolean;
  /** Mends that are switched off, by name; false switches all off. */
  readonly mend: false | Readonly<Record<string, boolean>>;

  readonly optionalFrontMatter: { readonly enabled: boolean; readonly removeOriginals: boolean };
  readonly readmeIndex: {
    readonly enabled: boolean;
    readonly removeOriginals: boolean;
    readonly withFrontMatter: boolean;
  };
  readonly titlesFromHeadings: {
    readonly enabled: boolean;
    readonly stripTitle: boolean;
    readonly collections: boolean;
  };
  readonly relativeLinks: {
    readonly enabled: boolean;
    readonly collections: boolean;
    /** Globs of pages whose links are left alone. */
    readonly exclude: readonly string[];
  };

  /** Where the keys of the configuration files stand, by their path with dots between: `katex.macros`. */
  readonly keyPlaces: ReadonlyMap<string, Place>;
  /** Every key with its value, Jekyll's defaults among them: what Liquid sees as `site.…`. */
  readonly raw: DataRecord;
}
