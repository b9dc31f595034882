/// <reference lib="dom" />
import { queryTerms } from '../terms.js';
import type { CourseSearch, ResultText, SearchResult } from './course-search.js';
import { element } from './element.js';
import { excerpt, type Matched, markedText, type ShownPart } from './marked-text.js';

/** An entry of the list of results. */
export interface ResultEntry {
  readonly link: HTMLAnchorElement;
  /** Has it show the text of its section, which is loaded; of no effect the second time. */
  readonly fill: () => void;
}

/** What was asked, and of what. */
export interface Question {
  readonly course: CourseSearch;
  readonly query: string;
}

/** Taller formulas are made smaller, in em of the text, and those that would become too small are shown as TeX. */
const TALLEST = 2.6;
const SMALLEST = 0.6;

/** So much is shown of a formula that is too large to be shown typeset. */
const LONGEST_TEX = 60;

/** The entry of a result, at its place in the list, with the page's title; the section's own text comes when it is about to be seen. */
export function resultEntry(
  result: SearchResult,
  index: number,
  { course, query }: Question,
  root: URL,
): ResultEntry {
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
  return { link, fill: () => void fill().catch(() => {}) };
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
