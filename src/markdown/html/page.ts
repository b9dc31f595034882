import { guarded, type MappedText } from '../../diagnostics/index.js';
import { makeEnvironment } from '../document/environment.js';
import type { MarkdownOptions } from '../document/options.js';
import type { MarkdownResult, TagPlace } from '../document/result.js';
import { reportWarning } from '../document/warnings.js';
import { isWritten } from '../render/placed-html.js';
import { collectHtml } from './references.js';
import { unclosedHtml } from './unclosed.js';

/**
 * Reads a page that is HTML already: its references and anchors, with their places. The HTML stays as it is; its
 * formulas are found when the page is composed.
 */
export function readHtmlPage(document: MappedText, options: MarkdownOptions): MarkdownResult {
  const environment = makeEnvironment(document, options);
  guarded(
    {
      failing: 'looking for the links of this page failed, so they are not checked',
      place: () => environment.locate(0),
      tell: (fault) => environment.diagnostics.push(fault),
    },
    () => {
      collectHtml(document.text, [[0, 0]], environment);
      const unclosed = unclosedHtml(document.text);
      if (unclosed !== undefined) reportWarning(unclosed, environment);
    },
    () => {},
  );
  const { headings, anchors, formulas, references, foreign, labels, mentions, diagnostics } = environment;
  return {
    html: document.text,
    headings,
    anchors,
    formulas,
    references,
    foreign,
    labels,
    mentions,
    ...(options.tagPlaces ? { tagPlaces: placesOfTags(document) } : {}),
    diagnostics,
  };

  function placesOfTags({ text }: MappedText): TagPlace[] {
    return [...text.matchAll(/<[a-z]/gi)].flatMap(({ index }) =>
      isWritten(document, index) ? [[index, environment.locate(index)] as const] : [],
    );
  }
}
