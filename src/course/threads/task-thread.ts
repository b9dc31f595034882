import { ControlFlow } from '../../diagnostics/index.js';
import { TOLD } from './task-progress.js';
import {
  PATIENCE,
  type Patience,
  startWorker,
  type TaskAnswer,
  type TaskWorker,
  type ThreadEnd,
} from './task-worker.js';

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
  /** Whether it has been started, and has not ended. */
  readonly isRunning: () => boolean;
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

/** A thread, whether it has been started or not. */
interface ThreadState<All extends Tasks<All>> {
  readonly module: URL;
  /** What a thread that starts is asked before all else. */
  readonly first: () => readonly TaskOf<All>[];
  readonly patience: Patience;
  /** What was asked and is not answered, by id, the oldest first. */
  readonly waiting: Map<number, Waiting<All>>;
  /** The id of the next task. */
  next: number;
  isClosed: boolean;
  /** Why no thread can begin, where that is so. */
  failure: ThreadUnavailable | undefined;
  worker: TaskWorker | undefined;
}

/**
 * Starts the thread of a module, which answers with `begun` when it has been loaded. Where the thread dies, or is at a task
 * for longer than `patience`, that task is rejected, the latter with a {@link TaskStuck}; another thread goes on with the
 * others, after it has been asked `first` again. Where a thread cannot begin, or dies of what nobody waits for, all is
 * rejected with a {@link ThreadUnavailable}, whose cause says why.
 */
export function startTaskThread<All extends Tasks<All>>(
  module: URL,
  first: () => readonly TaskOf<All>[],
  patience: Patience = PATIENCE,
): TaskThread<All> {
  const state: ThreadState<All> = {
    module,
    first,
    patience,
    waiting: new Map(),
    next: TOLD + 1,
    isClosed: false,
    failure: undefined,
    worker: undefined,
  };
  return {
    ask: (task, ...ask) => askFor(state, (id) => ({ id, task, ask })),
    tell: (task, ...ask) => state.worker?.post({ id: TOLD, task, ask }),
    start: () => void running(state),
    isRunning: () => state.worker !== undefined,
    waiting: () => state.waiting.size,
    drop: () => {
      state.worker?.want(state.next);
      rejectAll(state, new TaskDropped('Nobody waits for this any more.'));
    },
    close: async () => {
      state.isClosed = true;
      await state.worker?.close();
      rejectAll(state, new TaskDropped(CLOSED));
    },
  };
}

const CLOSED = 'The thread has been closed.';

/** Asks for a task, by the request that has its id. */
function askFor<All extends Tasks<All>, Answer>(
  state: ThreadState<All>,
  requestOf: (id: number) => unknown,
): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    if (state.failure !== undefined || state.isClosed) {
      reject(state.failure ?? new TaskDropped(CLOSED));
      return;
    }
    const id = state.next++;
    // A request is of one task, and the thread answers it with what `All` says of that.
    const request = requestOf(id) as TaskRequest<All>;
    const one: Waiting<All> = { request, resolve: resolve as Waiting<All>['resolve'], reject };
    state.waiting.set(id, one);
    send(state, one);
  });
}

function send<All extends Tasks<All>>(state: ThreadState<All>, { request, reject }: Waiting<All>): void {
  try {
    running(state).post(request);
  } catch (error) {
    state.waiting.delete(request.id);
    reject(error);
  }
}

/** The worker, which is started where there is none. */
function running<All extends Tasks<All>>(state: ThreadState<All>): TaskWorker {
  if (state.worker !== undefined) return state.worker;
  const worker = startWorker(
    state.module,
    state.patience,
    (answer) => answered(state, answer),
    (end) => ended(state, end),
  );
  state.worker = worker;
  // Nobody waits for what is asked first.
  for (const one of state.first()) worker.post({ ...one, id: TOLD });
  return worker;
}

function answered<All extends Tasks<All>>({ waiting }: ThreadState<All>, answer: TaskAnswer): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  if ('result' in answer) asked?.resolve(answer.result);
  else asked?.reject(Object.assign(new Error(answer.error.message), answer.error));
}

function ended<All extends Tasks<All>>(state: ThreadState<All>, { error, hasBegun, at }: ThreadEnd): void {
  state.worker = undefined;
  if (state.isClosed) {
    rejectAll(state, error);
    return;
  }
  if (!hasBegun || at === TOLD) {
    state.failure = new ThreadUnavailable(error.message, { cause: error });
    rejectAll(state, state.failure);
    return;
  }
  // One that was at no task might die of the next one, over and over.
  const culprit = at ?? state.waiting.keys().next().value ?? TOLD;
  state.waiting.get(culprit)?.reject(error);
  state.waiting.delete(culprit);
  for (const one of [...state.waiting.values()]) send(state, one);
}

function rejectAll<All extends Tasks<All>>({ waiting }: ThreadState<All>, error: Error): void {
  const all = [...waiting.values()];
  waiting.clear();
  for (const { reject } of all) reject(error);
}
