/** The courses that are measured. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeCourse } from './synthetic-course.mjs';

/**
 * The generated course, and the real ones of the folder that `LECTERN_CORPUS` names. `layOut` writes one to a folder that
 * does not exist yet, where it may be changed.
 *
 * @returns {readonly { name: string, layOut: (folder: string) => Promise<void> }[]}
 */
export function courses(size) {
  const { pages, formulas, files, megabytes } = size;
  const generated = {
    name: `generated course: ${pages} pages with ${formulas} formulas each, ${files} other files of ${megabytes} MB`,
    layOut: (folder) => writeCourse(folder, size),
  };
  const corpus = process.env.LECTERN_CORPUS ?? '';
  const names =
    corpus === ''
      ? []
      : readdirSync(corpus).filter((name) => existsSync(path.join(corpus, name, '_config.yml')));
  const script = path.join(corpus, 'materialise.mjs');
  const real = names.map((name) => ({
    name: `real course: ${name}`,
    layOut: async (folder) => {
      await mkdir(folder, { recursive: true });
      if (existsSync(script)) execFileSync(process.execPath, [script, name, folder]);
      else await cp(path.join(corpus, name), folder, { recursive: true });
    },
  }));
  return [generated, ...real];
}
