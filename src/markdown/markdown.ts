import {
  type Diagnostic,
  distinctDiagnostics,
  guarded,
  locator,
  type MappedText,
} from '../diagnostics/index.js';
import { useBlocks } from './block/rules.js';
import { commonmark } from './commonmark/rules.js';
import { useCore } from './core/rules.js';
import { envOf, makeEnvironment } from './document/environment.js';
import { MarkdownIt } from './document/markdown-it.js';
import type { Numbering } from './document/numbering.js';
import type { MarkdownOptions } from './document/options.js';
import type { MarkdownResult } from './document/result.js';
import { useSpans } from './inline/rules.js';
import { useBlockRenderers } from './render/blocks.js';
import { useHtmlRenderers } from './render/html.js';
import { useKatexMarks } from './render/katex-marks.js';
import { renderPlaced } from './render/placed-html.js';
import { printSpans } from './render/spans.js';
import { markShownFormulas } from './shown-formulas.js';

/**
 * Renders documents with the options it was made for. What a document has of theorems, figures, notes and references is
 * numbered and linked as `numbering` says; without that it stays what kramdown makes of it.
 */
export type Markdown = (document: MappedText, numbering?: Numbering) => MarkdownResult;

/**
 * Makes a renderer for a dialect and its options. Rendering is pure, depends on the text and the options alone,
 * and takes any text: what is wrong with it is told in the result's diagnostics. The HTML holds formulas as
 * marks (`math/formula/formula.ts`).
 */
export function createMarkdown(options: MarkdownOptions): Markdown {
  const md = options.dialect === 'kramdown' ? kramdown() : commonmark(options.dollars !== false);
  const read = (shown: MappedText, options: MarkdownOptions, numbering?: Numbering): MarkdownResult => {
    const { document, formulas: known } = markShownFormulas(shown);
    const environment = makeEnvironment(document, options, known, numbering);
    const text = document.text.endsWith('\n') ? document.text : `${document.text}\n`;
    const env = envOf(environment);
    const placed = options.tagPlaces ? renderPlaced(md, md.parse(text, env), env) : undefined;
    const html = placed?.html ?? md.render(text, env);
    const { headings, anchors, formulas, references, foreign, labels, mentions } = environment;
    const diagnostics = distinctDiagnostics(environment.diagnostics);
    const found = { html, headings, anchors, formulas, references, foreign, labels, mentions, diagnostics };
    return placed === undefined ? found : { ...found, tagPlaces: placed.tagPlaces };
  };
  if (options.mend === false) return (document) => read(document, options);
  return (document, numbering) => {
    const faults: Diagnostic[] = [];
    const { diagnostics, ...result } = guarded(
      {
        failing: 'mending what is written here failed, so it is read as kramdown reads it',
        place: () => locator(document)(0),
        severity: 'error',
        tell: (fault) => faults.push(fault),
      },
      () => read(document, options, numbering),
      () => read(document, { ...options, mend: false }),
    );
    return { ...result, diagnostics: [...faults, ...diagnostics] };
  };
}

/** markdown-it with kramdown's rules in place of its own. */
export function kramdown(): MarkdownIt {
  const md = new MarkdownIt('zero', { maxNesting: Number.MAX_SAFE_INTEGER });
  useKatexMarks(md);
  useBlocks(md);
  useSpans(md);
  printSpans(md);
  useBlockRenderers(md);
  useHtmlRenderers(md);
  useCore(md);
  return md;
}
