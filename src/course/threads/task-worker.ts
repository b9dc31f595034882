import { Worker } from 'node:worker_threads';
import { type TaskProgress, taskProgress } from './task-progress.js';

/** Tells a thread, instead of a task, that it is to end. */
export const END = 'end';

/** What a thread answers, or the error that it met. */
export type TaskAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly stack?: string } };

/** What a thread is started with. */
export interface ThreadData {
  /** {@link TaskProgress.numbers} */
  readonly progress: Int32Array;
}

/** How long a thread may be at one task before it is taken to be at it for ever, in seconds. */
export interface Patience {
  /** At one that somebody waits for. */
  readonly wanted: number;
  /** At one that nobody needs any more. */
  readonly dropped: number;
}

/** More than the largest page takes on a slow machine; who has gone on to another build waits no longer than a moment. */
export const PATIENCE: Patience = { wanted: 120, dropped: 10 };

/** What ends a thread that is at one task for too long. */
export class TaskStuck extends Error {
  constructor(readonly seconds: number) {
    super(`It had not ended after ${seconds} seconds.`);
  }
}

/** How a thread has ended. */
export interface ThreadEnd {
  readonly error: Error;
  /** Whether it had been loaded. */
  readonly hasBegun: boolean;
  /** The id of the task that it was at. */
  readonly at: number | undefined;
}

/** A thread that has been started. */
export interface TaskWorker {
  readonly post: (request: unknown) => void;
  /** Tasks before the one of this id are not needed any more. */
  readonly want: TaskProgress['want'];
  readonly close: () => Promise<void>;
}

/** Starts the thread of a module; `ended` is told once when it ends, by itself or because it was at a task for too long. */
export function startWorker(
  module: URL,
  patience: Patience,
  answered: (answer: TaskAnswer) => void,
  ended: (end: ThreadEnd) => void,
): TaskWorker {
  const progress = taskProgress();
  const workerData: ThreadData = { progress: progress.numbers };
  const worker = new Worker(module, { workerData });
  let hasBegun = false;
  let hasEnded = false;
  const end = (error: Error): void => {
    if (hasEnded) return;
    hasEnded = true;
    unwatch();
    // Of one whose messages cannot be read, or that is stuck, nobody would hear any more.
    void worker.terminate();
    ended({ error, hasBegun, at: progress.at() });
  };
  const unwatch = watchProgress(progress, patience, end);
  worker.on('message', (answer: TaskAnswer | 'begun') => {
    if (hasEnded) return;
    if (answer === 'begun') hasBegun = true;
    else answered(answer);
  });
  worker.on('error', end);
  worker.on('messageerror', end);
  worker.on('exit', () => end(new Error('A thread that makes pages has ended.')));
  return {
    post: (request) => worker.postMessage(request),
    want: progress.want,
    close: async () => {
      unwatch();
      if (hasBegun && !hasEnded && progress.at() === undefined) await endedByItself(worker);
      await worker.terminate();
    },
  };
}

/** So long a thread that is at no task may take to end, in milliseconds. */
const ENDING = 2000;

/** Lets a thread end, or waits no longer for it: it keeps what V8 has compiled in it (`cli/code-cache.ts`). */
async function endedByItself(worker: Worker): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ENDING);
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    worker.postMessage(END);
  });
}

/**
 * Looks every second whether a thread is still at the task that it was at, and tells when it has been for too long. Seconds
 * are counted by looks: a machine that slept has not waited, nor has a thread that has had no turn to look.
 */
function watchProgress(
  progress: TaskProgress,
  patience: Patience,
  tell: (error: TaskStuck) => void,
): () => void {
  let begun = 0;
  let looks = 0;
  const timer = setInterval(() => {
    const now = progress.begun();
    looks = now === begun ? looks + 1 : 0;
    begun = now;
    const id = progress.at();
    if (id === undefined) return;
    const most = progress.isWanted(id) ? patience.wanted : patience.dropped;
    if (looks >= most) tell(new TaskStuck(most));
  }, 1000);
  timer.unref();
  return () => clearInterval(timer);
}
