import type { MarkdownEnvironment } from '../document/environment.js';
import { isMended, type MendName, type MendNote } from '../document/mend.js';
import type { Warning } from '../document/warnings.js';
import { isHtmlElement, LITERAL_ELEMENTS } from '../html/names.js';
import { isKnownElement } from '../html/syntax.js';
import type { SpanState } from '../state/span-state.js';
import { closeTagAt } from './tag.js';

const NAME: MendName = 'unclosed-elements';

/** How many open elements at most, from the innermost, are asked whether a tag closes them. */
export const MOST_OPEN = 100;

/** Elements whose closing tag HTML lets authors leave out. */
const CLOSED_BY_HTML: ReadonlySet<string> = new Set(
  'caption colgroup dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr'.split(' '),
);

/** An element that is not closed. */
export interface OpenedElement {
  readonly element: string;
  /** Document offset of its tag. */
  readonly at: number;
}

/** Whether a closing tag with this name is one of the element's. */
export function closesElement(written: string, element: string): boolean {
  return element === (isKnownElement(element) ? written.toLowerCase() : written);
}

/**
 * `<div><video src="a.mp4"></div>`: to kramdown the tag that closes an outer element is text in an inner one that is
 * still open, and so is all that follows. The inner ones end where the outer one does, as in a browser. `open` names the open
 * elements, the innermost last. Answers how many of them end inside the one that the tag `written` closes, or undefined where
 * it closes none.
 */
export function endedInside(
  written: string,
  open: readonly string[],
  { options }: MarkdownEnvironment,
): number | undefined {
  if (!isMended(NAME, options)) return undefined;
  for (let inside = 0; inside < Math.min(open.length, MOST_OPEN); inside++) {
    if (closesElement(written, open[open.length - 1 - inside] ?? '')) return inside;
  }
  return undefined;
}

/** Whether a tag stands here that closes an element around the innermost, which so ends. */
export function endsInnerElement(state: SpanState): boolean {
  const { src, pos, frames, environment } = state;
  if (src.charCodeAt(pos) !== 0x3c || src.charCodeAt(pos + 1) !== 0x2f) return false;
  const inner = frames.at(-1)?.element;
  const close = closeTagAt(state, pos);
  if (close === undefined || inner === undefined) return false;
  const outer = frames.slice(-MOST_OPEN).map(({ element }) => element);
  const open = outer.slice(outer.lastIndexOf(undefined) + 1).filter((element) => element !== undefined);
  const inside = endedInside(close.name, open, environment);
  if (inside === undefined || inside === 0) return false;
  return !(LITERAL_ELEMENTS.has(inner) && state.indexOf(`</${inner}`, close.end) >= 0);
}

/**
 * What is said of elements that ended where another did: of each, but only once of all those that HTML ends by
 * itself, as the cells of a table's rows.
 */
export function unclosedNotes(opened: readonly OpenedElement[], closedBy: string): readonly MendNote[] {
  const silent = opened.filter(({ element }) => CLOSED_BY_HTML.has(element));
  const [first] = silent;
  return [
    ...opened.filter((one) => !silent.includes(one)).map((one) => unclosedNote(one, 1, closedBy)),
    ...(first === undefined ? [] : [unclosedNote(first, silent.length, closedBy)]),
  ];
}

function unclosedNote({ element, at }: OpenedElement, count: number, closedBy: string): MendNote {
  const subject =
    count === 1
      ? `The element <${element}> is not closed, so Jekyll takes what follows for its content; it is read`
      : `${count} elements from this <${element}> on are not closed, so Jekyll takes what follows for their content; they are read`;
  return {
    mend: NAME,
    at,
    text: `<${element}`,
    message: `${subject} as ended before </${closedBy}>.`,
    hint: `Write </${element}> where it ends.`,
  };
}

/** Whether elements with raw content that nothing closes may be read as ended before a heading in them. */
export function endsBeforeHeadings({ options, budget }: MarkdownEnvironment): boolean {
  return isMended(NAME, options) && budget > 0;
}

/**
 * `<center>⏎<img src="a.png">⏎⏎## Next`: nothing closes the element, so all of the page would be its content, headings and all, as it
 * is written. What is said of it where it is read as ended before the next heading.
 */
export function neverClosedNote({ element, at }: OpenedElement): MendNote {
  return {
    mend: NAME,
    at,
    text: `<${element}`,
    message: `The element <${element}> is never closed, so Jekyll shows the Markdown of the rest of the page as it is written; it is read as ended before the next heading.`,
    hint: `Write </${element}> where it ends.`,
  };
}

/** Of an element that nothing closes (kramdown: "Found no end tag"). */
export function unclosedElement(element: string, at: number): Warning {
  return {
    code: 'html-unclosed',
    severity: 'warning',
    at,
    text: `<${element}`,
    message: `The element <${element}> is never closed, so it ends only where the text around it does.`,
    hint: isHtmlElement(element)
      ? `Write </${element}> where it ends.`
      : `HTML has no such element: write \`<${element}>\` or &lt;${element} if this is text, or </${element}> where the element ends.`,
  };
}

/** Of a tag that opens once more what it was meant to close: `<u>Title<u>`. */
export function reopenedElement(element: string, at: number): Warning {
  return {
    code: 'html-unclosed',
    severity: 'warning',
    at,
    text: `<${element}`,
    message: `This tag opens another <${element}> in one that is open, and neither is closed, so both end only where the text around them does.`,
    hint: `Write </${element}> here if this is where the element ends.`,
  };
}
