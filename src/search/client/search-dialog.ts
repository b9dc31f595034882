/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { CourseSearch } from './course-search.js';
import { element } from './element.js';
import { pageScheme } from './page-scheme.js';
import { type ResultList, resultList } from './result-list.js';
import style from './search.css';

/** What a dialog is made with. */
export interface SearchDialogOptions {
  /** What the dialog says, as `data-…` of what opens it. */
  readonly words: DOMStringMap;
  /** The root of the site. */
  readonly root: URL;
  readonly search: () => Promise<CourseSearch>;
}

/** A dialog in which a reader searches a course. */
export interface SearchDialog {
  readonly open: () => void;
}

const MAGNIFIER =
  '<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" aria-hidden="true"><circle cx="6.8" cy="6.8" r="4.7"/><path d="m10.4 10.4 4 4"/></svg>';

/**
 * Makes the dialog. It lies in a shadow tree, so that it looks the same whatever a course's own style sheets say of its elements. The
 * field keeps the focus (ARIA Authoring Practices, combobox with a list): arrows choose an entry, Enter opens it.
 */
export function searchDialog({ words, root, search }: SearchDialogOptions): SearchDialog {
  const host = document.createElement('lectern-search');
  const tree = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  tree.adoptedStyleSheets = [sheet];

  const label = words['label'] ?? '';
  const field = searchField(label);
  const results = resultList(field, label, root);
  const status = statusLine();
  const close = element('button', { type: 'button', class: 'close', 'aria-label': words['close'] ?? '' });
  const bar = element('div', { class: 'bar' });
  bar.innerHTML = MAGNIFIER;
  bar.append(field, close);
  const end = element('div', { class: 'end' });
  end.append(status.element, keyHints(words));
  const dialog = element('dialog', { 'aria-label': label });
  dialog.append(bar, results.element, end);
  tree.append(dialog);

  /** The search, and the styles of formulas: what the page has of them does not reach in here. */
  const opened = async (): Promise<CourseSearch> => {
    const course = await search();
    if (tree.querySelector('link') === null)
      tree.prepend(
        ...course.head.styles.map((path) =>
          element('link', { rel: 'stylesheet', href: new URL(path, root).href }),
        ),
      );
    return course;
  };
  const ask = asking({ words, search: opened, results, say: status.say });

  field.addEventListener('input', () => void ask(field.value));
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (results.isEmpty()) return;
      results.move(key === 'ArrowDown' ? 1 : -1);
    } else if (key === 'Enter') results.follow(event);
    else return;
    event.preventDefault();
  });
  results.element.addEventListener('click', (event) => {
    if (!(event.ctrlKey || event.metaKey || event.shiftKey)) dialog.close();
  });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

  return {
    open: () => {
      if (!host.isConnected) document.body.append(host);
      host.className = pageScheme(document.documentElement);
      dialog.showModal();
      field.select();
      void ask(field.value);
    },
  };
}

function searchField(label: string): HTMLInputElement {
  return element('input', {
    type: 'text',
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': 'results',
    'aria-expanded': 'false',
    'aria-label': label,
    placeholder: label,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
    autofocus: '',
  });
}

/** What keys do, for eyes only: the roles of the elements say it to others. */
function keyHints(words: DOMStringMap): HTMLElement {
  const hints = element('p', { class: 'keys', 'aria-hidden': 'true' });
  for (const [key, word] of [
    ['↑ ↓', words['choose']],
    ['↵', words['open']],
    ['Esc', words['close']],
  ]) {
    const shown = element('kbd', {});
    shown.textContent = key ?? '';
    hints.append(shown, ` ${word ?? ''}`);
  }
  return hints;
}

/** The line that says how much was found. */
function statusLine(): { readonly element: HTMLElement; readonly say: (text: string) => void } {
  const line = element('p', { class: 'note', role: 'status' });
  let announcing: ReturnType<typeof setTimeout> | undefined;
  return {
    element: line,
    say: (text) => {
      clearTimeout(announcing);
      // Who types on need not hear of every letter.
      announcing = setTimeout(() => {
        line.textContent = text;
      }, 250);
    },
  };
}

interface Answers {
  readonly words: DOMStringMap;
  readonly search: () => Promise<CourseSearch>;
  readonly results: ResultList;
  readonly say: (text: string) => void;
}

/** What answers a query with the list and the line below it; of several that are on their way, the last. */
function asking({ words, search, results, say }: Answers): (query: string) => Promise<void> {
  /** The number of the last query: answers to others come too late. */
  let asked = 0;
  return async (query) => {
    asked++;
    const own = asked;
    try {
      const course = await search();
      const found = query.trim() === '' ? [] : await course.find(query);
      if (own !== asked) return;
      results.show(found, { course, query });
      say(query.trim() === '' ? '' : countOf(found.length, words));
      const ordered = await course.phrasesFirst(found, query).catch(() => found);
      // What a reader is about to take stays where it is.
      if (ordered !== found && own === asked && !results.isInUse()) results.show(ordered, { course, query });
    } catch {
      if (own === asked) say(words['failed'] ?? '');
    }
  };
}

function countOf(count: number, words: DOMStringMap): string {
  return count === 0 ? (words['none'] ?? '') : (words['results'] ?? '%').replace('%', String(count));
}
