import { type BuildRequest, type CourseBuilder, type SiteState, untilUnchanged } from '../course/index.js';
import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import type { PendingRequests } from './http/pending-requests.js';
import type { LiveUpdates } from './live/live-updates.js';
import type { ServedConfig } from './outdated-keys.js';
import type { Rebuild } from './rebuild-loop.js';
import type { ServedSite } from './site/served-site.js';

/** Who is told of the builds of a site. */
export interface BuildListener {
  /** A build has ended, after `milliseconds`; `changes` are the paths that made it, of the first build none. */
  readonly built: (state: SiteState, changes: readonly string[], milliseconds: number) => void;
  /** Something does not work, and the rest goes on. */
  readonly failed: (what: string, error: unknown) => void;
}

/** What the builds of a site work on. */
export interface SiteBuildsOptions {
  readonly builder: CourseBuilder;
  readonly site: ServedSite;
  readonly updates: LiveUpdates;
  readonly pending: PendingRequests;
  /** Monotonic time in milliseconds. */
  readonly clock: () => number;
  /** Told of the configuration by which the site was made, before anybody is told of the site. */
  readonly configured: (config: ServedConfig) => void;
  readonly listener: BuildListener;
}

/** Builds a site into what is served, and tells windows of it. */
export interface SiteBuilds {
  readonly rebuild: Rebuild;
  /** More may have changed than anybody was told of. */
  readonly mistrust: () => void;
  /** Nothing is kept on disk any more of what has been built. */
  readonly stop: () => void;
}

/** How long after a build its results are kept on disk, in milliseconds: not while its pages are being loaded. */
const SAVE_AFTER = 1000;

/** Makes what builds a site. */
export function createSiteBuilds(options: SiteBuildsOptions): SiteBuilds {
  const { builder, site, updates, clock, listener, configured } = options;
  const accept = refuseLostConfiguration();
  let saving: NodeJS.Timeout | undefined;
  /** After a build that failed, what the builder knows of the course is not to be relied on. */
  let isKnown = false;
  return {
    rebuild: async (changes, signal) => {
      const started = clock();
      clearTimeout(saving);
      site.begin();
      try {
        const request = { ...requestOf(options, { changes, signal, isKnown }), accept };
        const state = await untilUnchanged(() => builder.build(request));
        isKnown = !state.refused;
        if (!state.refused) configured(state.config);
        site.replace(state.files);
        updates.built(state);
        listener.built(state, changes, clock() - started);
        saving = setTimeout(() => save(builder, listener), SAVE_AFTER);
      } catch (error) {
        if (signal.aborted) return false;
        isKnown = false;
        site.replace(site.now().files);
        listener.failed('The course could not be built', error);
      }
      return true;
    },
    mistrust: () => {
      isKnown = false;
    },
    stop: () => clearTimeout(saving),
  };
}

/** What is asked of a build for changes; `isKnown` where nothing else has changed since the last. */
function requestOf(
  { site, updates, pending }: SiteBuildsOptions,
  {
    changes,
    signal,
    isKnown,
  }: { readonly changes: readonly string[]; readonly signal: AbortSignal; readonly isKnown: boolean },
): BuildRequest {
  return {
    signal,
    calm: pending.calm,
    first: updates.building(),
    ...(isKnown ? { trusted: changes } : {}),
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
}

/**
 * Refuses a configuration that says nothing any more: it is one that an editor has emptied or moved away before it writes
 * it, and without it every page would be elsewhere.
 */
function refuseLostConfiguration(): NonNullable<BuildRequest['accept']> {
  let hadKeys = false;
  return async (config) => {
    const hasKeys = config.keyPlaces.size > 0;
    if (!hasKeys && hadKeys) return [lostConfiguration(config)];
    hadKeys = hasKeys;
    return [];
  };
}

function lostConfiguration({ source }: ServedConfig): Diagnostic {
  const place = { file: '_config.yml', line: 1, column: 1 };
  const message = `The configuration of ${source} is gone or empty, so the site stays as it was.`;
  const hint = 'Save it again; to go on without one, end lectern serve and start it anew.';
  return diagnostic('error', 'config-missing', place, message, { hint });
}

function save(builder: CourseBuilder, { failed }: BuildListener): void {
  try {
    builder.save();
    for (const { message } of builder.cacheFaults()) failed('The cache', new Error(message));
  } catch (error) {
    failed('What has been made could not be kept', error);
  }
}
