import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BuildRequest,
  buildSite,
  type CourseBuilder,
  createCourseBuilder,
  type Effects,
} from '../../src/course/index.js';
import { createSource, type EditedCourse, makeEditedCourse } from '../support/edited-course.ts';
import { testEffects } from '../support/test-effects.js';

/** `LECTERN_SEED` tries another sequence of edits, `LECTERN_EDITS` a longer one. */
const SEED = Number(process.env['LECTERN_SEED'] ?? 20_260_304);
const EDITS = Number(process.env['LECTERN_EDITS'] ?? 300);

let folder: string;
let course: EditedCourse;
let lasting: CourseBuilder;
/** Output paths of the pages of the last site. */
let pages: readonly string[] = [];

const effects = (): Effects => testEffects(folder);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-edits-'));
  course = await makeEditedCourse(path.join(folder, 'course'), createSource(SEED));
  await mkdir(path.join(folder, 'cache'));
  lasting = createCourseBuilder({ source: 'course', destination: 'docs', cache: 'other-cache' }, effects());
});

afterAll(async () => {
  await lasting.close();
  await rm(folder, { recursive: true, force: true });
});

/** A built site as text: every file with its bytes, and everything that was found. */
interface Outcome {
  readonly files: Readonly<Record<string, string>>;
  readonly diagnostics: readonly unknown[];
}

async function inMemory(builder: CourseBuilder, request?: BuildRequest): Promise<Outcome> {
  const { files, diagnostics } = await builder.build(request);
  pages = [...files.keys()].filter((name) => name.endsWith('.html'));
  const texts = await Promise.all(
    [...files].map(async ([name, file]) => {
      const bytes = file.kind === 'static' ? await readFile(file.source) : Buffer.from(file.content());
      return [name, bytes.toString('latin1')] as const;
    }),
  );
  return { files: Object.fromEntries(texts), diagnostics };
}

/** As by a new process every time: nothing but the cache and the destination are there from before. */
async function warm(): Promise<Outcome> {
  const { diagnostics } = await buildSite(
    { source: 'course', destination: 'docs', cache: 'cache' },
    effects(),
  );
  return { files: await filesOf(path.join(folder, 'docs')), diagnostics };
}

async function cold(): Promise<Outcome> {
  const builder = createCourseBuilder({ source: 'course', destination: 'docs', cache: false }, effects());
  try {
    return await inMemory(builder);
  } finally {
    await builder.close();
  }
}

async function filesOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => path.basename(file) !== '.lectern-manifest.json');
  return Object.fromEntries(
    await Promise.all(
      files.map(
        async (file) => [path.relative(root, file), (await readFile(file)).toString('latin1')] as const,
      ),
    ),
  );
}

/**
 * A build as `lectern serve` asks for it, which is told what has been edited: by times, of nothing, or of another file than
 * the one that was.
 */
function watched(edit: number, said: string): Promise<Outcome> {
  const edited = said.slice(said.indexOf(': ') + 2).split(' to ');
  const told = [edited, edited, ['one.md'], ['fig/a.svg', 'two.md'], []][edit % 5] ?? [];
  return inMemory(lasting, {
    first: pages.filter((_, index) => (index + edit) % 2 === 0),
    trusted: told.map((file) => path.join(folder, 'course', file)),
  });
}

test(`after each of ${EDITS} random edits a warm build gives what a cold one gives, byte for byte`, async () => {
  for (let edit = 0; edit <= EDITS; edit++) {
    const said = edit === 0 ? 'nothing' : await course.edit();
    const expected = await cold();
    const label = `after edit ${edit} (${said})`;
    expect(await warm(), `a new process ${label}`).toEqual(expected);
    expect(await watched(edit, said), `a lasting builder ${label}`).toEqual(expected);
  }
  // A short sequence cannot have every kind of edit, and one by another seed need not.
  if (EDITS >= 300 && process.env['LECTERN_SEED'] === undefined)
    expect(course.kinds()).toEqual(course.allKinds());
}, 600_000);
