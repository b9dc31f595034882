import { escapePattern, joinMapped, type MappedText, sliceMapped } from '../../diagnostics/index.js';
import type { Page } from './page.js';

/**
 * The text of a page's excerpt (Jekyll: `excerpt.rb`): what stands before the first separator, with the Liquid blocks
 * closed that it leaves open, and the link definitions behind it that it uses. The whole text where there is no
 * separator; no text where the page has no excerpt.
 */
export function excerptSource(page: Pick<Page, 'body' | 'excerptSeparator'>): MappedText {
  const { body, excerptSeparator: separator } = page;
  const at = separator === '' ? 0 : body.text.indexOf(separator);
  const head = at < 0 ? body : sliceMapped(body, 0, at);
  const tail = at < 0 ? '' : body.text.slice(at + separator.length);
  if (separator === '' || tail === '') return head;
  const closings = closingTags(head.text);
  const definitions = linkDefinitions(tail).filter(({ label }) => (head.text + closings).includes(label));
  const tailAt = at + separator.length;
  const used = definitions.flatMap(({ from, to }, index) => [
    added(index === 0 ? '\n\n' : '\n', body, tailAt + from),
    sliceMapped(body, tailAt + from, tailAt + to),
  ]);
  return joinMapped([head, added(closings, body, at), ...used]);
}

/** A text that no author wrote, at the place of an offset of the body. */
function added(text: string, body: MappedText, at: number): MappedText {
  const [run] = sliceMapped(body, at, at + 1).runs;
  return { text, runs: text === '' || run === undefined ? [] : [{ ...run, at: 0, verbatim: false }] };
}

/** The tags of Liquid and Jekyll that have an end (`Liquid::Template.tags` whose class is a `Liquid::Block`). */
const BLOCKS: ReadonlySet<string> = new Set([
  'block',
  'capture',
  'case',
  'comment',
  'for',
  'highlight',
  'if',
  'ifchanged',
  'raw',
  'tablerow',
  'unless',
]);

/** End tags for the blocks that a text opens and nowhere ends (`Excerpt#sanctify_liquid_tags`), the last one first. */
function closingTags(head: string): string {
  if (!head.includes('{%')) return '';
  let closings = '';
  for (const name of new Set(tagNames(head).reverse())) {
    // As in Jekyll, one end tag is taken to end all blocks of its kind.
    if (BLOCKS.has(name) && !hasEndTag(head, name)) closings += `\n{% end${name} %}`;
  }
  return closings;
}

function tagNames(text: string): string[] {
  const names: string[] = [];
  const opening = /\{%-?[ \t\r\n\f\v]*(\w+)/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const end = text.indexOf('%}', opening.lastIndex);
    if (end < 0) break;
    names.push(match[1] ?? '');
    opening.lastIndex = end + 2;
  }
  return names;
}

function hasEndTag(text: string, name: string): boolean {
  const match = new RegExp(`\\{%-?[ \\t\\r\\n\\f\\v]*end${escapePattern(name)}`).exec(text);
  return match !== null && text.includes('%}', match.index + match[0].length);
}

interface Definition {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** Link definitions of a text, `[label]: …` to the end of the line (`Excerpt::MKDWN_LINK_REF_REGEX`). */
function linkDefinitions(text: string): Definition[] {
  const definitions: Definition[] = [];
  const start = /^ {0,3}\[/gm;
  let close = -1;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const from = match.index + match[0].length - 1;
    // A label may go over several lines; the next bracket is looked for once for all labels before it.
    if (close < from) close = text.indexOf(']', from);
    if (close < 0) break;
    const rest = /:[^\n]+/y;
    rest.lastIndex = close + 1;
    const found = rest.exec(text);
    if (close === from + 1 || found === null) continue;
    definitions.push({ label: text.slice(from, close + 1), from, to: rest.lastIndex });
    start.lastIndex = rest.lastIndex;
  }
  return definitions;
}
