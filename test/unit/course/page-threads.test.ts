import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkerOptions } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  createPageThread,
  type PageThread,
  type PageThreads,
  usePageThreads,
} from '../../../src/course/threads/page-threads.js';
import { copiesIn } from '../../../src/course/threads/thread-copies.js';
import type { UnfinishedPage } from '../../../src/course/typeset/index.js';
import { MATHJAX_3_DEFAULTS } from '../../../src/math/index.js';

/** Whether threads can begin at all. */
const threads = vi.hoisted(() => ({ canBegin: true, started: 0 }));

vi.mock('node:worker_threads', async (original) => {
  const real = await original<typeof import('node:worker_threads')>();
  const compiled = path.resolve(import.meta.dirname, '../../../dist/course/threads/page-worker.js');
  return {
    ...real,
    /** A thread of the compiled program, which dies of a page that says so when it comes to it. */
    Worker: class extends real.Worker {
      constructor(_file: URL, options: WorkerOptions) {
        threads.started++;
        super(pathToFileURL(threads.canBegin ? compiled : `${compiled}.gone`), options);
        this.on('message', (answer: unknown) => {
          if (answer !== 'begun' && !isTold(answer)) this.asked--;
          this.dieWhenDue();
        });
      }
      private asked = 0;
      private isDying = false;
      override postMessage(message: 'end' | { readonly id: number; readonly ask: readonly unknown[] }): void {
        if (this.isDying) return;
        // Nobody waits for these.
        if (message === 'end' || message.id === 0) {
          super.postMessage(message);
          return;
        }
        this.isDying = String(message.ask[0]).includes('DEADLY');
        if (!this.isDying) {
          this.asked++;
          super.postMessage(message);
        }
        this.dieWhenDue();
      }
      private dieWhenDue(): void {
        if (this.isDying && this.asked === 0) void this.terminate();
      }
    },
  };
});

/** Whether an answer is one that nobody waits for. */
function isTold(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'id' in answer && answer.id === 0;
}

let typesetter: PageThreads | undefined;
let pageThreads: readonly PageThread[] = [];
afterEach(async () => {
  await typesetter?.close();
  typesetter = undefined;
  Object.assign(threads, { canBegin: true, started: 0 });
});

function start(): PageThreads {
  const options = { output: 'mathml', macros: {}, preambles: [], displayLabel: 'Formula' } as const;
  const links = { output: 'mathml', folder: 'math', label: 'Formula' } as const;
  pageThreads = [createPageThread()];
  typesetter = usePageThreads({ typesetter: options, links, baseurl: '' }, pageThreads);
  return typesetter;
}

const math: UnfinishedPage = {
  formulas: [],
  config: { ...MATHJAX_3_DEFAULTS, present: true, inlineMath: [['$', '$']] },
  scripts: [],
  file: 'page.md',
  outputPath: 'page.html',
};
const textOf = ({ output }: { readonly output: Uint8Array }) => new TextDecoder().decode(output);

describe('a thread that typesets', () => {
  test('costs the page that it dies of, and another goes on with the others', async () => {
    const { finishPage } = start();
    await finishPage('<p>$x$</p>', math);
    const pages = ['<p>$a$</p>', '<p>DEADLY</p>', '<p>$b$</p>', '<p>DEADLY</p>', '<p>$c$</p>'];
    const ended = await Promise.allSettled(pages.map((page) => finishPage(page, math)));
    expect(ended.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    const made = ended.filter((result) => result.status === 'fulfilled');
    for (const { value } of made) {
      expect(textOf(value)).toContain('<math');
      expect(value.diagnostics).toEqual([]);
    }
    expect(threads.started).toBe(3);
    expect(textOf(await finishPage('<p>$d$</p>', math))).toContain('<math');
  });

  test('need not begin: this one does its work then, and says so once', async () => {
    threads.canBegin = false;
    const { finishPage, makeFont } = start();
    const [first, second, font] = await Promise.all([
      finishPage('<p>$a$</p>', math),
      finishPage('<p>$b$</p>', math),
      makeFont('KaTeX_Main-Regular', 'x'),
    ]);
    expect(textOf(first)).toContain('<math');
    expect(textOf(second)).toContain('<math');
    expect(font.byteLength).toBeGreaterThan(100);
    expect([...first.diagnostics, ...second.diagnostics]).toMatchObject([
      { code: 'internal-fault', severity: 'warning', file: 'page.md' },
    ]);
  });

  test('that cannot begin is told of also where it was to make a page first', async () => {
    threads.canBegin = false;
    const { openSite, makePage, finishPage, hasRoom } = start();
    openSite({ message: new SharedArrayBuffer(0), now: 0, environment: 'production', isTimed: false });
    expect(hasRoom()).toBe(true);
    expect(await makePage(0)).toBeUndefined();
    expect(hasRoom()).toBe(false);
    expect((await finishPage('<p>$a$</p>', math)).diagnostics).toMatchObject([{ code: 'internal-fault' }]);
    expect((await finishPage('<p>$b$</p>', math)).diagnostics).toEqual([]);
  });

  test('copies files while it has nothing else to do, and all that can be copied', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-threads-'));
    try {
      const copies = await Promise.all(
        Array.from({ length: 40 }, async (_, number) => {
          const from = path.join(folder, `${number}.from`);
          if (number !== 7) await writeFile(from, `text ${number}`);
          return { from, to: path.join(folder, `${number}.to`), size: 7, mtimeMs: 1_600_000_000_000 };
        }),
      );
      const { finishPage } = start();
      // It has begun.
      await finishPage('<p>$x$</p>', math);
      let end = (): void => {};
      const left = copiesIn(pageThreads).copy(
        copies,
        new Promise((resolve) => {
          end = resolve;
        }),
      );
      await vi.waitFor(() => readFile(path.join(folder, '39.to')));
      end();
      expect(await left).toEqual([7]);
      for (const [number, { to }] of copies.entries())
        if (number !== 7) expect(await readFile(to, 'utf8')).toBe(`text ${number}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('copies nothing where it cannot begin', async () => {
    threads.canBegin = false;
    start();
    const copies = Array.from({ length: 20 }, (_, number) => ({
      from: `/${number}`,
      to: '/to',
      size: 1,
      mtimeMs: 0,
    }));
    expect(await copiesIn(pageThreads).copy(copies, Promise.resolve())).toEqual([...copies.keys()]);
  });

  test('is not started again once it is closed', async () => {
    const { finishPage, close } = start();
    await finishPage('<p>$a$</p>', math);
    await close();
    await expect(finishPage('<p>$b$</p>', math)).rejects.toThrow();
    expect(threads.started).toBe(1);
  });
});
