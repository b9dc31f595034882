import { type CopyUntil, endCopies, type SharedCopies, shareCopies, timeSpent } from '../../output/index.js';
import type { Profile } from '../context/index.js';
import type { PageThread } from './page-threads.js';

/** Fewer files are copied before it has been said to another thread which. */
const WORTH_TELLING = 16;

/** Has threads copy files whenever they have no page to make. */
export interface ThreadCopies {
  readonly copy: CopyUntil;
  /** Tells a thread that has come to them which files are being copied. */
  readonly join: (thread: PageThread) => void;
}

/** Has `threads` copy files, where one of them is running when they are to be copied. */
export function copiesIn(threads: readonly PageThread[], profile?: Profile): ThreadCopies {
  let current: SharedCopies | undefined;
  const share = (copies: SharedCopies | undefined): void => {
    current = copies;
    for (const thread of threads) thread.setCopies(copies);
  };
  return {
    join: (thread) => thread.setCopies(current),
    copy: async (copies, end) => {
      if (copies.length < WORTH_TELLING || !threads.some((thread) => thread.isRunning()))
        return [...copies.keys()];
      const shared = shareCopies(copies);
      share(shared);
      await end;
      const left = await endCopies(shared, () => {
        const running = threads.filter((thread) => thread.isRunning());
        // A thread that is no more copies nothing, either.
        return Promise.allSettled(running.map((thread) => thread.ask('copied')));
      });
      share(undefined);
      profile?.add('beside', 'copying files', timeSpent(shared));
      return left;
    },
  };
}
