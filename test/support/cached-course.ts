import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import {
  type BuildRequest,
  createCourseBuilder,
  type Effects,
  type SiteState,
} from '../../src/course/index.js';
import { testEffects } from './test-effects.js';

/** A course in a folder of its own, anew for each test, that is built again and again. */
export interface CachedCourse {
  readonly effects: () => Effects;
  /** Writes files of the course, by their paths. */
  readonly write: (files: Readonly<Record<string, string>>) => Promise<void>;
  /** The course as a new process makes it, with what the cache has. */
  readonly build: (cache: string | false, request?: BuildRequest) => Promise<SiteState>;
}

/** Gives each test of the file that calls it a folder for a course. */
export function cachedCourse(): CachedCourse {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-cached-course-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const effects = (): Effects => testEffects(folder);
  return {
    effects,
    write: async (files) => {
      for (const [file, text] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(folder, 'course', file)), { recursive: true });
        await writeFile(path.join(folder, 'course', file), text);
      }
    },
    build: async (cache, request) => {
      const builder = createCourseBuilder({ source: 'course', destination: 'docs', cache }, effects());
      try {
        const state = await builder.build(request);
        builder.save();
        return state;
      } finally {
        await builder.close();
      }
    },
  };
}

/** The text of a file that was made for a site; '' where there is none. */
export function textOf({ files }: SiteState, name: string): string {
  const file = files.get(name);
  return file?.kind === 'generated' ? Buffer.from(file.content()).toString() : '';
}
