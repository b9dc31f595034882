/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { queryTerms } from '../terms.js';
import type { CourseSearch, ResultText, SearchResult } from './course-search.js';
import { excerpt, type Matched, markedText, type ShownPart } from './marked-text.js';
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

/** An entry of the list of results. */
interface Entry {
  readonly result: SearchResult;
  readonly link: HTMLAnchorElement;
  readonly fill: () => void;
}

/** So many entries are made at once: more than these are hardly seen. */
const AT_A_TIME = 10;

/** Taller formulas are made smaller, in em of the text, and those that would become too small are shown as TeX. */
const TALLEST = 2.6;
const SMALLEST = 0.6;

/** So much is shown of a formula that is too large to be shown typeset. */
const LONGEST_TEX = 60;

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
  const field = element('input', {
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
  const close = element('button', { type: 'button', class: 'close', 'aria-label': words['close'] ?? '' });
  const bar = element('div', { class: 'bar' });
  bar.innerHTML = MAGNIFIER;
  bar.append(field, close);
  const list = element('div', {
    id: 'results',
    class: 'results',
    role: 'listbox',
    'aria-label': label,
    hidden: '',
  });
  const note = element('p', { class: 'note', role: 'status' });
  const keys = element('p', { class: 'keys', 'aria-hidden': 'true' });
  for (const [key, word] of [
    ['↑ ↓', words['choose']],
    ['↵', words['open']],
    ['Esc', words['close']],
  ]) {
    const shown = element('kbd', {});
    shown.textContent = key ?? '';
    keys.append(shown, ` ${word ?? ''}`);
  }
  const dialog = element('dialog', { 'aria-label': label });
  const end = element('div', { class: 'end' });
  end.append(note, keys);
  dialog.append(bar, list, end);
  tree.append(dialog);

  let entries: Entry[] = [];
  /** Makes the entries that are next, when a reader comes to the end of those that there are. */
  let more = (): void => {};
  let chosen = -1;
  /** The number of the last question: answers to others come too late. */
  let asked = 0;
  let announcing: ReturnType<typeof setTimeout> | undefined;

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

  /** Those of formulas: what the page has does not reach in here. */
  const addStyles = (paths: readonly string[]): void => {
    if (tree.querySelector('link') !== null) return;
    tree.prepend(
      ...paths.map((path) => element('link', { rel: 'stylesheet', href: new URL(path, root).href })),
    );
  };

  const say = (text: string): void => {
    clearTimeout(announcing);
    // Who types on need not hear of every letter.
    announcing = setTimeout(() => {
      note.textContent = text;
    }, 250);
  };

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

  const show = (results: readonly SearchResult[], course: CourseSearch, query: string): void => {
    visible.disconnect();
    entries = [];
    list.replaceChildren();
    more = () => {
      const from = entries.length;
      const next = results
        .slice(from, from + AT_A_TIME)
        .map((result, index) => entryOf(result, from + index, { course, query, root }));
      entries.push(...next);
      list.append(...next.map(({ link }) => link));
      for (const { link } of next) visible.observe(link);
    };
    more();
    list.hidden = entries.length === 0;
    list.scrollTop = 0;
    field.setAttribute('aria-expanded', String(entries.length > 0));
    choose(entries.length > 0 ? 0 : -1);
  };

  const ask = async (): Promise<void> => {
    asked++;
    const own = asked;
    const query = field.value;
    try {
      const course = await search();
      addStyles(course.head.styles);
      const results = query.trim() === '' ? [] : await course.find(query);
      if (own !== asked) return;
      show(results, course, query);
      const isNothing = results.length === 0;
      say(
        query.trim() === ''
          ? ''
          : isNothing
            ? (words['none'] ?? '')
            : (words['results'] ?? '%').replace('%', String(results.length)),
      );
      const ordered = await course.phrasesFirst(results, query).catch(() => results);
      // What a reader is about to take stays where it is.
      if (ordered !== results && own === asked && chosen === 0 && !list.matches(':hover'))
        show(ordered, course, query);
    } catch {
      if (own === asked) say(words['failed'] ?? '');
    }
  };

  field.addEventListener('input', () => void ask());
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (entries.length === 0) return;
      const by = key === 'ArrowDown' ? 1 : -1;
      if (chosen + by === entries.length) more();
      choose((chosen + by + entries.length) % entries.length);
    } else if (key === 'Enter') {
      entries[chosen]?.link.dispatchEvent(
        new MouseEvent('click', {
          bubbles: true,
          cancelable: true,
          composed: true,
          ctrlKey: event.ctrlKey,
          metaKey: event.metaKey,
          shiftKey: event.shiftKey,
        }),
      );
    } else return;
    event.preventDefault();
  });
  list.addEventListener('click', (event) => {
    if (!(event.ctrlKey || event.metaKey || event.shiftKey)) dialog.close();
  });
  // The list is no stop of the tabulator, and neither is what is in it.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

  return {
    open: () => {
      if (!host.isConnected) document.body.append(host);
      host.className = schemeOf(document.documentElement);
      dialog.showModal();
      field.select();
      void ask();
    },
  };
}

