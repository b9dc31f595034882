import {
  type Diagnostic,
  locator,
  type MappedText,
  type Place,
  sliceMapped,
} from '../../diagnostics/index.js';
import { exposedSecrets } from '../../links/index.js';
import {
  type Anchor,
  htmlReferences,
  type Reference,
  unclosedHtml,
  warningDiagnostic,
} from '../../markdown/index.js';
import { isRecord, type Page, type SiteConfig } from '../../site/index.js';
import { isThemePath } from '../../themes/index.js';
import type { LayoutFindings } from '../context/index.js';
import { type ComposedText, layoutText } from './composed-text.js';

/** What a text that is no file's goes by. */
const NO_FILE = '-';

/** Those of a page without layouts. */
export const NO_LAYOUT: LayoutFindings = { references: [], anchors: [], diagnostics: [] };

/**
 * Reads what the layouts around a page's content refer to. A URL stands at the place in the layout's file where it is
 * written; one that an expression took from the page's front matter stands there, since there it has to be changed.
 */
export function layoutFindings(
  page: Page,
  composed: ComposedText,
  { theme }: Pick<SiteConfig, 'theme'>,
): LayoutFindings {
  if (composed.text.runs.length <= 1 && composed.text.runs[0]?.source === composed.content) return NO_LAYOUT;
  const text = layoutText(composed);
  const locate = locator(text);
  const place = (at: number): Place => {
    const found = locate(at);
    // A layout that lectern brings along is no file of the course.
    return found.file === NO_FILE ? { file: page.file.path, line: 1, column: 1 } : found;
  };
  const { references, anchors } = htmlReferences(text.text);
  const given = givenValues(page);
  return {
    references: references.map(({ at, ...reference }): Reference => {
      const written = place(at);
      const found = given(computedParts(text, at, at + reference.url.length));
      // Of the address of its page about a tag a theme has most, and the author of the tag nothing but that.
      const isThemes =
        isThemePath(theme, written.file) && (found?.value.length ?? 0) * 2 < reference.url.length;
      return { ...reference, place: isThemes ? written : (found?.place ?? written) };
    }),
    anchors: anchors.map(({ id, at }): Anchor => ({ id, place: place(at) })),
    diagnostics: [...exposedSecrets(text), ...unclosed(text.text, place)],
  };
}

/** A comment or an element of the layouts that takes in what follows. */
function unclosed(html: string, place: (offset: number) => Place): Diagnostic[] {
  const found = unclosedHtml(html);
  return found === undefined ? [] : [warningDiagnostic(found, place)];
}

/** What expressions printed of the characters from `from` to `to`. */
function computedParts(text: MappedText, from: number, to: number): readonly string[] {
  const part = sliceMapped(text, from, to);
  return part.runs.flatMap(({ at, verbatim }, index) =>
    verbatim ? [] : [part.text.slice(at, part.runs[index + 1]?.at)],
  );
}

/** The shortest value of a front matter by which what was printed is recognised. */
const SHORTEST = 4;

/** A text of a page's front matter, and where it stands. */
interface GivenValue {
  readonly value: string;
  readonly place: Place;
}

/** The function that finds the value of the page's front matter that an expression printed, with its place. */
function givenValues(page: Page): (printed: readonly string[]) => GivenValue | undefined {
  let values: readonly GivenValue[] | undefined;
  return (printed) => {
    if (printed.length === 0) return undefined;
    values ??= frontMatterValues(page);
    return values.find(({ value }) => printed.some((text) => text.includes(value)));
  };
}

/** The texts in a page's front matter, the longest first. */
function frontMatterValues({ body, data }: Page): GivenValue[] {
  const source = body.runs[0]?.source;
  if (source === undefined) return [];
  const end = source.text.length - body.text.length;
  const place = locator({ text: source.text, runs: [{ at: 0, source, from: 0, verbatim: true }] });
  const texts = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string' && value.length >= SHORTEST) texts.add(value);
    else if (Array.isArray(value) || isRecord(value)) Object.values(value).forEach(walk);
  };
  walk(data);
  return [...texts]
    .sort((a, b) => b.length - a.length)
    .flatMap((value) => {
      const at = source.text.indexOf(value);
      return at < 0 || at >= end ? [] : [{ value, place: place(at) }];
    });
}
