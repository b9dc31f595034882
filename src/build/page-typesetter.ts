import { Worker } from 'node:worker_threads';
import { makeFont, type PageMath } from '../math/index.js';
import { createPageFinisher, type FinishedPage, type FinishOptions } from './finish-page.js';
import { isThreadWorth } from './typeset-thread.js';

/** Typesets the formulas of pages and makes their fonts, in this thread or in another. */
export interface PageTypesetter {
  readonly finishPage: (html: string, page: PageMath) => Promise<FinishedPage>;
  readonly makeFont: (name: string, characters: string) => Promise<Uint8Array>;
  /** Whether it works beside the thread that asks. */
  readonly isBeside: boolean;
  /** Rejects every page that waits, for nobody needs it any more. */
  readonly drop: () => void;
  /** Whether its thread has ended by itself, so that it typesets no more. */
  readonly isDead: () => boolean;
  readonly close: () => Promise<void>;
}

/** Makes the typesetter for so many pages. */
export function startTypesetter(options: FinishOptions, pageCount: number): PageTypesetter {
  return isThreadWorth(pageCount) ? typesetterThread(options) : typesetterHere(options);
}

function typesetterHere(options: FinishOptions): PageTypesetter {
  const finishPage = createPageFinisher(options);
  return {
    finishPage: async (html, page) => finishPage(html, page),
    makeFont,
    isBeside: false,
    drop: () => {},
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

/** What the thread is started with. */
export interface TypesetterData {
  readonly options: FinishOptions;
  /** Its one number is the first id that is still wanted; it changes under the thread's hands. */
  readonly wanted: Int32Array;
}

/** What it answers, or the error that it met. */
export type TypesetterAnswer =
  | { readonly id: number; readonly result: TypesetterTasks[keyof TypesetterTasks]['answer'] }
  | { readonly id: number; readonly error: { readonly message: string; readonly stack?: string } };

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

function typesetterThread(options: FinishOptions): PageTypesetter {
  const waiting = new Map<number, Waiting>();
  const workerData: TypesetterData = { options, wanted: new Int32Array(new SharedArrayBuffer(4)) };
  const worker = new Worker(new URL('./typeset-worker.js', import.meta.url), { workerData });
  worker.on('message', (answer: TypesetterAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('result' in answer) asked?.resolve(answer.result);
    else asked?.reject(Object.assign(new Error(answer.error.message), answer.error));
  });
  // A thread that ends by itself has met a bug; its pages fail, and the build goes on to say so.
  let dead: Error | undefined;
  const rejectAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const end = (error: Error): void => {
    dead ??= error;
    rejectAll(dead);
  };
  worker.on('error', end);
  worker.on('messageerror', end);
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
    drop: () => {
      Atomics.store(workerData.wanted, 0, next);
      rejectAll(new Error('The page is no longer to be typeset.'));
    },
    isDead: () => dead !== undefined,
    close: async () => {
      await worker.terminate();
    },
  };
}
