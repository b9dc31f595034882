import { guarded, type MappedText } from '../diagnostics/index.js';
import { collectHtml } from './html-references.js';
import { unclosedHtml } from './html-unclosed.js';
import { makeEnvironment } from './make-environment.js';
import type { MarkdownOptions } from './options.js';
import { reportRemark } from './remarks.js';
import type { MarkdownResult } from './types.js';

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
      if (unclosed !== undefined) reportRemark(unclosed, environment);
    },
    () => {},
  );
  const { headings, anchors, formulas, references, foreign, diagnostics } = environment;
  return { html: document.text, headings, anchors, formulas, references, foreign, diagnostics };
}
