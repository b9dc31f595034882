import type { MarkdownEnvironment } from '../environment.js';
import { isKnownElement } from '../html-syntax.js';
import type { SpanState } from '../inline/span-state.js';
import { closeTagAt } from './close-tag.js';
import { LITERAL_ELEMENTS } from './html-names.js';
import { isMended, type MendName, type MendNote } from './mend.js';

const NAME: MendName = 'unclosed-elements';

/** How many open elements at most, from the innermost, are asked whether a tag closes them. */
export const MOST_OPEN = 100;

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
  const close = closeTagAt(src, pos, environment, (offset) => state.documentOffset(offset));
  if (close === undefined || inner === undefined) return false;
  const outer = frames.slice(-MOST_OPEN).map(({ element }) => element);
  const open = outer.slice(outer.lastIndexOf(undefined) + 1).filter((element) => element !== undefined);
  const inside = endedInside(close.name, open, environment);
  if (inside === undefined || inside === 0) return false;
  return !(LITERAL_ELEMENTS.has(inner) && state.find(`</${inner}`, close.end) >= 0);
}

/** What is said of an element that ended where another did. */
export function unclosedNote(element: string, at: number, closedBy: string): MendNote {
  return {
    mend: NAME,
    at,
    text: `<${element}`,
    message: `The element <${element}> is not closed, so Jekyll takes what follows for its content; it is read as ended before </${closedBy}>.`,
    hint: `Write </${element}> where it ends.`,
  };
}

/** A heading behind a blank line. */
const HEADING = /\n[ \t]*\n(?=#{1,6}[ \t]+\S)/g;

/**
 * `<center>⏎<img src="a.png">⏎⏎## Next`: nothing closes the element, so all of the page would be its content, headings and all, as it
 * is written. Answers where it is read as ended: before the next heading, or undefined where no heading follows.
 */
export function endBeforeHeading(
  text: string,
  from: number,
  environment: MarkdownEnvironment,
): number | undefined {
  if (!isMended(NAME, environment.options) || environment.effort <= 0) return undefined;
  environment.effort -= text.length - from;
  HEADING.lastIndex = from;
  const match = HEADING.exec(text);
  return match === null ? undefined : match.index + match[0].length;
}

/** What is said of an element that nothing closes. */
export function neverClosedNote(element: string, at: number): MendNote {
  return {
    mend: NAME,
    at,
    text: `<${element}`,
    message: `The element <${element}> is never closed, so Jekyll shows the Markdown of the rest of the page as it is written; it is read as ended before the next heading.`,
    hint: `Write </${element}> where it ends.`,
  };
}