interface EntryOptions {
  readonly course: CourseSearch;
  readonly query: string;
  readonly root: URL;
}

/** An entry with the page's title; the section's own text comes when it is about to be seen. */
function entryOf(result: SearchResult, index: number, { course, query, root }: EntryOptions): Entry {
  const [title, url, , file] = result.page;
  const link = element('a', {
    id: `result-${index}`,
    class: 'result',
    role: 'option',
    'aria-selected': 'false',
    tabindex: '-1',
  });
  const page = element('span', { class: 'page' });
  const heading = element('span', { class: 'heading' });
  const text = element('span', { class: 'text' });
  const matched = matchedOf(result, query);
  heading.append(...shownParts(markedText(title, [], matched), []));
  link.append(page, heading, text);
  link.href = addressOf(root, url, file);
  let isAsked = false;
  const fill = async (): Promise<void> => {
    if (isAsked) return;
    isAsked = true;
    const {
      section: [anchor, name, content, numbers],
      formulas,
    } = await course.textOf(result);
    const own = numbers.flatMap((number) => {
      const formula = formulas[number];
      return formula === undefined ? [] : [formula];
    });
    const tex = own.map(([one]) => one);
    const inHeading = name.split('\uFFFC').length - 1;
    if (anchor !== '') {
      link.hash = anchor;
      if (name !== title) page.textContent = title;
      heading.replaceChildren(...shownParts(markedText(name, tex, matched), own));
    }
    text.replaceChildren(...shownParts(excerpt(content, tex.slice(inHeading), matched, inHeading), own));
  };
  return { result, link, fill: () => void fill().catch(() => {}) };
}

function matchedOf({ terms }: SearchResult, query: string): Matched {
  const asked = queryTerms(query).map(({ term }) => term);
  const runs =
    query.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+/gu) ?? [];
  return {
    terms: new Set([...terms, ...asked.filter((term) => term.length > 1)]),
    longest: Math.max(0, ...runs.map((run) => run.length)),
  };
}

/** The address of a page; on a disk, where no server finds the file of a folder, that of its file. */
function addressOf(root: URL, url: string, file: string | undefined): string {
  const address = new URL(url, root);
  if (address.protocol !== 'file:') return address.href;
  if (file !== undefined) return new URL(file.split('/').map(encodeURIComponent).join('/'), root).href;
  return address.pathname.endsWith('/') ? new URL('index.html', address).href : address.href;
}

function shownParts(parts: readonly ShownPart[], formulas: ResultText['formulas']): (Node | string)[] {
  return parts.map((part) => {
    if (part.kind === 'text') {
      if (!part.isMarked) return part.text;
      const mark = element('mark', {});
      mark.textContent = part.text;
      return mark;
    }
    const [tex = '', typeset = ''] = formulas[part.index] ?? [];
    const scale = TALLEST / Math.max(TALLEST, heightOf(typeset));
    const html = scale < SMALLEST ? '' : typeset;
    const shown = element(part.isMarked ? 'mark' : 'span', {
      class: html === '' ? 'tex' : html.startsWith('<math') ? 'math' : 'katex',
      role: 'img',
      'aria-label': tex,
    });
    if (html === '') shown.textContent = tex.length > LONGEST_TEX ? `${tex.slice(0, LONGEST_TEX)}…` : tex;
    else shown.innerHTML = html;
    if (scale < 1) shown.style.setProperty('--scale', scale.toFixed(2));
    return shown;
  });
}

/** How tall KaTeX's struts say that a formula is, in em. */
function heightOf(html: string): number {
  const heights = Array.from(html.matchAll(/strut" style="height:([\d.]+)em/g), ([, height]) =>
    Number(height),
  );
  return Math.max(0, ...heights);
}

/** Whether lectern's own theme, whose colours are taken, is around the page, and else whether that is dark. */
function schemeOf(page: HTMLElement): string {
  if (getComputedStyle(page).getPropertyValue('--edge-line') !== '') return 'own';
  const colours = [document.body, page].map((one) => getComputedStyle(one).backgroundColor.match(/[\d.]+/g));
  const [red = 255, green = 255, blue = 255] = (
    colours.find((colour) => colour !== null && colour[3] !== '0') ?? []
  ).map(Number);
  return red * 0.3 + green * 0.59 + blue * 0.11 < 110 ? 'dark' : 'light';
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
