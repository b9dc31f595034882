import {
  type Diagnostic,
  firstFrom,
  locator,
  type MappedText,
  type Place,
  type Run,
  type SourceText,
} from '../../diagnostics/index.js';
import type { TagPlace } from '../../markdown/index.js';
import type { Check, CheckedPage } from './page/finding.js';
import { type PageElement, pageTree } from './page/page-tree.js';
import { fieldNames } from './rules/field-names.js';
import { frameTitles } from './rules/frame-titles.js';
import { headingOrder } from './rules/heading-order.js';
import { keyboardOrder } from './rules/keyboard-order.js';
import { linkNames } from './rules/link-names.js';
import { movingContent } from './rules/moving-content.js';
import { pageLanguage } from './rules/page-language.js';
import { pageTitle } from './rules/page-title.js';
import { pictureTexts } from './rules/picture-texts.js';
import { tableHeaders } from './rules/table-headers.js';
import { textContrast } from './rules/text-contrast.js';

const CHECKS: readonly Check[] = [
  pictureTexts,
  frameTitles,
  headingOrder,
  linkNames,
  textContrast,
  tableHeaders,
  pageLanguage,
  pageTitle,
  movingContent,
  keyboardOrder,
  fieldNames,
];

/** A page in its layouts, as it is checked. */
export interface CheckedText {
  /** Its HTML; what the page's own text has become points into `content`. */
  readonly text: MappedText;
  readonly content: SourceText;
  /** Where the tags of `content` were written; of what an expression has printed there is none. */
  readonly tagPlaces: readonly TagPlace[];
  /** Whether lectern's own theme is around it. */
  readonly ownTheme: boolean;
}

/**
 * Looks for barriers to who does not see a page, sees it badly or has no mouse, as far as its HTML tells (WCAG 2.2). What is
 * found in the page's own text is told where its author wrote it, what is found around it in the layout or the include that has it.
 */
export function checkAccessibility({
  text,
  content,
  tagPlaces,
  ownTheme,
}: CheckedText): readonly Diagnostic[] {
  const runOf = (element: PageElement): Run | undefined =>
    text.runs[firstFrom(text.runs, element.from + 1, ({ at }) => at) - 1];
  const locate = locator(text);
  const placeOf = (element: PageElement): Place | undefined => {
    const run = runOf(element);
    // What an expression has printed is written elsewhere, as another page's content is.
    if (run === undefined || !run.verbatim) return undefined;
    if (run.source !== content) return locate(element.from);
    const at = run.from + element.from - run.at;
    const found = tagPlaces[firstFrom(tagPlaces, at, ([start]) => start)];
    return found?.[0] === at ? found[1] : undefined;
  };
  const tree = pageTree(text.text);
  const checked: CheckedPage = { tree, isOwn: (element) => runOf(element)?.source === content, ownTheme };
  return CHECKS.flatMap((check) =>
    check(checked).flatMap(({ element, severity, code, message, text: shown, hint }): Diagnostic[] => {
      const place = placeOf(element);
      // The parts of a site that no file has written are lectern's own.
      if (place === undefined || place.file === NO_FILE) return [];
      const { file, line, column } = place;
      return [
        {
          severity,
          code,
          file,
          line,
          column,
          message,
          ...(shown === undefined ? {} : { text: shown }),
          hint,
        },
      ];
    }),
  );
}

/** What a text that is no file's goes by. */
const NO_FILE = '-';
