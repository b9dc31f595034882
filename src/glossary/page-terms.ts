import {
  attributeOf,
  decodeReferences,
  FORMULA_MARK,
  type Formula,
  htmlTokens,
  MARK_CHARACTERS,
  SHOWN_FORMULA,
  withoutOwnParts,
} from '../math/index.js';
import { formulaText } from './term-text.js';

/** A term that a page defines: an entry of a definition list with the class `glossary`. */
export interface PageTerm {
  /** The id of its element. */
  readonly id: string;
  /** Its name, and others that stand above the same definition, as text; see `formulaText`. */
  readonly names: readonly string[];
  /** Whether nothing is said of it. */
  readonly isEmpty: boolean;
}

const IS_GLOSSARY = /(?:^|\s)glossary(?:\s|$)/;
/** Elements that say something without a text. */
const TELLING: ReadonlySet<string> = new Set(['img', 'svg', 'math', 'video', 'audio', 'iframe', 'object']);

interface OpenEntry {
  id: string;
  readonly names: string[];
  isDefined: boolean;
  isEmpty: boolean;
}

/**
 * The terms that a page defines, of its HTML, in which formulas are marks. An entry of which no term has an id is none, as nothing
 * could lead to it.
 */
export function pageTerms(content: string, formulas: readonly Formula[]): PageTerm[] {
  if (!content.includes('glossary')) return [];
  const html = withoutOwnParts(content);
  const entries: OpenEntry[] = [];
  let depth = 0;
  let part: 'dt' | 'dd' | undefined;
  for (const token of htmlTokens(html)) {
    const entry = entries.at(-1);
    if (token.kind === 'text') {
      if (entry === undefined || part === undefined) continue;
      const text = textOf(html.slice(token.from, token.to), formulas);
      if (part === 'dd') entry.isEmpty &&= text.trim() === '';
      else entry.names.push((entry.names.pop() ?? '') + text);
    }
    if (token.kind !== 'tag') continue;
    const { name, closing } = token;
    const tag = closing ? '' : html.slice(token.from, token.to);
    if (name === 'dl') {
      if (closing) depth = Math.max(0, depth - 1);
      else if (depth > 0 || IS_GLOSSARY.test(attributeOf(tag, 'class') ?? '')) depth++;
      if (depth === 0) part = undefined;
    } else if (depth === 1 && (name === 'dt' || name === 'dd')) {
      part = closing ? undefined : name;
      if (part === 'dt') {
        const id = decodeReferences(attributeOf(tag, 'id') ?? '').text;
        if (entry === undefined || entry.isDefined)
          entries.push({ id, names: [''], isDefined: false, isEmpty: true });
        else {
          entry.id ||= id;
          entry.names.push('');
        }
      } else if (part === 'dd' && entry !== undefined) entry.isDefined = true;
    } else if (part === 'dd' && entry !== undefined && TELLING.has(name)) entry.isEmpty = false;
  }
  return entries
    .map(({ id, names, isEmpty }) => ({
      id,
      names: names.map((name) => name.replace(/\s+/g, ' ').trim()).filter((name) => name !== ''),
      isEmpty,
    }))
    .filter(({ id, names }) => id !== '' && names.length > 0);
}

/** A text with its formulas as terms have them. */
function textOf(written: string, formulas: readonly Formula[]): string {
  const parts = decodeReferences(written).text.split(FORMULA_MARK);
  // Every other part is the number of a formula.
  return parts
    .map((part, index) =>
      index % 2 === 0
        ? withShownFormulas(part).replace(MARK_CHARACTERS, '')
        : formulaText(formulas[Number(part)]?.tex.text),
    )
    .join('');
}

/** What templates have made of Markdown has its formulas as text. */
function withShownFormulas(text: string): string {
  return text.replace(SHOWN_FORMULA, (...match: unknown[]) => {
    const groups = match.at(-1);
    const tex = typeof groups === 'object' && groups !== null && 'tex' in groups ? groups.tex : undefined;
    return formulaText(typeof tex === 'string' ? tex : undefined);
  });
}
