/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { LiveUpdate } from '../live/live-updates.js';
import type { FileSwap } from './file-swap.js';

/** What brings a page up to date. */
export interface LiveParts extends FileSwap {
  /** Makes the page that is shown, which came from `before`, that of `after`; false where only a reload can. */
  readonly swapPage: (before: Document, after: Document) => boolean;
  readonly showProblems: (problems: NonNullable<LiveUpdate['problems']>) => void;
}

/** A page as the server sent it. */
interface SentPage {
  readonly page: Document;
  readonly revision: string;
}

/**
 * Follows the server's updates in a page. The stream is open only while the page can be seen: a browser has six
 * connections to a server, and every window that held one would take it from the others. Back in sight, a page
 * catches up.
 */
export function startLive({ swapPage, swapFiles, renewMedia, showProblems }: LiveParts): void {
  const tag = document.currentScript;
  if (!(tag instanceof HTMLScriptElement)) return;
  const server = new URL('.', tag.src);
  let { revision = '', build = '' } = tag.dataset;
  tag.remove();
  let stream: EventSource | undefined;
  /** The page as the server sent it, without what scripts have made of it since. */
  let before: Document | undefined;
  let done = Promise.resolve();

  function follow(): void {
    if (document.visibilityState === 'hidden') stop();
    else if (stream === undefined) connect();
  }

  function stop(): void {
    stream?.close();
    stream = undefined;
  }

  function connect(): void {
    const asked = new URLSearchParams({ page: location.pathname, since: build });
    const opened = new EventSource(new URL(`events?${asked}`, server));
    stream = opened;
    opened.onmessage = ({ data, lastEventId }) => {
      const update: LiveUpdate = JSON.parse(data);
      done = done.then(() => heed(update, lastEventId)).catch(() => location.reload());
    };
    opened.onerror = () => {
      // While the server is away, browsers differ in whether they try again by themselves.
      if (opened.readyState !== EventSource.CLOSED || stream !== opened) return;
      stream = undefined;
      setTimeout(follow, 1000);
    };
  }

  async function heed(update: LiveUpdate, its: string): Promise<void> {
    if (update.revision !== revision) {
      const after = update.page === null ? await fetchPage() : parse(update.page);
      if (
        before === undefined ||
        /^missing/.test(revision + update.revision) ||
        !swapPage(before, after.page)
      ) {
        location.reload();
        return;
      }
      renewMedia();
      before = after.page;
      revision = after.revision;
    }
    build = its;
    if (!swapFiles(update.files)) location.reload();
    if (update.problems !== null) showProblems(update.problems);
    if (before === undefined) await keepPage();
  }

  /** Keeps the page as it was sent, unless it has changed since. */
  async function keepPage(): Promise<void> {
    const sent = await fetchPage();
    if (sent.revision === revision) before = sent.page;
  }

  async function fetchPage(): Promise<SentPage> {
    const response = await fetch(location.href, { cache: 'no-store' });
    return parse(await response.text());
  }

  function parse(html: string): SentPage {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const tags = page.querySelectorAll<HTMLScriptElement>('script[data-revision]');
    const own = tags[tags.length - 1];
    own?.remove();
    return { page, revision: own?.dataset['revision'] ?? '' };
  }

  document.addEventListener('visibilitychange', follow);
  addEventListener('pagehide', stop);
  addEventListener('pageshow', follow);
  follow();
}
