import path from 'node:path';
import {
  type BuildOptions,
  createCourseBuilder,
  type Effects,
  readCourseConfig,
  watchCourse,
  watchedBesides,
} from '../course/index.js';
import type { Diagnostic } from '../diagnostics/index.js';
import { requestHandler } from './http/handle-request.js';
import { hostCheck, isEverywhere, isLoopback } from './http/host-names.js';
import { listen } from './http/listen.js';
import { createPendingRequests, type PendingRequests } from './http/pending-requests.js';
import { createLiveUpdates, type LiveUpdates } from './live/live-updates.js';
import type { Excerpt } from './live/problems.js';
import { configuredPort, outdatedKeys, type ServedConfig } from './outdated-keys.js';
import { createRebuildLoop, type RebuildLoop } from './rebuild-loop.js';
import { createServedSite, type ServedSite } from './site/served-site.js';
import { type BuildListener, createSiteBuilds, type SiteBuilds } from './site-builds.js';

/** How a course is served. */
export interface ServeOptions {
  readonly build: BuildOptions;
  /** The host to listen at: this machine alone, unless told. */
  readonly host: string;
  /** The port to listen at, or the next one that is free; without it the configuration's, or Jekyll's 4000. */
  readonly port?: number;
  /** Whether pages in browsers are kept up to date. */
  readonly livereload: boolean;
  /** This machine's own name. */
  readonly machine: string;
}

/** Who is told of what goes on. */
export interface ServeListener extends BuildListener {
  /** The server answers. `url` is where the site begins; `port` is another one than was wanted where that was taken. */
  readonly started: (url: string, wanted: number, port: number) => void;
  /** The configuration has other values for these keys than when the server was started: they count when it is again. */
  readonly outdated: (keys: readonly string[]) => void;
  /** The line of a file that a diagnostic is about, for pages to show. */
  readonly excerptOf: (source: string, found: Diagnostic) => Excerpt | undefined;
}

/** A course that is served. */
export interface ServedCourse {
  /** Ends everything at once. */
  readonly close: () => Promise<void>;
}

/** Jekyll's port. */
const PORT = 4000;

/**
 * Serves a course: pages from memory, as soon as they are made, and everything else from the course's own folder. It is
 * built again whenever something in it changes. Nothing is written to the disk. Rejects where it cannot listen.
 */
export async function serveCourse(
  options: ServeOptions,
  effects: Effects & { readonly clock: () => number },
  listener: ServeListener,
): Promise<ServedCourse> {
  const { config } = await readCourseConfig(options.build, effects);
  /** What the last site was made by. */
  let current = config;
  const site = createServedSite();
  const updates = createLiveUpdates({
    site,
    baseurl: () => current.baseurl,
    run: effects.now().getTime().toString(36),
    excerptOf: (found) => listener.excerptOf(config.source, found),
  });
  const pending = createPendingRequests();
  const { origin, close } = await answer(
    options,
    { config, site, updates, pending, listener },
    () => current,
  );
  const builder = createCourseBuilder({ ...options.build, ...siteUrl(options, effects, origin) }, effects);
  const outdated = outdatedKeys(config, options.port);
  const builds = createSiteBuilds({
    builder,
    site,
    updates,
    pending,
    clock: effects.clock,
    configured: (now) => {
      current = now;
    },
    listener: {
      ...listener,
      built: (state, ...more) => {
        listener.built(state, ...more);
        const keys = state.refused ? undefined : outdated(state.config);
        if (keys !== undefined) listener.outdated(keys);
      },
    },
  });
  const loop = createRebuildLoop(builds.rebuild);
  const ending = new AbortController();
  const written = [config.destination, ...cacheFolders(options.build, effects)];
  const watching = watch({ config, written, loop, builds, listener, signal: ending.signal });
  return {
    close: async () => {
      ending.abort();
      builds.stop();
      close();
      await Promise.all([loop.stop(), watching.then((unwatch) => unwatch())]);
      builder.save();
      await builder.close();
    },
  };
}

/** Answers requests, by what `current` says of the site; tells where. */
async function answer(
  { host, port: asked, livereload, machine }: ServeOptions,
  {
    config,
    site,
    updates,
    pending,
    listener,
  }: {
    readonly config: ServedConfig;
    readonly site: ServedSite;
    readonly updates: LiveUpdates;
    readonly pending: PendingRequests;
    readonly listener: ServeListener;
  },
  current: () => ServedConfig,
): Promise<{ readonly origin: string; readonly close: () => void }> {
  const handler = requestHandler({
    site,
    folders: () => {
      const { theme } = current();
      return [config.source, ...(theme === null ? [] : [theme.root])];
    },
    baseurl: () => current().baseurl,
    isOurs: hostCheck(host, machine),
    live: livereload ? updates : undefined,
    failed: (error) => listener.failed('A request could not be answered', error),
  });
  const wanted = asked ?? configuredPort(config) ?? PORT;
  const { port, close } = await listen(pending.counted(handler), host, wanted);
  const origin = `http://${shownHost(host)}:${port}`;
  listener.started(`${origin}${config.baseurl}/`, wanted, port);
  return { origin, close };
}

/** What the watch over a course works on. */
interface Watch {
  readonly config: ServedConfig;
  /** Absolute paths of what lectern itself writes. */
  readonly written: readonly string[];
  readonly loop: RebuildLoop;
  readonly builds: SiteBuilds;
  readonly listener: ServeListener;
  readonly signal: AbortSignal;
}

/** Builds a course, and then again whenever something in it changes. Answers with what ends the watch. */
async function watch({
  config,
  written,
  loop,
  builds,
  listener,
  signal,
}: Watch): Promise<() => Promise<void>> {
  const failed = (error: unknown): void => listener.failed('Changes may go unseen', error);
  try {
    await loop.build([]);
    if (signal.aborted) return async () => {};
    const unwatch = await watchCourse(
      { source: config.source, also: watchedBesides(config), written },
      { changed: (changes) => void loop.build(changes), failed },
      signal,
    );
    // Watching thousands of files takes a moment to begin: what has changed before then is looked for once.
    builds.mistrust();
    if (!signal.aborted) void loop.build([]);
    return unwatch;
  } catch (error) {
    failed(error);
    return async () => {};
  }
}

/** Where the builder keeps results, if somebody has said so; the course's own folder for them is never watched. */
function cacheFolders({ cache }: BuildOptions, { cwd, env }: Effects): string[] {
  const stated = cache ?? env['LECTERN_CACHE_DIR'];
  return stated ? [path.resolve(cwd, stated)] : [];
}

/** A host as an address has it. */
function shownHost(host: string): string {
  if (isLoopback(host) || isEverywhere(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * As in Jekyll (`Serve#default_url`), `site.url` is where the site is served while it is being developed, so that links
 * made with it stay here. Where it is served everywhere there is no one such place, and links have none in front.
 */
function siteUrl({ host }: ServeOptions, { env }: Effects, origin: string): { readonly url?: string } {
  if (env['JEKYLL_ENV'] !== 'development') return {};
  return { url: isEverywhere(host) ? '' : origin };
}
