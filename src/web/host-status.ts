import type { Answer, FailedAnswer } from './request.js';

/** What is known of hosts, so that nobody waits again for one that does not answer. */
export interface HostStatus {
  /** How every request to the host of a URL, or to its port, fails; undefined where it may answer. */
  readonly failureOf: (url: URL) => FailedAnswer | undefined;
  /** Notes what a request brought. */
  readonly note: (url: URL, answer: Answer) => void;
  /** Whether any host has answered. */
  readonly hasAnswer: () => boolean;
  /** How many hosts do not answer. */
  readonly downCount: () => number;
}

/** So often a port that has answered before may keep us waiting. */
const MOST_TIMEOUTS = 3;

/** A name that cannot be resolved is none for any port; a port that refuses, hangs or has no good certificate, is one of many. */
export function hostStatus(): HostStatus {
  /** By host or by port. */
  const down = new Map<string, FailedAnswer>();
  const downHosts = new Set<string>();
  const answered = new Set<string>();
  const timeouts = new Map<string, number>();
  return {
    failureOf: (url) => down.get(url.hostname) ?? down.get(portOf(url)),
    note: (url, answer) => {
      const port = portOf(url);
      if (answer.kind === 'answer') {
        answered.add(port);
        return;
      }
      const { failure, detail } = answer;
      const count = (timeouts.get(port) ?? 0) + 1;
      if (failure === 'timeout') timeouts.set(port, count);
      const isSlow = failure === 'timeout' && (!answered.has(port) || count >= MOST_TIMEOUTS);
      if (isSlow || failure === 'no-host' || failure === 'no-network' || failure === 'certificate') {
        const isWhole = failure === 'no-host' || (failure === 'no-network' && detail !== REFUSED);
        down.set(isWhole ? url.hostname : port, answer);
        downHosts.add(url.hostname);
      }
    },
    hasAnswer: () => answered.size > 0,
    downCount: () => downHosts.size,
  };
}

/** The system's code for a port where nobody listens; the computer itself can be reached. */
const REFUSED = 'ECONNREFUSED';

function portOf({ protocol, hostname, port }: URL): string {
  return `${protocol}//${hostname}:${port}`;
}
