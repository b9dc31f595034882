import { parentPort, workerData } from 'node:worker_threads';
import { taskProgress } from './task-progress.js';
import type { TaskRequest, Tasks } from './task-thread.js';
import { END, type TaskAnswer, type ThreadData } from './task-worker.js';

/** What a thread does for each task, and which buffers of the answer it hands over rather than copies. */
export type TaskHandlers<All extends Tasks<All>> = {
  readonly [Name in keyof All]: (
    ...ask: All[Name]['ask']
  ) => Promise<{ readonly result: All[Name]['answer']; readonly moved?: readonly ArrayBuffer[] }>;
};

/**
 * Does, in a thread that `startTaskThread` has started, one task after the other. While there is none, it does a little of
 * what can wait, as long as `idle` answers that there is more of it.
 */
export function serveTasks<All extends Tasks<All>>(
  handlers: TaskHandlers<All>,
  idle: () => boolean = () => false,
): void {
  const data: ThreadData = workerData;
  const progress = taskProgress(data.progress);
  let last: Promise<void> = Promise.resolve();
  const answer = async ({ id, task, ask }: TaskRequest<All>): Promise<void> => {
    if (!progress.isWanted(id)) return;
    progress.begin(id);
    try {
      // Each request has what its task is told.
      const handle = handlers[task] as (
        ...ask: readonly unknown[]
      ) => ReturnType<TaskHandlers<All>[keyof All]>;
      const { result, moved = [] } = await handle(...(ask as readonly unknown[]));
      progress.end();
      send({ id, result }, moved);
    } catch (error) {
      progress.end();
      // Not every error can be sent as it is.
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      send({ id, error: { message, ...(stack === undefined ? {} : { stack }) } }, []);
    }
  };
  let waiting = 0;
  let isIdling = false;
  // A turn of the event loop brings what has been asked meanwhile.
  const idleOn = (): void => {
    isIdling = waiting === 0 && idle();
    if (isIdling) setImmediate(idleOn);
  };
  parentPort?.postMessage('begun');
  parentPort?.on('message', (request: TaskRequest<All> | typeof END) => {
    if (request === END) process.exit();
    waiting++;
    last = last
      .then(() => answer(request))
      .then(() => {
        waiting--;
        if (waiting > 0 || isIdling) return;
        isIdling = true;
        setImmediate(idleOn);
      });
  });
}

function send(answer: TaskAnswer, moved: readonly ArrayBuffer[]): void {
  parentPort?.postMessage(answer, moved);
}
