import type { LookupFunction } from 'node:net';
import { type Diagnostic, diagnostic, type Place } from '../diagnostics/index.js';
import { type Asking, ask } from './ask.js';
import { hostQueue } from './host-queue.js';
import { hostStatus } from './host-status.js';
import { type Outcome, openOutcomeCache } from './outcome-cache.js';
import { isPublicHost } from './public-host.js';
import { request } from './request.js';

/** A link that leads out of the site. */
export interface WebLink {
  readonly url: string;
  readonly place: Place;
}

/** How long and how often, in milliseconds where it is a time. */
export interface WebLimits {
  /** For one request, from its start to the last header of the answer. */
  readonly timeout: number;
  /** For everything; what has not been asked for by then stays unknown. */
  readonly total: number;
  /** Between two requests to one host. */
  readonly pause: number;
  /** Before a request is made once more. */
  readonly backOff: number;
  /** The longest wait that a host may ask for. */
  readonly longestWait: number;
  /** How many hosts are asked at a time. */
  readonly hosts: number;
}

const LIMITS: WebLimits = {
  timeout: 10_000,
  total: 15 * 60_000,
  pause: 250,
  backOff: 1000,
  longestWait: 60_000,
  hosts: 8,
};

/** What asking the web touches. */
export interface WebOptions {
  /** The file that keeps what was found out for a week; without it nothing is kept. */
  readonly cacheFile?: string;
  readonly now: () => Date;
  readonly limits?: Partial<WebLimits>;
  /** How names are resolved, where not by the system. */
  readonly lookup?: LookupFunction;
  /** Told as it goes on, of the URLs that have to be asked for. */
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Asks the web for the pages that links lead to, each once: `external-missing` where a host says that a page is gone or no
 * host of the name is left, `link-moved` where it has moved for good, `external-unreachable` where nothing can be said,
 * `external-listed` for what only its owner can tell. Answers in the order of the links. A host is asked one thing at a time,
 * and not again once it does not answer; where nobody answers at all, there is no network, and it ends at once.
 */
export async function checkExternalLinks(
  links: readonly WebLink[],
  options: WebOptions,
): Promise<Diagnostic[]> {
  const targets = links.map((link) => ({ link, url: targetOf(link) }));
  const wanted = new Map<string, URL>();
  for (const { url } of targets) {
    if (url !== undefined && listedReason(url) === undefined) wanted.set(url.href, url);
  }
  const cache = await openOutcomeCache(options.cacheFile, options.now().getTime());
  const unknown = [...wanted].filter(([href]) => cache.get(href) === undefined).map(([, url]) => url);
  const found = await askAll(unknown, options);
  for (const [href, outcome] of found) cache.set(href, outcome);
  if (found.size > 0) await cache.save();
  return targets.flatMap(({ link, url }) => {
    if (url === undefined) return [];
    const listed = listedReason(url);
    if (listed !== undefined) return [remark('external-listed', link, listed, LISTED_HINT)];
    return said(link, url, found.get(url.href) ?? cache.get(url.href));
  });
}

const LISTED_HINT = 'Open it in a window where you are not signed in, to see what students see.';

/** The page that a link leads to, without its fragment; undefined where it is none of the public web. */
function targetOf({ url }: WebLink): URL | undefined {
  if (!URL.canParse(url, SECURE)) return undefined;
  const target = new URL(url, SECURE);
  target.hash = '';
  return /^https?:$/.test(target.protocol) && isPublicHost(target.hostname) ? target : undefined;
}

/** What a URL without a scheme starts from: sites are served by https:. */
const SECURE = 'https://site.invalid';

/** From so many hosts that all cannot be reached it is concluded that there is no network. */
const ENOUGH_HOSTS = 6;

async function askAll(urls: readonly URL[], options: WebOptions): Promise<ReadonlyMap<string, Outcome>> {
  const limits = { ...LIMITS, ...options.limits };
  const controller = new AbortController();
  const { signal } = controller;
  const timer = setTimeout(() => controller.abort(), limits.total);
  const hosts = hostStatus();
  const asking: Asking = {
    queue: hostQueue(limits.pause, limits.hosts, signal),
    request: (url, method, cookie) =>
      request(url, { method, timeout: limits.timeout, signal, cookie, lookup: options.lookup }),
    hosts,
    signal,
    backOff: limits.backOff,
    longestWait: limits.longestWait,
    now: options.now,
  };
  const outcomes = new Map<string, Outcome>();
  const askOne = async (url: URL): Promise<void> => {
    outcomes.set(url.href, await ask(url, asking));
    if (!hosts.hasAnswer() && hosts.downCount() >= ENOUGH_HOSTS) controller.abort();
    options.progress?.(outcomes.size, urls.length);
  };
  await Promise.all(urls.map(askOne));
  clearTimeout(timer);
  return hosts.hasAnswer() ? outcomes : new Map(urls.map(({ href }) => [href, NO_NETWORK]));
}

const NO_NETWORK: Outcome = {
  kind: 'unreachable',
  reason: 'nothing of the web can be reached from this computer',
};

/** What is said of a link, once it is known what has become of its page. */
function said(link: WebLink, url: URL, outcome: Outcome | undefined): Diagnostic[] {
  switch (outcome?.kind) {
    case 'missing':
      return [
        diagnostic(
          'warning',
          'external-missing',
          link.place,
          `This page is gone: its host answers with status ${outcome.status}.`,
          {
            text: link.url,
            hint: `Correct the link, or look for a copy at https://web.archive.org/web/${url.href}`,
          },
        ),
      ];
    case 'no-host':
      return [
        diagnostic('warning', 'external-missing', link.place, `There is no host ${url.hostname}.`, {
          text: link.url,
          hint: `Correct the link, or look for a copy at https://web.archive.org/web/${url.href}`,
        }),
      ];
    case 'moved':
      return [
        remark('link-moved', link, `This page has moved for good to ${outcome.to}`, `Write ${outcome.to}`),
      ];
    case 'unreachable':
      return [
        remark(
          'external-unreachable',
          link,
          `It is not known whether this page is there: ${outcome.reason}.`,
          'Open it in a browser.',
        ),
      ];
    default:
      return [];
  }
}

function remark(code: string, { url, place }: WebLink, message: string, hint: string): Diagnostic {
  return diagnostic('info', code, place, message, { text: url, hint });
}

/** Why a link is listed and not asked for: only its owner, or somebody who is signed in, can tell. */
function listedReason({ hostname, pathname }: URL): string | undefined {
  const host = hostname.replace(/^www\./, '');
  if (/^colab\.(?:research|sandbox)\.google\.com$/.test(host)) {
    return pathname.startsWith('/drive/')
      ? "This notebook lies in somebody's Drive, and opens only for those it is shared with."
      : 'This notebook lies in another repository.';
  }
  if (/^(?:drive|docs)\.google\.com$/.test(host)) {
    return "This file lies in somebody's Drive, and opens only for those it is shared with.";
  }
  const isRepository = host === 'github.com' && /^\/[^/]+\/[^/]+\/(?:blob|tree|raw)\//.test(pathname);
  if (isRepository || REPOSITORY_HOSTS.test(host)) return 'This leads into another repository.';
  return undefined;
}

const REPOSITORY_HOSTS =
  /^(?:githubtocolab\.com|raw\.githubusercontent\.com|nbviewer\.(?:org|jupyter\.org)|mybinder\.org)$/;
