import path from 'node:path';
import { createCourseBuilder, type SiteState } from '../../src/course/index.js';
import { withCourse } from '../unit/check/checked.js';

/** A course as it was built in memory. */
export interface BuiltCourse {
  readonly state: SiteState;
  /** The text of a file of its site, by its path; '' where there is none. */
  readonly html: (page: string) => string;
}

/** Builds a course of these files, by their paths. */
export function builtCourse(files: Readonly<Record<string, string>>): Promise<BuiltCourse> {
  return withCourse(files, async (source) => {
    const now = () => new Date('2025-01-01T00:00:00Z');
    const effects = { cwd: source, env: {}, now, timezone: 'UTC', progress: () => {} };
    const builder = createCourseBuilder({ source, destination: path.join(source, 'docs') }, effects);
    try {
      const state = await builder.build();
      const texts = new Map<string, string>();
      for (const [name, file] of state.files) {
        if (file.kind === 'generated') texts.set(name, Buffer.from(file.content()).toString());
      }
      return { state, html: (page) => texts.get(page) ?? '' };
    } finally {
      await builder.close();
    }
  });
}
