import { cookieJar } from './cookie-jar.js';
import type { HostQueue } from './host-queue.js';
import type { HostStatus } from './host-status.js';
import type { Outcome } from './outcome-cache.js';
import { isPublicHost } from './public-host.js';
import type { Answer, FailedAnswer, RequestOptions } from './request.js';

/** What asking takes. */
export interface Asking {
  readonly queue: HostQueue;
  readonly request: (
    url: URL,
    method: RequestOptions['method'],
    cookie: string | undefined,
  ) => Promise<Answer>;
  readonly hosts: HostStatus;
  /** Ends everything early. */
  readonly signal: AbortSignal;
  /** Milliseconds before a request is made once more; twice as long before the one after it. */
  readonly backOff: number;
  /** The longest, in milliseconds, that a host may make others wait by its `Retry-After`. */
  readonly longestWait: number;
  readonly now: () => Date;
}

const MOST_REDIRECTS = 10;
const MOST_ROUNDS = 3;
const PERMANENT: ReadonlySet<number> = new Set([301, 308]);
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Finds out what has become of a page: with HEAD, and with GET where that is refused; redirects are followed, and take the
 * cookies with them that were set on the way. A host that is
 * busy or breaks off is asked again, after the time that it names or ever longer ones.
 */
export async function ask(url: URL, asking: Asking): Promise<Outcome> {
  const jar = cookieJar();
  const seen = new Set<string>();
  let at = url;
  let isPermanent = true;
  let movedTo: string | undefined;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const cookie = jar.headerFor(at);
    const step = `${at.href} ${cookie}`;
    if (seen.has(step)) return unreachable('its redirects go in a circle');
    seen.add(step);
    const answer = await persistently(at, cookie, asking);
    if (answer.kind === 'failure') return failed(answer);
    const { status, location, cookies = [] } = answer;
    jar.take(at, cookies);
    if (!REDIRECTS.has(status) || location === undefined)
      return settled(status, movedTo === url.href ? undefined : movedTo);
    const next = URL.canParse(location, at.href) ? new URL(location, at) : undefined;
    if (next === undefined) return unreachable('it redirects to what is no URL');
    // Where a link opens an app, no browser would ask further either.
    if (!/^https?:$/.test(next.protocol)) return { kind: 'found' };
    if (!isPublicHost(next.hostname)) return unreachable('it redirects to a private address');
    isPermanent &&= PERMANENT.has(status);
    next.hash = '';
    if (isPermanent) movedTo = next.href;
    at = next;
  }
  return unreachable('it redirects too often');
}

function settled(status: number, movedTo: string | undefined): Outcome {
  if (status >= 200 && status < 400)
    return movedTo === undefined ? { kind: 'found' } : { kind: 'moved', to: movedTo };
  if (status === 404 || status === 410) return { kind: 'missing', status };
  return unreachable(`its host answers with status ${status}`);
}

function failed({ failure, detail }: FailedAnswer): Outcome {
  switch (failure) {
    case 'no-host':
      return { kind: 'no-host' };
    case 'no-network':
      return unreachable(`its host cannot be reached (${detail})`);
    case 'timeout':
      return unreachable('its host does not answer');
    case 'certificate':
      return unreachable(`the certificate of its host does not hold (${detail})`);
    case 'stopped':
      return unreachable('there was no time to ask');
    case 'broken':
      return unreachable(`its host breaks off the connection (${detail})`);
  }
}

function unreachable(reason: string): Outcome {
  return { kind: 'unreachable', reason };
}

/** The answer for one URL, redirects not followed, after as many requests as it takes. */
async function persistently(url: URL, cookie: string | undefined, asking: Asking): Promise<Answer> {
  let wait = 0;
  for (let round = 1; ; round++) {
    const answer = await oneTurn(url, cookie, wait, round === 1, asking);
    if (round === MOST_ROUNDS || !isPassing(answer)) return answer;
    wait = namedWait(answer, asking) ?? asking.backOff * 2 ** (round - 1);
  }
}

/** Asks in one turn of the host, with HEAD first, so that of a host that hangs no second page is asked for. */
async function oneTurn(
  url: URL,
  cookie: string | undefined,
  wait: number,
  withHead: boolean,
  asking: Asking,
): Promise<Answer> {
  const { queue, request, hosts, signal } = asking;
  try {
    return await queue.run(url.hostname, wait, {
      known: (): Answer | undefined => hosts.failureOf(url),
      work: async () => {
        const first = withHead ? await request(url, 'HEAD', cookie) : undefined;
        // Many hosts answer HEAD with an error, or not at all.
        const isEnough = first !== undefined && (isFinal(first) || isBusy(first));
        const answer = isEnough ? first : await request(url, 'GET', cookie);
        hosts.note(url, answer);
        return answer;
      },
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    return { kind: 'failure', failure: 'stopped', detail: 'stopped' };
  }
}

/** Whether asking again, in whatever way, would bring the same. */
function isFinal(answer: Answer): boolean {
  if (answer.kind === 'answer') return answer.status < 400;
  return answer.failure !== 'timeout' && answer.failure !== 'broken';
}

function isBusy(answer: Answer): boolean {
  return answer.kind === 'answer' && (answer.status === 429 || answer.status === 503);
}

/** Whether what went wrong may pass. A host that kept two requests waiting will not answer a third. */
function isPassing(answer: Answer): boolean {
  if (answer.kind === 'failure') return answer.failure === 'broken';
  return answer.status === 429 || answer.status >= 500;
}

/** How long the host wants to be left alone (RFC 9110, section 10.2.3: seconds, or a date). */
function namedWait(answer: Answer, { now, longestWait }: Asking): number | undefined {
  if (answer.kind === 'failure' || answer.retryAfter === undefined) return undefined;
  const { retryAfter } = answer;
  const wait = /^\s*\d+\s*$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter) - now().getTime();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), longestWait);
}
