import type { ServerResponse } from 'node:http';
import type { SiteState } from '../../course/index.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import { pageAt, type ShownPage } from '../site/find-file.js';
import type { ServedSite } from '../site/served-site.js';
import { addLiveTag } from './live-tag.js';
import { type Excerpt, problemsOf, type ShownProblems } from './problems.js';

/** What a window is told. */
export interface LiveUpdate {
  /** Of the page that it shows, as it is served now. */
  readonly revision: string;
  /** The page, where it is known to be another one than the window shows; null where the window has to ask. */
  readonly page: string | null;
  /** Paths, decoded, of files that have changed, appeared or vanished; pages are left out. */
  readonly files: readonly string[];
  /** What is wrong in the page; null while a build goes on. */
  readonly problems: ShownProblems | null;
}

/** What a build has done, as far as windows are concerned. */
export type BuiltState = Pick<SiteState, 'files' | 'changed' | 'removed' | 'diagnostics'>;

/** Keeps the windows that show a site up to date. */
export interface LiveUpdates {
  /** Connects a window that shows `address`, made of what the build `since` has left. */
  readonly connect: (address: string, since: string, response: ServerResponse) => void;
  /** A build begins. Answers with the output paths of the pages that are looked at. */
  readonly building: () => readonly string[];
  /** A page was made, of the build that goes on. Answers whether a window was told. */
  readonly pageMade: (file: string) => boolean;
  /** Files have changed that are no pages, as the build that goes on has found. Answers whether a window was told. */
  readonly filesFound: (files: readonly string[]) => boolean;
  /** A build has ended, and the site is served as it has left it. */
  readonly built: (state: BuiltState) => void;
  /** What the files of a page that is served now are of. */
  readonly build: () => string;
}

/** What it takes to make updates. */
export interface LiveUpdatesOptions {
  readonly site: ServedSite;
  readonly baseurl: () => string;
  /** Tells this run of the server from others: a window may outlive it. */
  readonly run: string;
  readonly excerptOf: (found: Diagnostic) => Excerpt | undefined;
}

/** Makes what tells windows of a site's changes. */
export function createLiveUpdates({ site, baseurl, run, excerptOf }: LiveUpdatesOptions): LiveUpdates {
  const clients = createLiveClients();
  /** Of each file that is no page, the build that changed it last. */
  const changedIn = new Map<string, number>();
  let found: readonly Diagnostic[] = [];
  let pages: ReadonlySet<string> = new Set();
  /** By page, who looks at it while a build goes on. */
  let lookers = new Map<string, LiveClient[]>();
  /** Files that windows know of before the build that changed them has ended. */
  const foundEarly = new Set<string>();
  /** What each window was told of its page last. */
  const told = new WeakMap<LiveClient, string>();

  const shownBy = ({ address }: LiveClient): ShownPage => pageAt(address, baseurl(), site.now().files);
  const filesSince = (build: number): string[] =>
    [...changedIn].filter(([, changed]) => changed > build).map(([file]) => file);
  const buildId = (): string => `${run}.${site.now().build}`;
  const problems = (file: string | undefined): ShownProblems | null => {
    if (!site.now().isBuilt) return null;
    const page = file === undefined ? undefined : site.now().files.get(file)?.path;
    return problemsOf(page, found, pages, excerptOf);
  };
  const send = (client: LiveClient, files: readonly string[], isOver: boolean): void => {
    const { file, revision } = shownBy(client);
    const isKnown = [undefined, revision].includes(told.get(client));
    told.set(client, revision);
    const update: LiveUpdate = {
      revision,
      page: isKnown ? null : pageText(file, revision),
      files: files.map((changed) => `${baseurl()}/${changed}`),
      problems: isOver ? problems(file) : null,
    };
    client.send(update, buildId());
  };
  /** The HTML of a page that a build has made, as it is served. */
  const pageText = (file: string | undefined, revision: string): string | null => {
    const page = file === undefined ? undefined : site.now().files.get(file);
    if (page?.kind !== 'generated') return null;
    return addLiveTag(Buffer.from(page.content()).toString(), revision, buildId());
  };

  return {
    connect: (address, since, response) => {
      const [itsRun, itsBuild] = since.split('.');
      const build = itsRun === run ? Number(itsBuild) : -1;
      send(clients.connect(address, response), filesSince(build), true);
    },
    building: () => {
      lookers = new Map();
      for (const client of clients.all()) {
        const { file } = shownBy(client);
        if (file !== undefined) lookers.set(file, [...(lookers.get(file) ?? []), client]);
      }
      return [...lookers.keys()];
    },
    pageMade: (made) => {
      const informed = (lookers.get(made) ?? []).filter(
        (client) => shownBy(client).revision !== told.get(client),
      );
      for (const client of informed) send(client, [], false);
      return informed.length > 0;
    },
    filesFound: (files) => {
      for (const file of files) foundEarly.add(file);
      const informed = files.length > 0 ? clients.all() : [];
      for (const client of informed) send(client, files, false);
      return informed.length > 0;
    },
    built: (state) => {
      const { build } = site.now();
      const changed = [...state.changed, ...state.removed].filter((file) => !/\.html?$/.test(file));
      for (const file of changed) changedIn.set(file, build);
      found = state.diagnostics;
      pages = pageFiles(state);
      const untold = changed.filter((file) => !foundEarly.has(file));
      foundEarly.clear();
      for (const client of clients.all()) send(client, untold, true);
    },
    build: buildId,
  };
}

/** The files of the course that become pages of HTML. */
function pageFiles({ files }: BuiltState): Set<string> {
  const pages = new Set<string>();
  for (const [output, { kind, path }] of files) {
    if (kind === 'generated' && path !== undefined && output.endsWith('.html')) pages.add(path);
  }
  return pages;
}

/** A browser's window that is kept up to date. */
export interface LiveClient {
  /** The path of the address that it shows, as the browser writes it. */
  readonly address: string;
  /** Sends an event; `build` is what the browser names when it comes back after a break. */
  readonly send: (data: unknown, build: string) => void;
}

/** The windows that are connected. */
export interface LiveClients {
  readonly all: () => readonly LiveClient[];
  /** Turns a response into a stream of events, for as long as the browser keeps it open. */
  readonly connect: (address: string, response: ServerResponse) => LiveClient;
}

/** How soon a browser comes back when the stream has broken off, in milliseconds. */
const COME_BACK = 500;

/** Makes the list of windows: server-sent events, as the HTML standard has them. */
function createLiveClients(): LiveClients {
  const clients = new Set<LiveClient>();
  return {
    all: () => [...clients],
    connect: (address, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: ${COME_BACK}\n\n`);
      const client: LiveClient = {
        address,
        send: (data, build) => void response.write(`id: ${build}\ndata: ${JSON.stringify(data)}\n\n`),
      };
      clients.add(client);
      response.on('close', () => clients.delete(client));
      return client;
    },
  };
}
