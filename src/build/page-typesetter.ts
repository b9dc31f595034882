import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createTypesetter, type PageMath, type TypesetPage, type TypesetterOptions } from '../math/index.js';

/** Typesets the formulas of pages, in this thread or in another. */
export interface PageTypesetter {
  readonly typesetPage: (html: string, page: PageMath) => Promise<TypesetPage>;
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
export function startTypesetter(options: TypesetterOptions, pageCount: number): PageTypesetter {
  return pageCount >= PAGES_FOR_A_THREAD && availableParallelism() > 1
    ? typesetterThread(options)
    : typesetterHere(options);
}

function typesetterHere(options: TypesetterOptions): PageTypesetter {
  const typesetter = createTypesetter(options);
  return {
    typesetPage: async (html, page) => typesetter.typesetPage(html, page),
    isBeside: false,
    isDead: () => false,
    close: async () => {},
  };
}

/** What the main thread asks of the typesetting thread. */
export interface TypesetRequest {
  readonly id: number;
  readonly html: string;
  readonly page: PageMath;
}

/** What it answers: the page, or the error that typesetting it ended with. */
export type TypesetAnswer =
  | { readonly id: number; readonly result: TypesetPage }
  | { readonly id: number; readonly error: unknown };

interface Waiting {
  readonly resolve: (result: TypesetPage) => void;
  readonly reject: (error: unknown) => void;
}

function typesetterThread(options: TypesetterOptions): PageTypesetter {
  const waiting = new Map<number, Waiting>();
  const worker = new Worker(new URL('./typeset-worker.js', import.meta.url), { workerData: options });
  worker.on('message', (answer: TypesetAnswer) => {
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
  return {
    typesetPage: (html, page) =>
      new Promise((resolve, reject) => {
        if (dead !== undefined) return reject(dead);
        const request: TypesetRequest = { id: next++, html, page };
        waiting.set(request.id, { resolve, reject });
        worker.postMessage(request);
      }),
    isBeside: true,
    isDead: () => dead !== undefined,
    close: async () => {
      await worker.terminate();
    },
  };
}
