import { environmentOf, type MarkdownEnvironment, tokenLists } from '../document/environment.js';
import type { StateCore } from '../document/markdown-it.js';
import { isMended } from '../document/mend.js';
import type { ForeignSyntax } from '../document/result.js';
import { metaOf } from '../document/token-meta.js';
import { READS_AS_TEX } from '../inline/formulas/formula-delimiters.js';
import { documentOffset } from '../source/segment.js';

/** By what a text is told that may have any of it. */
const BEGINS = /\$|\\[([]|:::|\[!|@/;
/** What stands in a text for itself: code, formulas, tags, addresses. All that is looked for has a length, for any input. */
const APART =
  /(?<ticks>`+)[\s\S]{0,400}?[^`]\k<ticks>(?!`)|\$\$[\s\S]{0,1000}?\$\$|<(?<name>code|kbd|samp)\b[^<>]*>[\s\S]{0,400}?<\/\k<name>>|<[^<>\n]*>|\]\([^()\s]*\)|\bhttps?:\/\/\S+/g;
/** `$…$` as Pandoc reads it: no space inside, no digit behind. */
const DOLLARS = /(?<![\\$\w])\$(?![\s$])((?:\\.|[^$\\\n]){1,200}?)(?<![\s\\])\$(?![$\w])/g;
const DELIMITERS = /(?<!\\)\\([([])((?:[^\\]|\\(?![)\]])){1,400}?)\\[)\]]/g;
/** A letter by itself is a formula where others are. */
const LETTER = /^[A-Za-z]'?$/;
const FEW = 3;
/** `::: note`, `:::{.callout}`: containers of Pandoc, Quarto, VitePress, MyST. */
const CONTAINER = /^[ \t]*:{3,}[ \t]*(?:\{[^{}\n]*\}|[A-Za-z][\w-]*)/gm;
/** `> [!NOTE]`, of GitHub and Obsidian. */
const ALERT = /^\[![A-Za-z]+\][+-]?(?=[ \t]|\n|$)/;
/** `[@knuth84]`, `[see @knuth84, p. 3; @abc:99]`: citations of Pandoc, whose keys have a year or a colon. */
const CITATION =
  /\[(?:[^[\]@\n]{0,80}[ \t])?-?@(?=[\w-]*[\d:])[A-Za-z_][\w:.#$%&+?~/-]*(?:[,;][^[\]\n]{0,120})?\](?![([:])/g;

/**
 * Notes what the syntax of other tools is in a document, where nothing here reads it, so that readers see it as it is
 * written: of each kind how often, and where first. In doubt it is none: prices, variables of a shell, names.
 */
export function foreignSyntax(core: StateCore): void {
  const environment = environmentOf(core);
  const { text } = environment.document;
  if (!BEGINS.test(text)) return;
  const found = new Map<ForeignSyntax['kind'], { count: number; at: number; text: string }>();
  const note = (kind: ForeignSyntax['kind'], at: number, written: string): void => {
    const one = found.get(kind) ?? { count: 0, at, text: written };
    found.set(kind, { ...one, count: one.count + 1 });
  };
  const letters: number[] = [];
  for (const token of tokenLists(core).flat()) {
    if (token.type !== 'inline' || !BEGINS.test(token.content)) continue;
    const { origin = [[0, 0]] } = metaOf(token);
    const content = token.content.replace(APART, (apart) => ' '.repeat(apart.length));
    for (const [kind, { index, written }] of passages(content, documentOffset(origin, 0), environment)) {
      const at = documentOffset(origin, index);
      if (kind === 'letter') letters.push(at);
      else note(kind, at, written);
    }
  }
  const isProved = found.has('dollars') || letters.length >= FEW;
  if (isProved) for (const at of letters) note('dollars', at, text.slice(at, at + 3));
  for (const [kind, { count, at, text: written }] of found) {
    environment.foreign.push({ kind, count, place: environment.locate(at), text: written });
  }
}

/** A passage of a text that another tool would read. */
interface Passage {
  readonly index: number;
  readonly written: string;
}

function* passages(
  content: string,
  at: number,
  { options, document }: MarkdownEnvironment,
): Generator<readonly [ForeignSyntax['kind'] | 'letter', Passage]> {
  const passage = ({ 0: written, index }: RegExpExecArray): Passage => ({ index, written });
  if (!options.dollars) {
    for (const match of content.matchAll(DOLLARS)) {
      const [, tex = ''] = match;
      if (LETTER.test(tex)) yield ['letter', passage(match)];
      else if (READS_AS_TEX.test(tex)) yield ['dollars', passage(match)];
    }
  }
  if (options.dialect === 'commonmark' || !isMended('formula-delimiters', options)) {
    for (const match of content.matchAll(DELIMITERS)) {
      if (READS_AS_TEX.test(match[2] ?? '')) yield ['delimiters', passage(match)];
    }
  }
  for (const match of content.matchAll(CONTAINER)) yield ['container', passage(match)];
  const alert = ALERT.exec(content);
  if (alert !== null && isQuoted(document.text, at)) yield ['alert', passage(alert)];
  for (const match of content.matchAll(CITATION)) {
    if (!document.text.includes(`${match[0]}:`)) yield ['citation', passage(match)];
  }
}

/** Whether the line of an offset begins as one of a blockquote does. */
function isQuoted(text: string, at: number): boolean {
  return />[ \t]*$/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
}
