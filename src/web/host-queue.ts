import { setTimeout as sleep } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';

/** Lets work on one host happen one by one, with pauses, and on several hosts at a time. */
export interface HostQueue {
  /**
   * Runs `work` when it is the host's turn, after the host has been left alone for `wait` milliseconds; unless by then the
   * result is `known`. Rejects where the signal ends it before the work has begun.
   */
  readonly run: <Result>(host: string, wait: number, turn: Turn<Result>) => Promise<Result>;
}

/** What is done when it is a host's turn. */
export interface Turn<Result> {
  readonly known: () => Result | undefined;
  readonly work: () => Promise<Result>;
}

/** Makes the queue: `pause` milliseconds between two requests to a host, `hosts` of them at a time. */
export function hostQueue(pause: number, hosts: number, signal: AbortSignal): HostQueue {
  const turns = new Map<string, LimitFunction>();
  const asked = new Set<string>();
  const together = pLimit(hosts);
  return {
    run: (host, wait, { known, work }) => {
      const turn = turns.get(host) ?? pLimit(1);
      turns.set(host, turn);
      return turn(async () => {
        const result = known();
        if (result !== undefined) return result;
        signal.throwIfAborted();
        const idle = Math.max(wait, asked.has(host) ? pause : 0);
        if (idle > 0) await sleep(idle, undefined, { signal });
        asked.add(host);
        return together(work);
      });
    },
  };
}
