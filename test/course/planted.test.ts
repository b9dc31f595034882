import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished, test } from 'vitest';
import { findsPlanted } from '../support/planted-course.ts';

const COURSE = path.resolve(import.meta.dirname, '../../content');

test('of 120 defects in the sample course nearly all are reported where they are', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-planted-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(COURSE, folder, { recursive: true });
  await findsPlanted(folder, 120);
}, 300_000);
