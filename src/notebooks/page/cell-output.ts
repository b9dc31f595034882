import { type MappedText, sliceMapped } from '../../diagnostics/index.js';
import { escapeAttribute, escapeText } from '../../math/index.js';
import type { NotebookCell } from '../reading/notebook.js';
import { ansiHtml, plainAnsi } from './ansi-text.js';
import { folded, MOST_OUTPUT, note, type PageWork, sizeOf, within, withPictures } from './page-work.js';
import { safeHtml } from './safe-html.js';
import type { ShownOutput } from './shown-output.js';

/** Characters of HTML that are shown of one output. */
const MOST_HTML = 300_000;
/** Lines of an output that are seen before a reader asks for them. */
const MOST_LINES = 40;

/** Adds what a cell has put out to a page. */
export function addOutput(output: ShownOutput, cell: NotebookCell, work: PageWork): void {
  if (work.left <= 0) return;
  if (output.kind === 'markdown') addMarkdownOutput(output.text, cell, work);
  else work.parts.add(outputHtml(output, cell, work));
}

function outputHtml(
  output: Exclude<ShownOutput, { kind: 'markdown' }>,
  cell: NotebookCell,
  work: PageWork,
): string {
  const { words } = work;
  switch (output.kind) {
    case 'text':
      return textHtml(output, work);
    case 'picture':
      return pictureHtml(output, cell, work);
    case 'html': {
      const { text, isCut } = within(output.html, MOST_HTML, work);
      const html = `<div class="output-html">${safeHtml(wholeTags(text), outputChanges(work))}</div>\n`;
      return isCut ? html + note(words.notebook_cut, work) : html;
    }
    case 'latex':
      return latexHtml(output.text, cell, work);
    case 'note':
      return note(output.of === 'widget' ? words.notebook_widget : words.notebook_script, work);
  }
}

function pictureHtml(
  { url, width, height }: Extract<ShownOutput, { kind: 'picture' }>,
  { count }: NotebookCell,
  work: PageWork,
): string {
  const known = work.sizes.get(url);
  const [shownWidth, shownHeight] =
    width !== null && height !== null ? [width, height] : [known?.width, known?.height];
  const isSized = shownWidth !== undefined && shownHeight !== undefined;
  const alt = `${work.words.notebook_output}${count === null ? '' : ` ${count}`}`;
  const attributes = [
    ...(known?.isTransparent === true ? ['class="plate"'] : []),
    `src="${escapeAttribute(url)}"`,
    `alt="${escapeAttribute(alt)}"`,
    ...(isSized
      ? [`width="${shownWidth}" height="${shownHeight}" style="max-width: 100%; height: auto"`]
      : []),
  ];
  return `<p class="output-picture"><img ${attributes.join(' ')}></p>\n`;
}

function addMarkdownOutput(markdown: string, cell: NotebookCell, work: PageWork): void {
  const { parts } = work;
  const { text } = within(markdown, MOST_OUTPUT, work);
  const result = work.markdown(withPictures(atCell(text, cell, work), work));
  // Nobody has written it, so nobody can put it right.
  const silent = {
    ...result,
    headings: [],
    anchors: [],
    references: [],
    diagnostics: [],
    tagPlaces: [],
  };
  parts.add('<div class="output-html">');
  parts.addMarkdown(silent, (html) => safeHtml(html, outputChanges(work)));
  parts.add('</div>\n');
}

function outputChanges(work: PageWork): Parameters<typeof safeHtml>[1] {
  return { keepsIds: false, address: work.link, pictureAttributes: (url) => sizeOf(url, work) };
}

/** Text that was cut within a tag, without it. */
function wholeTags(html: string): string {
  return html.replace(/<[^<>]*$/, '');
}

function textHtml({ text, of }: Extract<ShownOutput, { kind: 'text' }>, work: PageWork): string {
  const { words } = work;
  const { text: shown, isCut } = within(text.trimEnd(), MOST_OUTPUT, work);
  const html = ansiHtml(of === 'error' ? withoutRule(shown) : shown.replace(/^(?:[ \t]*\n)+/, ''));
  const name = of === 'stdout' || of === 'plain' ? '' : ` is-${of}`;
  const block = `<pre class="output-text${name}">${html}\n</pre>\n`;
  const lines = plainAnsi(shown).split('\n').length;
  const whole =
    lines > MOST_LINES ? folded(words.notebook_long_output.replace('%', String(lines)), block) : block;
  return isCut ? whole + note(words.notebook_cut, work) : whole;
}

/** A trace of IPython's without the line of hyphens that it begins with. */
function withoutRule(trace: string): string {
  return trace.replace(/^(?:\x1b\[[\d;]*m)*-{20,}(?:\x1b\[[\d;]*m)*\n/, '');
}

/** TeX that is shown as a formula, between what delimiters ever, and TeX of whole documents, which is shown as it is. */
function latexHtml(latex: string, cell: NotebookCell, work: PageWork): string {
  const { text, isCut } = within(latex.trim(), MOST_OUTPUT, work);
  const tex = withoutDelimiters(text);
  if (
    isCut ||
    /\\begin\{(?:tabular|table|document|figure|tikzpicture|longtable)\*?\}/.test(tex) ||
    tex.includes('$')
  ) {
    return `<pre class="output-text">${escapeText(text)}\n</pre>\n`;
  }
  const mark = work.parts.addFormula({ tex: atCell(tex, cell, work), display: true });
  return `<div class="output-latex">${mark}</div>\n`;
}

function withoutDelimiters(tex: string): string {
  const [, inside] =
    /^\$\$([\s\S]*)\$\$$/.exec(tex) ??
    /^\$(?:\\displaystyle(?![a-zA-Z]))?([\s\S]*)\$$/.exec(tex) ??
    /^\\\[([\s\S]*)\\\]$/.exec(tex) ??
    /^\\\(([\s\S]*)\\\)$/.exec(tex) ??
    [];
  return (inside ?? tex).trim();
}

/** A text that a cell has put out, all of which stands at the cell's place. */
function atCell(text: string, cell: NotebookCell, { places }: PageWork): MappedText {
  const runs = sliceMapped(places.mapped(cell), 0, 1).runs.map((run) => ({ ...run, at: 0, verbatim: false }));
  return { text, runs };
}
