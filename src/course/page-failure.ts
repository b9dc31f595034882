import { type Diagnostic, diagnostic, internalFault } from '../diagnostics/index.js';
import type { CoursePlugins } from '../plugins/index.js';
import type { Page } from '../site/index.js';
import type { SubstitutePage } from './context/index.js';
import type { FailedPage } from './pages/index.js';
import { TaskStuck } from './threads/index.js';

/** What is said of a page that could not be made; `shows` is what readers see in its place. */
export function pageFailure(
  { page, error }: FailedPage,
  shows: SubstitutePage['shows'] | undefined,
  plugins: CoursePlugins,
): Diagnostic {
  const seen = shows === 'last' ? 'its last version' : 'its text as it is written, with a notice';
  if (error instanceof TaskStuck) {
    const place = { file: page.file.path, line: 1, column: 1 };
    const message = `Making this page came to no end within ${error.seconds} seconds, so readers see ${seen}.`;
    return diagnostic('error', 'page-endless', place, message, { hint: stuckHint(page, plugins) });
  }
  const failing = `making this page failed, so readers see ${seen}`;
  const fault = internalFault({ failing, place: page.file.path, severity: 'error' }, error);
  return { ...fault, code: 'page-failed' };
}

/** What of a course can have no end: a loop in one of its plugins. Those come first of which the page uses something. */
function stuckHint({ body: { text } }: Page, { scripts }: CoursePlugins): string {
  const own = scripts.filter(({ isImported }) => !isImported);
  const used = {
    tag: new Set([...text.matchAll(/\{%-?\s*(\w+)/g)].map(([, name]) => name)),
    filter: new Set([...text.matchAll(/\|\s*(\w+)/g)].map(([, name]) => name)),
  };
  const ofPage = own.filter(({ names }) => names.some(({ kind, name }) => used[kind].has(name)));
  const suspects = (ofPage.length > 0 ? ofPage : own).map(({ path }) => path);
  if (suspects.length === 0) return 'Please report it with this file; nothing in the file need be wrong.';
  return `Look for a loop without an end in ${suspects.join(', ')}.`;
}
