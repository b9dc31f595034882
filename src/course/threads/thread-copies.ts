import { type CopyThreads, endCopies, shareCopies, timeSpent } from '../../output/index.js';
import type { Profile } from '../context/index.js';
import type { PageThread } from './page-threads.js';

/** Fewer files are copied before it has been said to another thread which. */
const WORTH_TELLING = 16;

/** Has those threads copy files that run when they are to be copied, whenever they have no page to make. */
export function copiesIn(threads: readonly PageThread[], profile?: Profile): CopyThreads['copy'] {
  return async (copies, isTime) => {
    const copying = copies.length < WORTH_TELLING ? [] : threads.filter((thread) => thread.isRunning());
    const shared = shareCopies(copies);
    for (const thread of copying) thread.tell('copies', shared);
    if (copying.length > 0) await isTime;
    // A thread that is no more copies nothing, either.
    const left = await endCopies(shared, () =>
      Promise.allSettled(copying.map((thread) => thread.ask('copied'))),
    );
    if (left.length < copies.length) profile?.add('beside', 'copying files', timeSpent(shared));
    return left;
  };
}
