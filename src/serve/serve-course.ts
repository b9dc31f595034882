import path from 'node:path';
import {
  type BuildOptions,
  type BuildRequest,
  createCourseBuilder,
  type Effects,
  readCourseConfig,
  type SiteState,
  untilUnchanged,
  watchCourse,
  watchedBesides,
} from '../course/index.js';
import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import { requestHandler } from './http/handle-request.js';
import { hostCheck, isEverywhere, isLoopback } from './http/host-names.js';
import { listen } from './http/listen.js';
import { createPendingRequests } from './http/pending-requests.js';
import { createLiveUpdates } from './live/live-updates.js';
import type { Excerpt } from './live/problems.js';
import { createRebuildLoop } from './rebuild-loop.js';
import { createServedSite } from './site/served-site.js';

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
export interface ServeListener {
  /** The server answers. `url` is where the site begins; `port` is another one than was wanted where that was taken. */
  readonly started: (url: string, wanted: number, port: number) => void;
  /** A build has ended, after `milliseconds`; `changes` are the paths that made it, of the first build none. */
  readonly built: (state: SiteState, changes: readonly string[], milliseconds: number) => void;
  /** The configuration has other values for these keys than when the server was started: they count when it is again. */
  readonly outdated: (keys: readonly string[]) => void;
  /** Something does not work, and the rest goes on. */
  readonly failed: (what: string, error: unknown) => void;
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
/** How long after a build its results are kept on disk, in milliseconds: not while its pages are being loaded. */
const SAVE_AFTER = 1000;

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
  let { baseurl, theme } = config;
  const { source } = config;
  const site = createServedSite();
  const updates = createLiveUpdates({
    site,
    baseurl: () => baseurl,
    run: effects.now().getTime().toString(36),
    excerptOf: (found) => listener.excerptOf(source, found),
  });
  const pending = createPendingRequests();
  const handler = requestHandler({
    site,
    folders: () => [source, ...(theme === null ? [] : [theme.root])],
    baseurl: () => baseurl,
    isOurs: hostCheck(options.host, options.machine),
    live: options.livereload ? updates : undefined,
    failed: (error) => listener.failed('A request could not be answered', error),
  });
  const wanted = options.port ?? configuredPort(config.raw['port']) ?? PORT;
  const { port, close } = await listen(pending.counted(handler), options.host, wanted);
  const origin = `http://${shownHost(options.host)}:${port}`;
  listener.started(`${origin}${baseurl}/`, wanted, port);

  const ending = new AbortController();
  const builder = createCourseBuilder({ ...options.build, ...siteUrl(options, effects, origin) }, effects);
  let outdated: readonly string[] = [];
  const tellOutdated = (now: SiteState['config']): void => {
    const before = outdated;
    outdated = [
      ...(options.port === undefined && configuredPort(now.raw['port']) !== configuredPort(config.raw['port'])
        ? ['port']
        : []),
      ...(now.destination === config.destination ? [] : ['destination']),
    ];
    if (outdated.some((key) => !before.includes(key))) listener.outdated(outdated);
  };
  let saving: NodeJS.Timeout | undefined;
  /** Whether the configuration said anything when it was last followed. */
  let hadKeys = false;
  /** After a build that failed, what the builder knows of the course is not to be relied on. */
  let isKnown = false;
  const loop = createRebuildLoop(async (changes, signal) => {
    const started = effects.clock();
    clearTimeout(saving);
    site.begin();
    try {
      const request: BuildRequest = {
        signal,
        accept: async (now) => {
          const hasKeys = now.keyPlaces.size > 0;
          if (!hasKeys && hadKeys) return [lostConfiguration(now)];
          hadKeys = hasKeys;
          return [];
        },
        calm: pending.calm,
        first: updates.building(),
        ready: (path, file) => {
          if (signal.aborted) return;
          site.put(path, file);
          if (updates.pageMade(path)) pending.told();
        },
        scanned: (files) => {
          const changed = [...files].filter(([path, file]) => site.put(path, file));
          if (isKnown && updates.filesFound(changed.map(([path]) => path))) pending.told();
        },
      };
      const state = await untilUnchanged(() => builder.build(request));
      isKnown = true;
      if (!state.refused) ({ baseurl, theme } = state.config);
      site.replace(state.files);
      updates.built(state);
      listener.built(state, changes, effects.clock() - started);
      if (!state.refused) tellOutdated(state.config);
      saving = setTimeout(save, SAVE_AFTER);
    } catch (error) {
      if (signal.aborted) return false;
      isKnown = false;
      site.replace(site.now().files);
      listener.failed('The course could not be built', error);
    }
    return true;
  });
  const save = (): void => {
    try {
      builder.save();
      for (const { message } of builder.cacheFaults()) listener.failed('The cache', new Error(message));
    } catch (error) {
      listener.failed('What has been made could not be kept', error);
    }
  };
  const watch = async (): Promise<() => Promise<void>> => {
    await loop.build([]);
    if (ending.signal.aborted) return async () => {};
    const unwatch = await watchCourse(
      {
        source,
        also: watchedBesides(config),
        written: [config.destination, ...cacheFolders(options.build, effects)],
      },
      {
        changed: (changes) => void loop.build(changes),
        failed: (error) => listener.failed('Changes may go unseen', error),
      },
      ending.signal,
    );
    // Watching thousands of files takes a moment to begin: what has changed before then is looked for once.
    isKnown = false;
    if (!ending.signal.aborted) void loop.build([]);
    return unwatch;
  };
  const watching = watch().catch((error: unknown) => {
    listener.failed('Changes may go unseen', error);
    return async () => {};
  });
  return {
    close: async () => {
      ending.abort();
      clearTimeout(saving);
      close();
      await Promise.all([loop.stop(), watching.then((unwatch) => unwatch())]);
      builder.save();
      await builder.close();
    },
  };
}

/**
 * A configuration that says nothing any more is one that an editor has emptied or moved away before it writes it: without
 * it every page would be elsewhere.
 */
function lostConfiguration({ source }: SiteState['config']): Diagnostic {
  const place = { file: '_config.yml', line: 1, column: 1 };
  const message = `The configuration of ${source} is gone or empty, so the site stays as it was.`;
  const hint = 'Save it again; to go on without one, end lectern serve and start it anew.';
  return diagnostic('error', 'config-missing', place, message, { hint });
}

/** Where the builder keeps results, if somebody has said so; the course's own folder for them is never watched. */
function cacheFolders({ cache }: BuildOptions, { cwd, env }: Effects): string[] {
  const stated = cache ?? env['LECTERN_CACHE_DIR'];
  return stated ? [path.resolve(cwd, stated)] : [];
}

/** The port that the configuration names, as Jekyll reads it. */
function configuredPort(value: unknown): number | undefined {
  const port = typeof value === 'string' ? Number(value) : value;
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
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
