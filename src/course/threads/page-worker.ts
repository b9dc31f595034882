import { ControlFlow } from '../../diagnostics/index.js';
import { makeFont } from '../../math/index.js';
import { copySome, type SharedCopies } from '../../output/index.js';
import type { Page } from '../../site/index.js';
import { readSiteMath } from '../compose/index.js';
import { buildClock, createProfile } from '../context/index.js';
import { openSitePages, type SitePages } from '../pages/index.js';
import { createPageTypesetter, type PageTypesetter } from '../typeset/index.js';
import type { PageTasks, ToldSite } from './page-tasks.js';
import { recordingCache } from './recording-cache.js';
import { serveTasks } from './serve-tasks.js';
import { readSiteMessage } from './site-message.js';

// The thread that makes pages for `page-threads.ts`, which starts it with nothing but this.

/** A site whose pages this thread makes. */
interface OpenSite {
  readonly make: (page: number) => Promise<PageTasks['make']['answer']>;
}

/** So many files are copied before it is looked whether something else is to be done. */
const COPIES_AT_ONCE = 8;

/** How many pages that another thread makes, too, are made for those that read them. */
const MOST_OTHERS = 16;

/** Thrown where a page reads more of others than is made twice for it. */
class ReadsOthers extends ControlFlow {}

servePages();

function servePages(): void {
  let typesetter: PageTypesetter | undefined;
  const current = (): PageTypesetter => {
    if (typesetter === undefined) throw new Error('A page was to be finished before it was said with what.');
    return typesetter;
  };
  let opened: OpenSite | undefined;
  let copies: SharedCopies | undefined;
  serveTasks<PageTasks>(
    {
      options: async (options) => {
        typesetter = createPageTypesetter(options);
        return { result: undefined };
      },
      site: async (site) => {
        opened = undefined;
        if (site !== undefined) opened = await openSite(site, current);
        return { result: undefined };
      },
      make: async (page) => {
        const result = (await opened?.make(page)) ?? null;
        return { result, moved: result === null ? [] : [result.batch.bytes.buffer] };
      },
      finish: async (html, page) => {
        const result = await current().finishPage(html, page);
        return { result, moved: [result.output.buffer] };
      },
      copies: async (shared) => {
        copies = shared;
        return { result: undefined };
      },
      copied: async () => ({ result: undefined }),
      font: async (name, characters) => ({ result: await makeFont(name, characters) }),
    },
    () => copies !== undefined && copySome(copies, COPIES_AT_ONCE),
  );
}

async function openSite(
  { message, now, environment, isTimed }: ToldSite,
  typesetter: () => PageTypesetter,
): Promise<OpenSite> {
  const clock = buildClock(() => new Date(now));
  const sources = readSiteMessage(message, clock.now());
  const math = await readSiteMath(sources.site);
  const { cache, take } = recordingCache();
  const profile = isTimed ? createProfile(() => performance.now()) : undefined;
  let made: Page | undefined;
  const others = new Set<Page>();
  const pages: SitePages = openSitePages(sources, math, {
    cache,
    clock,
    environment,
    profile,
    making: (page) => {
      if (page === made || others.has(page)) return;
      if (others.size >= MOST_OTHERS) throw new ReadsOthers();
      others.add(page);
    },
    typesetter: async () => ({ ...typesetter(), isBeside: true }),
  });
  await pages.open();
  return {
    make: async (number) => {
      made = sources.site.pages[number];
      if (made === undefined) return null;
      try {
        await pages.results.composed(made);
      } catch (error) {
        take();
        // What it cannot be made from here is there for the thread that asks.
        if (error instanceof ControlFlow) return null;
        throw error;
      } finally {
        pages.results.release(made);
      }
      return { batch: take(), times: profile?.take() ?? [] };
    },
  };
}
