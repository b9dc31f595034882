import { attributeOf, decodeReferences, escapeAttribute, escapeText } from '../../math/index.js';
import { type Element, within } from './html/element.js';
import type { TextEdit } from './html/tag-edit.js';

/** How the pages of notebooks are offered beside links that open these in Colab. */
export interface NotebookPages {
  /** The page of the notebook that an address opens, by its URL on the site; undefined where there is none, or it is this one. */
  readonly pageOf: (address: string) => { readonly url: string; readonly title: string } | undefined;
  /** The URL of this page on the site. */
  readonly from: string;
  /** What the link says, in the language of the page. */
  readonly words: string;
}

/** Collects the links of a page as it is walked through. */
export interface NotebookLinks {
  readonly open: (element: Element) => void;
  readonly close: (element: Element, from: number, to: number) => void;
  readonly edits: () => readonly TextEdit[];
}

/** With more of them on a page they are shown on phones only, where Colab serves worst. */
const MOST_SHOWN = 8;

/**
 * Puts a link to the page of a notebook behind each link that opens the notebook in Colab, unless there is one beside it already.
 * Colab wants an account, and little of it fits on a phone.
 */
export function notebookLinks({ pageOf, from, words }: NotebookPages): NotebookLinks {
  const opened = new Map<Element, { readonly url: string; readonly title: string }>();
  const found: { readonly at: number; readonly link: Element }[] = [];
  /** Where links lead, by what they stand in. */
  const beside = new Map<Element | undefined, Set<string>>();
  const isMenu = within(({ name }) => name === 'nav' || name === 'summary' || name === 'button');
  return {
    open: (element) => {
      if (element.name !== 'a') return;
      const address = decodeReferences(attributeOf(element.tag, 'href') ?? '').text.trim();
      const others = beside.get(element.parent) ?? new Set();
      beside.set(element.parent, others.add(address));
      const page = /colab/i.test(address) && !isMenu(element.parent) ? pageOf(address) : undefined;
      if (page !== undefined) opened.set(element, page);
    },
    close: (element, _from, to) => {
      if (opened.has(element)) found.push({ at: to, link: element });
    },
    edits: () => {
      const edits = found.flatMap(({ at, link }) => {
        const page = opened.get(link);
        const others = [...(beside.get(link.parent) ?? [])];
        return page === undefined || others.some((other) => isSame(other, page.url, from))
          ? []
          : [{ at, page }];
      });
      const names = edits.length > MOST_SHOWN ? 'read-notebook many' : 'read-notebook';
      return edits.map(({ at, page: { url, title } }) => {
        // The label begins with what is seen (WCAG 2.5.3).
        const label = title === '' ? '' : ` aria-label="${escapeAttribute(`${words}: ${title}`)}"`;
        const text = ` <a class="${names}" href="${escapeAttribute(url)}"${label}>${escapeText(words)}</a>`;
        return { from: at, to: at, text };
      });
    },
  };
}

/** Whether two addresses on a page lead to the same file. */
function isSame(one: string, other: string, from: string): boolean {
  const base = `https://site.invalid${from}`;
  if (!URL.canParse(one, base) || !URL.canParse(other, base)) return false;
  const [first, second] = [new URL(one, base), new URL(other, base)];
  return first.host === second.host && first.pathname === second.pathname;
}
