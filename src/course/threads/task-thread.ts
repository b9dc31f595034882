import { Worker } from 'node:worker_threads';
import { ControlFlow } from '../../diagnostics/index.js';

/** What a thread can be asked to do: by its name, what it is told and what it answers. */
export type Tasks<All> = {
  readonly [Name in keyof All]: { readonly ask: readonly unknown[]; readonly answer: unknown };
};

/** Something asked of a thread. */
export type TaskRequest<All extends Tasks<All>> = TaskOf<All> & { readonly id: number };

/** One of the tasks, with what the thread is told. */
export type TaskOf<All extends Tasks<All>> = {
  [Name in keyof All]: { readonly task: Name; readonly ask: All[Name]['ask'] };
}[keyof All];

/** What a thread answers, or the error that it met. */
export type TaskAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly stack?: string } };

/** What a thread is started with. */
export interface ThreadData {
  /** Its one number is the first id that is still wanted; it changes under the thread's hands. */
  readonly wanted: Int32Array;
}

/** What a task is rejected with that nobody needs any more. */
class TaskDropped extends ControlFlow {}

/** What all tasks are rejected with where a thread cannot even begin. */
export class ThreadUnavailable extends ControlFlow {}

/** A thread that does one task after the other. */
export interface TaskThread<All extends Tasks<All>> {
  readonly ask: <Name extends keyof All & string>(
    task: Name,
    ...ask: All[Name]['ask']
  ) => Promise<All[Name]['answer']>;
  /** Asks for what nobody waits for, where the thread has been started; what starts later is told of it by `first`. */
  readonly tell: <Name extends keyof All & string>(task: Name, ...ask: All[Name]['ask']) => void;
  /** Starts it, so that it is loaded when it is asked for something. */
  readonly start: () => void;
  /** How many tasks have not been answered yet. */
  readonly waiting: () => number;
  /** Rejects every task that waits, for nobody needs it any more. */
  readonly drop: () => void;
  readonly close: () => Promise<void>;
}

interface Waiting<All extends Tasks<All>> {
  readonly request: TaskRequest<All>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Starts the thread of a module, which answers with `begun` when it has been loaded. What the thread dies of is taken to be
 * the task that it was at, the oldest, which is rejected; another thread goes on with the others, after it has been asked
 * `first` again. Where a thread cannot begin, or dies of what nobody waits for, all is rejected with a
 * {@link ThreadUnavailable}, whose cause says why.
 */
export function startTaskThread<All extends Tasks<All>>(
  module: URL,
  first: () => readonly TaskOf<All>[],
): TaskThread<All> {
  const waiting = new Map<number, Waiting<All>>();
  const wanted = new Int32Array(new SharedArrayBuffer(4));
  let next = 1;
  /** How much of what nobody waits for has not been answered yet. */
  let told = 0;
  let isClosed = false;
  let failure: Error | undefined;
  let thread: Worker | undefined;
  const rejectAll = (error: Error): void => {
    const all = [...waiting.values()];
    waiting.clear();
    for (const { reject } of all) reject(error);
  };
  const ended = (error: Error, hasBegun: boolean): void => {
    thread = undefined;
    if (isClosed) {
      rejectAll(error);
      return;
    }
    if (!hasBegun || told > 0) {
      failure = new ThreadUnavailable(error.message, { cause: error });
      rejectAll(failure);
      return;
    }
    const [oldest] = waiting.values();
    if (oldest !== undefined) {
      waiting.delete(oldest.request.id);
      oldest.reject(error);
    }
    for (const one of [...waiting.values()]) send(one);
  };
  const running = (): Worker => {
    if (thread !== undefined) return thread;
    thread = startWorker(module, { wanted }, answered, ended);
    // Nobody waits for what is asked first.
    const ahead = first();
    told = ahead.length;
    for (const one of ahead) thread.postMessage({ ...one, id: 0 });
    return thread;
  };
  const send = ({ request, reject }: Waiting<All>): void => {
    try {
      running().postMessage(request);
    } catch (error) {
      waiting.delete(request.id);
      reject(error);
    }
  };
  const answered = (answer: TaskAnswer): void => {
    if (answer.id === 0) told--;
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('result' in answer) asked?.resolve(answer.result);
    else asked?.reject(Object.assign(new Error(answer.error.message), answer.error));
  };
  return {
    ask: (task, ...ask) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined || isClosed) {
          reject(failure ?? new TaskDropped('The thread has been closed.'));
          return;
        }
        // A request is of one task, and the thread answers it with what `All` says of that.
        const request = { id: next++, task, ask } as unknown as TaskRequest<All>;
        const one: Waiting<All> = { request, resolve: resolve as Waiting<All>['resolve'], reject };
        waiting.set(request.id, one);
        send(one);
      }),
    tell: (task, ...ask) => {
      if (thread === undefined) return;
      told++;
      thread.postMessage({ id: 0, task, ask });
    },
    start: () => void running(),
    waiting: () => waiting.size,
    drop: () => {
      Atomics.store(wanted, 0, next);
      rejectAll(new TaskDropped('Nobody waits for this any more.'));
    },
    close: async () => {
      isClosed = true;
      await thread?.terminate();
    },
  };
}

/** Starts a worker; `ended` is told once when it ends, and whether it had begun to work. */
function startWorker(
  module: URL,
  workerData: ThreadData,
  answered: (answer: TaskAnswer) => void,
  ended: (error: Error, hasBegun: boolean) => void,
): Worker {
  const worker = new Worker(module, { workerData });
  let hasBegun = false;
  let hasEnded = false;
  const end = (error: Error): void => {
    if (hasEnded) return;
    hasEnded = true;
    // Of one whose messages cannot be read nobody would hear any more.
    void worker.terminate();
    ended(error, hasBegun);
  };
  worker.on('message', (answer: TaskAnswer | 'begun') => {
    if (answer === 'begun') hasBegun = true;
    else answered(answer);
  });
  worker.on('error', end);
  worker.on('messageerror', end);
  worker.on('exit', () => end(new Error('A thread that makes pages has ended.')));
  return worker;
}
