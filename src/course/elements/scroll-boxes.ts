import { attributeOf, decodeReferences, escapeAttribute } from '../../math/index.js';
import { classesOf, type Element, within } from './html/element.js';
import { changedTag, type TextEdit } from './html/tag-edit.js';
import { languageName } from './language-name.js';

/** What boxes that scroll are called, in the language of the page. */
export interface BoxNames {
  readonly table: string;
  readonly code: string;
}

/** Collects what of a page may be wider than a screen, as the page is walked through. */
export interface ScrollBoxes {
  readonly open: (element: Element) => void;
  readonly close: (element: Element, from: number, to: number) => void;
  readonly edits: () => TextEdit[];
}

/** Texts in these are wrapped (`css/lectern.css`). */
const WRAPPED: ReadonlySet<string> = new Set(['is-error', 'is-stderr']);

/** A line of so many characters fits on the narrowest phone; those of East Asian scripts are as wide as two. */
const LONGEST_LINE = 30;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

interface Table {
  readonly element: Element;
  cells: number;
  isLayout: boolean;
}

/**
 * Puts tables into boxes that scroll, and code into frames; both can be scrolled with the keyboard where they may be wider
 * than a screen. Tables within tables, and such as only lay a page out, stay as they are.
 */
export function scrollBoxes(html: string, names: BoxNames): ScrollBoxes {
  /** Those that have been opened, the innermost last. */
  const tables: Table[] = [];
  const boxes: { readonly element: Element; readonly to: number }[] = [];
  const codes: Element[] = [];
  const starts: TextEdit[] = [];
  const ends: TextEdit[] = [];
  const wrap = (start: string, from: number, to: number): void => {
    starts.push({ from, to: from, text: start });
    ends.push({ from: to, to, text: '</div>' });
  };
  const isLaidOut = within(
    (one) =>
      one.name === 'table' ||
      one.name === 'pre' ||
      isHighlighted(one) ||
      classesOf(one.tag).includes('scroll'),
  );
  const isFramed = within((one) => isHighlighted(one) || classesOf(one.tag).includes('code-frame'));
  const inTable = within((one) => one.name === 'table');
  return {
    open: (element) => {
      const { name, tag, parent } = element;
      if (name === 'table') {
        const outer = tables.at(-1);
        if (outer !== undefined && inTable(parent)) outer.isLayout = true;
        tables.push({ element, cells: 0, isLayout: isLayoutTable(tag) || isLaidOut(parent) });
      } else if (name === 'td' || name === 'th') {
        const table = tables.at(-1);
        if (table !== undefined) table.cells++;
      } else if (
        name === 'pre' &&
        attributeOf(tag, 'tabindex') === undefined &&
        !classesOf(tag).some((one) => WRAPPED.has(one))
      )
        codes.push(element);
    },
    close: (element, from, to) => {
      if (element.name === 'table') {
        const index = tables.findLastIndex((one) => one.element === element);
        const [table] = tables.splice(index);
        if (table !== undefined && !table.isLayout && table.cells > 1) boxes.push({ element, to });
      } else if (element.name === 'pre') {
        if (longestLine(html.slice(element.to, from)) <= LONGEST_LINE) remove(codes, element);
      } else if (isHighlighted(element) && !isFramed(element.parent)) {
        const language = languageName(languageOf(element, html.slice(element.to, from)));
        const named = language === undefined ? '' : ` data-language="${escapeAttribute(language)}"`;
        wrap(`<div class="code-frame"${named}>`, element.from, to);
      }
    },
    edits: () => {
      for (const [index, { element, to }] of boxes.entries()) {
        const named = numbered(captionOf(html.slice(element.to, to)) ?? names.table, index, boxes.length);
        const label = `role="region" aria-label="${escapeAttribute(named)}"`;
        wrap(`<div class="scroll" tabindex="0" ${label}>`, element.from, to);
      }
      const named = codes.map(({ tag, from, to }, index): TextEdit => {
        const isNamed =
          attributeOf(tag, 'role') !== undefined || attributeOf(tag, 'aria-label') !== undefined;
        const label = numbered(names.code, index, codes.length);
        const added = [
          ['tabindex', '0'] as const,
          ...(isNamed ? [] : [['role', 'group'] as const, ['aria-label', label] as const]),
        ];
        return { from, to, text: changedTag(tag, { added }) };
      });
      // Where one ends and the next starts at the same place, that is their order.
      return [...ends, ...starts, ...named];
    },
  };
}

/** Of several boxes each has a name of its own. */
function numbered(name: string, index: number, count: number): string {
  return count > 1 ? `${name} (${index + 1})` : name;
}

function isLayoutTable(tag: string): boolean {
  const role = attributeOf(tag, 'role')?.trim().toLowerCase();
  return role === 'presentation' || role === 'none';
}

/** The text of a table's caption, as far as it has one. */
function captionOf(content: string): string | undefined {
  const caption = /^\s*<caption\b[^>]*>([\s\S]*?)<\/caption>/i.exec(content)?.[1];
  const text = caption === undefined ? '' : plainText(caption).replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

/** Whether an element is the outermost of highlighted code: Markdown's, or that of Liquid's tag. */
function isHighlighted({ name, tag }: Element): boolean {
  if (name !== 'div' && name !== 'figure') return false;
  const classes = classesOf(tag);
  return classes.includes(name === 'div' ? 'highlighter-rouge' : 'highlight');
}

function languageOf({ tag }: Element, content: string): string | undefined {
  return /\blanguage-([^\s"']+)/.exec(tag)?.[1] ?? /<code\b[^>]*\bdata-lang="([^"]+)"/.exec(content)?.[1];
}

function longestLine(content: string): number {
  return plainText(content)
    .split('\n')
    .reduce((longest, line) => Math.max(longest, line.length + (line.match(WIDE)?.length ?? 0)), 0);
}

function plainText(html: string): string {
  return decodeReferences(html.replace(/<[^<>]*>/g, '')).text;
}

function remove<T>(list: T[], item: T): void {
  const index = list.lastIndexOf(item);
  if (index >= 0) list.splice(index, 1);
}
