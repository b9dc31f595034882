import type { SharedCopies } from '../../output/index.js';
import type { ProfileKind, TimeSpent } from '../context/index.js';
import type { FinishedPage, FinishOptions, UnfinishedPage } from '../typeset/index.js';
import type { ResultBatch } from './recording-cache.js';

/** A site as a thread is told of it. */
export interface ToldSite {
  /** What `siteMessage` wrote. */
  readonly message: SharedArrayBuffer;
  /** The time of the build, in milliseconds since 1970. */
  readonly now: number;
  /** `jekyll.environment`. */
  readonly environment: string;
  /** Whether it is to be noted how long things take. */
  readonly isTimed: boolean;
}

/** A page that a thread has made: what it kept of it, and how long that took, where that is noted. */
export interface ThreadedPage {
  readonly batch: ResultBatch;
  readonly times: readonly (readonly [kind: ProfileKind, time: TimeSpent])[];
}

/** What a thread that makes pages can be asked to do. */
export interface PageTasks {
  /** Sets what pages are finished with. */
  readonly options: { readonly ask: readonly [options: FinishOptions]; readonly answer: undefined };
  /** Sets the site whose pages are made; undefined where none are to be made, and it is to be forgotten. */
  readonly site: { readonly ask: readonly [site: ToldSite | undefined]; readonly answer: undefined };
  /** Makes a page, by its number in the site; null where it reads too many others. */
  readonly make: { readonly ask: readonly [page: number]; readonly answer: ThreadedPage | null };
  /** Finishes a page that has been made elsewhere. */
  readonly finish: {
    readonly ask: readonly [html: string, page: UnfinishedPage];
    readonly answer: FinishedPage;
  };
  /** Sets the files that are copied while nothing else is to be done; undefined for none. */
  readonly copies: { readonly ask: readonly [copies: SharedCopies | undefined]; readonly answer: undefined };
  /** Answers when none is being copied. */
  readonly copied: { readonly ask: readonly []; readonly answer: undefined };
  readonly font: { readonly ask: readonly [name: string, characters: string]; readonly answer: Uint8Array };
}
