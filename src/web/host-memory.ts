import type { Answer, FailedAnswer } from './request.js';

/** What is known of hosts, so that nobody waits again for one that does not answer. */
export interface HostMemory {
  /** How every request to a host fails; undefined where it may answer. */
  readonly failureOf: (host: string) => FailedAnswer | undefined;
  /** Notes what a request to a host brought. */
  readonly note: (host: string, answer: Answer) => void;
  /** Whether any host has answered. */
  readonly hasAnswer: () => boolean;
  /** How many hosts do not answer. */
  readonly downCount: () => number;
}

/** So often a host that has answered before may keep us waiting. */
const MOST_TIMEOUTS = 3;

export function hostMemory(): HostMemory {
  const down = new Map<string, FailedAnswer>();
  const answered = new Set<string>();
  const timeouts = new Map<string, number>();
  return {
    failureOf: (host) => down.get(host),
    note: (host, answer) => {
      if (answer.kind === 'answer') {
        answered.add(host);
        return;
      }
      const { failure } = answer;
      const count = (timeouts.get(host) ?? 0) + 1;
      if (failure === 'timeout') timeouts.set(host, count);
      const isDown = failure === 'timeout' && (!answered.has(host) || count >= MOST_TIMEOUTS);
      if (isDown || failure === 'no-host' || failure === 'no-network' || failure === 'certificate') {
        down.set(host, answer);
      }
    },
    hasAnswer: () => answered.size > 0,
    downCount: () => down.size,
  };
}
