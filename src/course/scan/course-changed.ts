import { ControlFlow } from '../../diagnostics/index.js';
import { CacheDamage } from '../context/index.js';

/** Thrown where a file has changed while the course was built, so that the build has to begin anew. */
export class CourseChanged extends ControlFlow {}

/** Builds, and again where the course has changed meanwhile, or the cache has lost what the build had found in it. */
export async function untilUnchanged<T>(build: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await build();
    } catch (error) {
      if (!(error instanceof CourseChanged || error instanceof CacheDamage)) throw error;
    }
  }
}
