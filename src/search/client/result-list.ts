/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { SearchResult } from './course-search.js';
import { element } from './element.js';
import { type Question, type ResultEntry, resultEntry } from './result-entry.js';

/** The list of results, of which one is chosen wherever there are any. */
export interface ResultList {
  readonly element: HTMLElement;
  /** Shows other results, of which the first is chosen. */
  readonly show: (results: readonly SearchResult[], question: Question) => void;
  readonly isEmpty: () => boolean;
  /** Chooses the next entry, or the one before; behind the last comes the first. */
  readonly move: (by: 1 | -1) => void;
  /** Follows the chosen entry as a click with the keys that are held would. */
  readonly follow: (keys: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>) => void;
  /** Whether a reader has begun to choose, or there is nothing to choose from. */
  readonly isInUse: () => boolean;
}

/** So many entries are made at once: more than these are hardly seen. */
const AT_A_TIME = 10;

/** Makes the list of a field, which is told what is chosen and keeps the focus. Addresses are below `root`. */
export function resultList(field: HTMLInputElement, label: string, root: URL): ResultList {
  const list = element('div', {
    id: 'results',
    class: 'results',
    role: 'listbox',
    'aria-label': label,
    hidden: '',
  });
  let entries: ResultEntry[] = [];
  /** Makes the entries that are next, when a reader comes to the end of those that there are. */
  let more = (): void => {};
  let chosen = -1;

  const visible = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        if (!isIntersecting) continue;
        entries.find(({ link }) => link === target)?.fill();
        if (target === entries.at(-1)?.link) more();
      }
    },
    { root: list, rootMargin: '200px' },
  );

  const choose = (index: number): void => {
    entries[chosen]?.link.setAttribute('aria-selected', 'false');
    chosen = index;
    const link = entries[index]?.link;
    if (link === undefined) {
      field.removeAttribute('aria-activedescendant');
      return;
    }
    link.setAttribute('aria-selected', 'true');
    field.setAttribute('aria-activedescendant', link.id);
    link.scrollIntoView({ block: 'nearest' });
  };

  // The list is no stop of the tabulator, and neither is what is in it.
  list.addEventListener('mousedown', (event) => event.preventDefault());

  return {
    element: list,
    show: (results, question) => {
      visible.disconnect();
      entries = [];
      list.replaceChildren();
      more = () => {
        const from = entries.length;
        const next = results
          .slice(from, from + AT_A_TIME)
          .map((result, index) => resultEntry(result, from + index, question, root));
        entries.push(...next);
        list.append(...next.map(({ link }) => link));
        for (const { link } of next) visible.observe(link);
      };
      more();
      list.hidden = entries.length === 0;
      list.scrollTop = 0;
      field.setAttribute('aria-expanded', String(entries.length > 0));
      choose(entries.length > 0 ? 0 : -1);
    },
    isEmpty: () => entries.length === 0,
    move: (by) => {
      if (chosen + by === entries.length) more();
      choose((chosen + by + entries.length) % entries.length);
    },
    follow: ({ ctrlKey, metaKey, shiftKey }) =>
      entries[chosen]?.link.dispatchEvent(
        new MouseEvent('click', {
          bubbles: true,
          cancelable: true,
          composed: true,
          ctrlKey,
          metaKey,
          shiftKey,
        }),
      ),
    isInUse: () => chosen !== 0 || list.matches(':hover'),
  };
}
