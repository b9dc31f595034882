import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { makeFont, type PageMath } from '../math/index.js';
import { createPageFinisher, type FinishedPage, type FinishOptions } from './finish-page.js';

/** Typesets the formulas of pages and makes their fonts, in this thread or in another. */
export interface PageTypesetter {
  readonly finishPage: (html: string, page: PageMath) => Promise<FinishedPage>;
  readonly makeFont: (name: string, characters: string) => Promise<Uint8Array>;
  /** Whether it works beside the thread that asks. */
  readonly isBeside: boolean;
  /** Whether its thread has ended by itself, so that it typesets no more. */
  readonly isDead: () => boolean;
  readonly close: () => Promise<void>;
}

/**
 * From how many pages on a thread of its own pays for its start. Typesetting takes about as long as everything
 * else that is done to a page, so one thread beside the main one is what there is work for.
 */
const PAGES_FOR_A_THREAD = 40;

/** Makes the typesetter for a build of so many pages. */
export function startTypesetter(options: FinishOptions, pageCount: number): PageTypesetter {
  return pageCount >= PAGES_FOR_A_THREAD && availableParallelism() > 1
    ? typesetterThread(options)
    : typesetterHere(options);
}

function typesetterHere(options: FinishOptions): PageTypesetter {
  const finishPage = createPageFinisher(options);
  return {
    finishPage: async (html, page) => finishPage(html, page),
    makeFont,
    isBeside: false,
    isDead: () => false,
    close: async () => {},
  };
}

/** What the main thread can ask of the typesetting thread, and what it answers. */
export interface TypesetterTasks {
  readonly page: { readonly ask: readonly [html: string, page: PageMath]; readonly answer: FinishedPage };
  readonly font: { readonly ask: readonly [name: string, characters: string]; readonly answer: Uint8Array };
}

/** Something asked of the typesetting thread. */
export type TypesetterRequest = {
  [Kind in keyof TypesetterTasks]: {
    readonly id: number;
    readonly kind: Kind;
    readonly ask: TypesetterTasks[Kind]['ask'];
  };
}[keyof TypesetterTasks];

/** What it answers, or the error that it met. */
export type TypesetterAnswer =
  | { readonly id: number; readonly result: TypesetterTasks[keyof TypesetterTasks]['answer'] }
  | { readonly id: number; readonly error: unknown };

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

function typesetterThread(options: FinishOptions): PageTypesetter {
  const waiting = new Map<number, Waiting>();
  const worker = new Worker(new URL('./typeset-worker.js', import.meta.url), { workerData: options });
  worker.on('message', (answer: TypesetterAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('result' in answer) asked?.resolve(answer.result);
    else asked?.reject(answer.error);
  });
  // A thread that ends by itself has met a bug; its pages fail, and the build goes on to say so.
  let dead: Error | undefined;
  const end = (error: Error): void => {
    dead ??= error;
    for (const { reject } of waiting.values()) reject(dead);
    waiting.clear();
  };
  worker.on('error', end);
  worker.on('exit', () => end(new Error('The thread that typesets formulas has ended.')));
  let next = 0;
  const asked = <Kind extends keyof TypesetterTasks>(
    kind: Kind,
    ask: TypesetterTasks[Kind]['ask'],
  ): Promise<TypesetterTasks[Kind]['answer']> =>
    new Promise((resolve, reject) => {
      if (dead !== undefined) return reject(dead);
      const id = next++;
      // The thread answers each request with what `TypesetterTasks` says of its kind.
      waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      worker.postMessage({ id, kind, ask });
    });
  return {
    finishPage: (html, page) => asked('page', [html, page]),
    makeFont: (name, characters) => asked('font', [name, characters]),
    isBeside: true,
    isDead: () => dead !== undefined,
    close: async () => {
      await worker.terminate();
    },
  };
}
