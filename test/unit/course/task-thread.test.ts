import { afterEach, expect, test } from 'vitest';
import { startTaskThread, type TaskThread } from '../../../src/course/threads/task-thread.js';
import { TaskStuck } from '../../../src/course/threads/task-worker.js';

interface TestTasks {
  readonly echo: { readonly ask: readonly [value: string]; readonly answer: string };
  readonly loop: { readonly ask: readonly []; readonly answer: undefined };
  readonly die: { readonly ask: readonly [milliseconds: number]; readonly answer: undefined };
}

let thread: TaskThread<TestTasks>;
afterEach(() => thread.close());

function start(): TaskThread<TestTasks> {
  const module = new URL('./fixtures/task-worker.mjs', import.meta.url);
  thread = startTaskThread<TestTasks>(module, () => [], { wanted: 2, dropped: 1 });
  return thread;
}

/** How tasks have ended. */
async function ends(tasks: readonly Promise<unknown>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(tasks);
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : one.reason));
}

test('a task without an end costs itself, and another thread does what waits behind it', async () => {
  const { ask } = start();
  const [stuck, echoed] = await ends([ask('loop'), ask('echo', 'behind')]);
  expect(stuck).toBeInstanceOf(TaskStuck);
  expect(String(stuck)).toContain('2 seconds');
  expect(echoed).toBe('behind');
});

test('a task that is dropped keeps nobody waiting, also where it has no end', async () => {
  const { ask, drop } = start();
  expect(await ask('echo', 'begun')).toBe('begun');
  const dropped = ends([ask('loop')]);
  drop();
  expect(await ask('echo', 'next')).toBe('next');
  expect(String(await dropped)).toContain('Nobody waits for this any more.');
});

test('a thread that dies of a dropped task costs none of those that are asked next', async () => {
  const { ask, drop } = start();
  expect(await ask('echo', 'begun')).toBe('begun');
  const dropped = ends([ask('die', 500)]);
  // It is at the task by then, which it would not begin otherwise.
  await new Promise((resolve) => setTimeout(resolve, 200));
  drop();
  expect(await ends([ask('echo', 'one'), ask('echo', 'two')])).toEqual(['one', 'two']);
  expect(String(await dropped)).toContain('Nobody waits for this any more.');
});

test('a thread that dies again and again costs each time the task that it was at', async () => {
  const { ask } = start();
  const [first, echoed, second, last] = await ends([
    ask('die', 0),
    ask('echo', 'a'),
    ask('die', 0),
    ask('echo', 'b'),
  ]);
  expect([echoed, last]).toEqual(['a', 'b']);
  expect([first, second].map(String)).toEqual(Array(2).fill('Error: A thread that makes pages has ended.'));
});
