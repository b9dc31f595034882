import { setTimeout as delay } from 'node:timers/promises';
import { faultText, networkFault } from '../../diagnostics/index.js';
import { ArchiveError, type ArchiveLimits } from './archive-error.js';

/** So many redirects are followed, as browsers do not follow many more. */
const MOST_REDIRECTS = 5;

/** How often a server is asked again that is busy or has a fault, and after how many milliseconds. */
const TRIES = 3;
const PAUSE = 1000;

/** The body of an answer, and what the server says that it is. */
export interface FetchedArchive {
  readonly body: AsyncIterable<Uint8Array>;
  readonly type: string;
}

/**
 * Asks a server for a file; undefined where it has none there. Redirects are followed, though never from https to http. A
 * server that is busy or out of order is asked again. Throws an {@link ArchiveError} where nothing is to be had; reading the
 * body throws one where it breaks off, is too large, or does not come in time.
 */
export async function fetchArchive(
  url: string,
  limits: ArchiveLimits,
  pause: number = PAUSE,
): Promise<FetchedArchive | undefined> {
  const deadline = Date.now() + limits.whole;
  for (let tried = 1; ; tried++) {
    const answer = await followed(url, limits, deadline);
    if (answer.ok && answer.body !== null) {
      const type = answer.headers.get('content-type') ?? '';
      return { body: bounded(answer.body, limits, deadline, new URL(url).host), type };
    }
    await answer.body?.cancel();
    if (answer.status === 404 || answer.status === 410) return undefined;
    const isPassing = answer.status === 429 || answer.status >= 500;
    if (!isPassing || tried >= TRIES)
      throw new ArchiveError(`${new URL(url).host} answered with the status ${answer.status}`);
    await delay(pause * tried);
  }
}

async function followed(url: string, limits: ArchiveLimits, deadline: number): Promise<Response> {
  let address = new URL(url);
  for (let passed = 0; passed <= MOST_REDIRECTS; passed++) {
    const answer = await asked(address, limits, deadline);
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || location === null) return answer;
    await answer.body?.cancel();
    if (!URL.canParse(location, address)) throw new ArchiveError(`${address.host} leads to no address`);
    const next = new URL(location, address);
    if (!/^https?:$/.test(next.protocol) || (address.protocol === 'https:' && next.protocol === 'http:'))
      throw new ArchiveError(`${address.host} leads to ${next.protocol}//${next.host}, which is not secure`);
    address = next;
  }
  throw new ArchiveError(`${address.host} leads from one address to the next without end`);
}

async function asked(address: URL, { idle }: ArchiveLimits, deadline: number): Promise<Response> {
  const patience = Math.max(1, Math.min(idle, deadline - Date.now()));
  const control = new AbortController();
  // Of the answer alone: its body is waited for otherwise.
  const timer = setTimeout(() => control.abort(), patience);
  try {
    return await fetch(address, {
      redirect: 'manual',
      headers: { 'user-agent': 'lectern', accept: 'application/gzip, application/x-gzip, */*' },
      signal: control.signal,
    });
  } catch (error) {
    if (control.signal.aborted) throw new ArchiveError(`${address.host} does not answer`);
    throw new ArchiveError(`${address.host} cannot be reached (${reasonOf(error)})`);
  } finally {
    clearTimeout(timer);
  }
}

/** What Node says of the system's refusal lies in the cause of what `fetch` throws. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = networkFault(cause) ?? (cause instanceof Error ? faultText(cause) : String(cause));
  return text.replace(/[.\s]+$/, '');
}

async function* bounded(
  body: ReadableStream<Uint8Array>,
  { received, idle }: ArchiveLimits,
  deadline: number,
  host: string,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let count = 0;
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), Math.min(idle, deadline - Date.now()), host);
      if (done) return;
      count += value.length;
      if (count > received) throw new ArchiveError(`what ${host} sends is larger than ${received} bytes`);
      yield value;
    }
  } finally {
    // Where it is not wanted any more, what is still to come is not waited for.
    reader.cancel().catch(() => {});
  }
}

async function inTime<T>(work: Promise<T>, milliseconds: number, host: string): Promise<T> {
  const control = new AbortController();
  const late = delay(Math.max(1, milliseconds), undefined, { signal: control.signal }).then(() => {
    throw new ArchiveError(`${host} stopped sending`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError(`what ${host} sends breaks off (${reasonOf(error)})`);
  } finally {
    control.abort();
  }
}
