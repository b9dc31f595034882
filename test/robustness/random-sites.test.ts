import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Diagnostic, hasLine } from '../../src/diagnostics/index.js';
import { createSource } from '../support/edited-course.ts';
import { type RandomCourse, randomCourse } from '../support/random-course.ts';

/** `LECTERN_SEED` is the first course, `LECTERN_SITES` says how many follow: `LECTERN_SITES=1` makes one again. */
const SEED = Number(process.env['LECTERN_SEED'] ?? 1);
const SITES = Number(process.env['LECTERN_SITES'] ?? 80);
/** One course in so many is built from a cache, too. */
const WARM = 6;
/** Seconds after which a build is taken to hang; the longest takes a tenth of it. */
const HANGS = 60;
const BUILD_PROCESS = path.resolve(import.meta.dirname, '../support/build-process.mjs');

/** What a build process answers. */
type Answer =
  | { readonly thrown: string }
  | { readonly complete: boolean; readonly pageCount: number; readonly diagnostics: readonly Diagnostic[] };

let folder: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-sites-'));
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Builds a course in a process of its own, which lives on for the next one unless it hangs or ends. */
async function build(source: string, destination: string, cache: string | false): Promise<Answer> {
  child ??= fork(BUILD_PROCESS, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const builder = child;
  let errors = '';
  const hear = (data: Buffer): void => {
    errors = (errors + data.toString()).slice(-2000);
  };
  builder.stderr?.on('data', hear);
  const answer = await new Promise<Answer>((resolve) => {
    const timer = setTimeout(
      () => settle({ thrown: `It hangs: ${HANGS} seconds have passed.` }),
      HANGS * 1000,
    );
    const settle = (given: Answer): void => {
      clearTimeout(timer);
      builder.off('message', settle).off('exit', ended);
      resolve(given);
    };
    const ended = (): void => settle({ thrown: `The process has ended: ${errors}` });
    builder.once('message', settle).once('exit', ended);
    builder.send({ source, destination, cache });
  });
  builder.stderr?.off('data', hear);
  if ('thrown' in answer) {
    builder.kill('SIGKILL');
    child = undefined;
  }
  return answer;
}

async function layOut({ files }: RandomCourse, source: string): Promise<void> {
  for (const [name, content] of files) {
    await mkdir(path.dirname(path.join(source, name)), { recursive: true });
    await writeFile(path.join(source, name), content);
  }
}

/** The files of a folder with their bytes. */
async function filesOf(root: string): Promise<Map<string, string>> {
  const entries = existsSync(root) ? await readdir(root, { recursive: true, withFileTypes: true }) : [];
  const files = new Map<string, string>();
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(path.relative(root, file), await readFile(file, 'latin1'));
  }
  return files;
}

/** Why a place is none that an author could be sent to; undefined for one that is. */
function placeFault(
  { file, line, column, code }: Diagnostic,
  { files }: RandomCourse,
  site: ReadonlyMap<string, string>,
): string | undefined {
  const content = files.get(file);
  if (!hasLine(code)) return undefined;
  if (content === undefined) {
    // What has no file of its own, as a feed, goes by its address.
    return file === '_config.yml' || site.has(file) ? undefined : 'no such file';
  }
  if (typeof content !== 'string') return undefined;
  const text = content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const row = text.split('\n')[line - 1];
  if (row === undefined) return 'no such line';
  return column >= 1 && column <= [...row].length + 1 ? undefined : 'no such column';
}

/** What is wrong with what became of a course. */
function faultsOf(course: RandomCourse, answer: Answer, site: ReadonlyMap<string, string>): string[] {
  if ('thrown' in answer) return [answer.thrown];
  const { diagnostics } = answer;
  const said = (file: string): boolean =>
    diagnostics.some((found) => found.file === file || `${found.message} ${found.hint}`.includes(file));
  const isRefused = diagnostics.some(({ code }) =>
    /^(?:destination-refused|config-(?:destination|yaml|format))$/.test(code),
  );
  const pages = [...site.values()].join('\n');
  const lost = [...course.marked].filter(([file, word]) => !said(file) && !pages.includes(word));
  return [
    ...diagnostics
      .filter(({ code }) => code === 'page-failed' || code === 'internal-fault')
      .map(({ file, line, code, message }) => `${file}:${line} ${code}: ${message}`),
    ...diagnostics.flatMap((found) => {
      const fault = placeFault(found, course, site);
      const { file, line, column, code } = found;
      return fault === undefined ? [] : [`${JSON.stringify(file)}:${line}:${column} ${code}: ${fault}`];
    }),
    ...(isRefused
      ? []
      : lost.map(([file]) => `${JSON.stringify(file)} is not in the site, and nothing is said of it.`)),
  ];
}

test(`${SITES} courses that no one would write are built, each page or a word of why not`, async () => {
  let pageCount = 0;
  const faults: string[] = [];
  for (let seed = SEED; seed < SEED + SITES; seed++) {
    const course = randomCourse(createSource(seed));
    const source = path.join(folder, `course${seed}`);
    const at = (name: string): string => path.join(folder, name);
    await layOut(course, source);
    const cold = await build(source, at('cold'), false);
    const site = await filesOf(at('cold'));
    if ('pageCount' in cold) pageCount += cold.pageCount;
    faults.push(...faultsOf(course, cold, site).map((fault) => `seed ${seed}: ${fault}`));
    if (seed % WARM === 0 && 'diagnostics' in cold) {
      await build(source, at('warm'), at('cache'));
      const warm = await build(source, at('warm'), at('cache'));
      expect(warm, `seed ${seed}, from the cache`).toEqual(cold);
      expect(await filesOf(at('warm')), `seed ${seed}, from the cache`).toEqual(site);
    }
    await Promise.all(
      ['cold', 'warm', 'cache', `course${seed}`].map((name) =>
        rm(at(name), { recursive: true, force: true }),
      ),
    );
  }
  if (process.env['LECTERN_SITES'] !== undefined) console.log(`${pageCount} pages of ${SITES} courses`);
  expect(faults).toEqual([]);
  expect(pageCount).toBeGreaterThan(SITES);
}, 3_600_000);
