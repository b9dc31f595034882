import { Worker } from 'node:worker_threads';
import { ControlFlow, internalFault } from '../../diagnostics/index.js';
import { makeFont, type PageMath } from '../../math/index.js';
import { createPageFinisher, type FinishedPage, type FinishOptions } from './finish-page.js';
import { isThreadWorth } from './thread-worth.js';

/** Typesets the formulas of pages and makes their fonts, in this thread or in another. */
export interface PageTypesetter {
  readonly finishPage: (html: string, page: PageMath) => Promise<FinishedPage>;
  readonly makeFont: (name: string, characters: string) => Promise<Uint8Array>;
  /** Whether it works beside the thread that asks. */
  readonly isBeside: boolean;
  /** Rejects every page that waits, for nobody needs it any more. */
  readonly drop: () => void;
  readonly close: () => Promise<void>;
}

/** What a page is rejected with that nobody needs any more. */
class PageDropped extends ControlFlow {}

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

/** What has been asked of the thread and not been answered yet. */
interface Waiting {
  readonly request: TypesetterRequest;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A typesetter in a thread. What the thread dies of is taken to be the request that it was at, the oldest, which is
 * rejected; another thread goes on with the others. Where a thread cannot even begin, this one does all.
 */
function typesetterThread(options: FinishOptions): PageTypesetter {
  const waiting = new Map<number, Waiting>();
  const wanted = new Int32Array(new SharedArrayBuffer(4));
  let next = 0;
  let isClosed = false;
  let canBegin = false;
  let thread: Worker | undefined;
  let here: PageTypesetter | undefined;
  const rejectAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const ended = (error: Error, hasBegun: boolean): void => {
    thread = undefined;
    canBegin ||= hasBegun;
    if (isClosed) rejectAll(error);
    const [oldest] = waiting.values();
    if (canBegin && oldest !== undefined) {
      waiting.delete(oldest.request.id);
      oldest.reject(error);
    }
    if (!canBegin) here = threadless(typesetterHere(options), error);
    for (const one of [...waiting.values()]) ask(one);
  };
  const ask = ({ request, resolve, reject }: Waiting): void => {
    try {
      if (here === undefined) {
        thread ??= startThread({ options, wanted }, answered, ended);
        thread.postMessage(request);
        return;
      }
      waiting.delete(request.id);
      const answer =
        request.kind === 'font' ? here.makeFont(...request.ask) : here.finishPage(...request.ask);
      answer.then(resolve, reject);
    } catch (error) {
      waiting.delete(request.id);
      reject(error);
    }
  };
  const answered = (answer: TypesetterAnswer): void => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('result' in answer) asked?.resolve(answer.result);
    else asked?.reject(Object.assign(new Error(answer.error.message), answer.error));
  };
  const asked = <Kind extends keyof TypesetterTasks>(
    request: (id: number) => TypesetterRequest & { readonly kind: Kind },
  ): Promise<TypesetterTasks[Kind]['answer']> =>
    new Promise((resolve, reject) => {
      const id = next++;
      // The thread answers each request with what `TypesetterTasks` says of its kind.
      const one = { request: request(id), resolve: resolve as Waiting['resolve'], reject };
      waiting.set(id, one);
      ask(one);
    });
  return {
    finishPage: (html, page) => asked<'page'>((id) => ({ id, kind: 'page', ask: [html, page] })),
    makeFont: (name, characters) => asked<'font'>((id) => ({ id, kind: 'font', ask: [name, characters] })),
    isBeside: true,
    drop: () => {
      Atomics.store(wanted, 0, next);
      rejectAll(new PageDropped('The page is no longer to be typeset.'));
    },
    close: async () => {
      isClosed = true;
      await thread?.terminate();
    },
  };
}

/** Starts the thread; `ended` is told once when it ends, and whether it had begun to work. */
function startThread(
  workerData: TypesetterData,
  answered: (answer: TypesetterAnswer) => void,
  ended: (error: Error, hasBegun: boolean) => void,
): Worker {
  const worker = new Worker(new URL('./typeset-worker.js', import.meta.url), { workerData });
  let hasBegun = false;
  let hasEnded = false;
  const end = (error: Error): void => {
    if (!hasEnded) ended(error, hasBegun);
    hasEnded = true;
  };
  worker.on('message', (answer: TypesetterAnswer | 'begun') => {
    if (answer === 'begun') hasBegun = true;
    else answered(answer);
  });
  worker.on('error', end);
  worker.on('messageerror', end);
  worker.on('exit', () => end(new Error('The thread that typesets formulas has ended.')));
  return worker;
}

/** A typesetter in this thread in the place of another; the first page that it finishes is told why. */
function threadless(typesetter: PageTypesetter, error: Error): PageTypesetter {
  let isTold = false;
  return {
    ...typesetter,
    finishPage: async (html, page) => {
      const finished = await typesetter.finishPage(html, page);
      if (isTold) return finished;
      isTold = true;
      const failing = 'starting the thread that typesets formulas failed, so the build takes longer';
      const fault = internalFault({ failing, place: page.file }, error);
      return { ...finished, diagnostics: [...finished.diagnostics, fault] };
    },
  };
}
