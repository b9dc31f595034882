import type { BuildOptions } from '../../course/index.js';

/** What a command line says of the course that a command reads. */
export interface CourseCommandOptions {
  readonly source?: string;
  /** Configuration files, with commas between. */
  readonly config?: string;
  readonly baseurl?: string;
  readonly drafts?: boolean;
  readonly future?: boolean;
  readonly unpublished?: boolean;
  /** False where `--no-mend` was given. */
  readonly mend?: boolean;
  /** Whether no plugin that lies in the course is run. */
  readonly safe?: boolean;
}

/** What a command line says of a folder without pages, for commands that refuse one. */
export interface EmptyCourseOption {
  readonly allowEmpty?: boolean;
}

/** Refuses a folder without pages, unless the command line allows it. */
export function emptyCourseOption({ allowEmpty }: EmptyCourseOption): Pick<BuildOptions, 'allowEmpty'> {
  return allowEmpty === true ? {} : { allowEmpty: false };
}

/** What a command line says of the course, as the options of a build. */
export function courseOptions(options: CourseCommandOptions): BuildOptions {
  const { source, baseurl, config, drafts, future, unpublished, mend, safe } = options;
  return {
    ...(source === undefined ? {} : { source }),
    ...(baseurl === undefined ? {} : { baseurl }),
    ...(config === undefined ? {} : { configFiles: commaList(config) }),
    ...(drafts === undefined ? {} : { drafts }),
    ...(future === undefined ? {} : { future }),
    ...(unpublished === undefined ? {} : { unpublished }),
    ...(mend === false ? { mend: false } : {}),
    ...(safe === true ? { safe } : {}),
  };
}

/** What a command line says of what is kept from build to build. */
export interface CacheCommandOptions {
  /** False where `--no-cache` was given. */
  readonly cache?: boolean;
  readonly cacheDir?: string;
}

/** What a command line says of what is kept, as options of a build. */
export function cacheOptions({ cache, cacheDir }: CacheCommandOptions): Pick<BuildOptions, 'cache'> {
  if (cache === false) return { cache };
  return cacheDir === undefined ? {} : { cache: cacheDir };
}

/** What stands between commas in a value of the command line. */
export function commaList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
