import { type CopyThreads, endCopies, shareCopies } from '../../output/index.js';
import type { Profile } from '../context/index.js';
import type { PageThread } from './page-threads.js';

/** Fewer files are copied before it has been said to another thread which. */
const WORTH_TELLING = 16;

/** Has those threads copy files that are there when they are to be copied, whenever they have no page to make. */
export function copiesIn(threads: readonly PageThread[], profile?: Profile): CopyThreads['copy'] {
  return async (copies, isTime) => {
    const copying = copies.length < WORTH_TELLING ? [] : [...threads];
    const shared = shareCopies(copies);
    for (const thread of copying) thread.tell('copies', shared);
    await (copying.length === 0 ? undefined : isTime);
    return endCopies(shared, async () => {
      for (const thread of copying) {
        // What a thread has not copied that is no more is copied otherwise.
        const milliseconds = await thread.ask('copied').catch(() => 0);
        profile?.add('beside', 'copying files', milliseconds);
      }
    });
  };
}
