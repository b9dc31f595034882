import {
  type Diagnostic,
  diagnostic,
  joinMapped,
  type MappedText,
  type SourceText,
  sliceMapped,
} from '../diagnostics/index.js';
import type { MarkdownResult } from '../markdown/index.js';
import { escapeAttribute, escapeText } from '../math/index.js';
import { ansiHtml, plainAnsi } from './ansi-text.js';
import { attachedPictures } from './attachments.js';
import { type CellPlaces, cellPlaces } from './cell-places.js';
import type { Notebook, NotebookCell } from './notebook.js';
import { notebookHead, notebookLanguage } from './notebook-head.js';
import { namesHeading, type PageParts, pageParts } from './page-parts.js';
import { dataUrls, type NotebookPicture } from './picture.js';
import { readNotebook } from './read-notebook.js';
import { safeHtml } from './safe-html.js';
import { type ShownOutput, shownOutputs } from './shown-output.js';

/** What readers of a notebook are told besides its own text; `%` stands for a number. */
export type NotebookWords = Readonly<
  Record<
    | 'code'
    | 'download_notebook'
    | 'notebook_cut'
    | 'notebook_long_output'
    | 'notebook_output'
    | 'notebook_script'
    | 'notebook_unread'
    | 'notebook_widget',
    string
  >
>;

/** What a notebook's page is made with. */
export interface NotebookPageOptions {
  /** Markdown in which `$…$` is a formula. */
  readonly markdown: (text: MappedText) => MarkdownResult;
  /** Code of a language in colours, as HTML; undefined where the language is not known. */
  readonly highlight: (code: string, language: string) => string | undefined;
  readonly words: NotebookWords;
  /** The URL on the site of what a link or a picture of the notebook leads to, undefined where it stays as it is. */
  readonly link: (url: string) => string | undefined;
  /** The URL of a picture as a file beside the page, and how large it is where that is known. */
  readonly picture: (picture: NotebookPicture) => PictureAddress;
  /** The URL of the notebook itself. */
  readonly file: string;
  /** The title that stands above the page, so that the notebook need not begin with it; null where it stays. */
  readonly titleAbove: string | null;
}

/** Where a picture lies, and its size in CSS pixels. */
export interface PictureAddress {
  readonly url: string;
  readonly width?: number;
  readonly height?: number;
  /** Whether what lies behind it is seen through it. */
  readonly isTransparent?: boolean;
}

/** The HTML of a notebook with marks for formulas, and what was found in it. */
export type NotebookPage = Omit<MarkdownResult, 'foreign'>;

/** Characters of source and output that a page shows, and of one output. */
const MOST_TEXT = 2_000_000;
const MOST_OUTPUT = 100_000;
const MOST_HTML = 300_000;
/** Lines of an output that are seen before a reader asks for them. */
const MOST_LINES = 40;

/** What the making of one page hands from cell to cell. */
interface Work extends NotebookPageOptions {
  readonly places: CellPlaces;
  readonly parts: PageParts;
  readonly language: string;
  readonly sizes: Map<string, PictureAddress>;
  /** How much may still be shown. */
  left: number;
  isTitleDue: boolean;
}

/**
 * Makes the page of a notebook: its Markdown, its code and what that has put out. Nothing of it runs in a reader's browser, what is
 * long is folded or cut, and pictures lie in files of their own. What is no notebook becomes a note that says so.
 */
export function notebookPage(source: SourceText, options: NotebookPageOptions): NotebookPage {
  const notebook = readNotebook(source.text);
  const parts = pageParts();
  if (notebook.kind !== 'notebook') {
    parts.add(note(options.words.notebook_unread, options));
    return parts.result();
  }
  const work: Work = {
    ...options,
    places: cellPlaces(source),
    parts,
    language: notebookLanguage(notebook),
    sizes: new Map(),
    left: MOST_TEXT,
    isTitleDue: options.titleAbove !== null,
  };
  addCells(notebook, work);
  const page = parts.result();
  return { ...page, references: page.references.filter((one) => isLookedUp(one.url, page)) };
}

/**
 * Whether a link is looked up as those of pages are. Files, and what lies in repositories, are looked up where the notebook is
 * checked as Jupyter, GitHub and Colab show it (`links/notebooks`).
 */
function isLookedUp(url: string, { headings }: NotebookPage): boolean {
  if (url.startsWith('#')) return !namesHeading(url.slice(1), headings);
  if (!/^[a-z][a-z0-9+.-]*:/i.test(url)) return url.startsWith('/');
  return (
    !/^(?:data|attachment|picture):/i.test(url) && !/github|colab|nbviewer|binder|kaggle|deepnote/i.test(url)
  );
}

function addCells(notebook: Notebook, work: Work): void {
  const { frontMatter } = notebookHead(notebook);
  for (const cell of notebook.cells) {
    if (cell === frontMatter || isRemoved(cell, 'cell')) continue;
    if (work.left <= 0) {
      work.parts.add(note(work.words.notebook_cut, work));
      return;
    }
    if (cell.type === 'markdown') addMarkdown(cell, work);
    else if (cell.type === 'code') addCode(cell, work);
    else if (cell.type === 'raw') addRaw(cell, work);
  }
}

/** Tags by which Jupyter Book and nbconvert leave a cell or a part of it out, or fold it. */
function hasTag({ metadata }: NotebookCell, tag: string): boolean {
  const { tags } = metadata;
  return Array.isArray(tags) && (tags.includes(tag) || tags.includes(tag.replace('-', '_')));
}

function isRemoved(cell: NotebookCell, part: 'cell' | 'input' | 'output'): boolean {
  return hasTag(cell, `remove-${part}`);
}

function isHidden(cell: NotebookCell, part: 'input' | 'output'): boolean {
  const { jupyter, cellView } = cell.metadata;
  const key = part === 'input' ? 'source_hidden' : 'outputs_hidden';
  const isFolded = typeof jupyter === 'object' && jupyter !== null && Reflect.get(jupyter, key) === true;
  return isFolded || hasTag(cell, `hide-${part}`) || (part === 'input' && cellView === 'form');
}

function addMarkdown(cell: NotebookCell, work: Work): void {
  const { parts, places, markdown } = work;
  work.left -= cell.text.length;
  const attached = attachedPictures(cell);
  const result = markdown(withPictures(places.mapped(cell), work));
  for (const { url, place } of result.references) {
    const name = /^attachment:(.*)$/s.exec(url)?.[1];
    if (name !== undefined && attachmentOf(name, attached) === undefined)
      parts.tell(missingAttachment(name, place));
  }
  parts.addMarkdown({ ...result, diagnostics: result.diagnostics.map(withoutFix) }, (html) => {
    const safe = safeHtml(html, {
      keepsIds: true,
      address: (url) => {
        const name = /^attachment:(.*)$/s.exec(url)?.[1];
        const picture = name === undefined ? undefined : attachmentOf(name, attached);
        return picture === undefined ? work.link(url) : taken(picture, work);
      },
      pictureAttributes: (url) => sizeOf(url, work),
    });
    return withoutTitle(safe, result.headings[0]?.text, work);
  });
}

/** What puts Markdown right is no text of JSON. */
function withoutFix({ fix: _fix, ...found }: Diagnostic): Diagnostic {
  return found;
}

function attachmentOf<T>(name: string, attached: ReadonlyMap<string, T>): T | undefined {
  const found = attached.get(name);
  if (found !== undefined) return found;
  try {
    return attached.get(decodeURIComponent(name));
  } catch {
    return undefined;
  }
}

function missingAttachment(name: string, place: Parameters<typeof diagnostic>[2]): Diagnostic {
  const message = `No picture "${name}" is attached to this cell.`;
  const hint = 'Put the picture into the cell again, or take the link to it out.';
  return diagnostic('error', 'figure-missing', place, message, { text: `attachment:${name}`, hint });
}

/** The heading that a page begins with is left out where its title stands above it. */
function withoutTitle(html: string, heading: string | undefined, work: Work): string {
  if (!work.isTitleDue || html.trim() === '') return html;
  work.isTitleDue = false;
  const [whole] = /^\s*<h1\b[^>]*>[\s\S]*?<\/h1>\n?/.exec(html) ?? [];
  if (whole === undefined || heading === undefined || work.titleAbove === null) return html;
  return lettersOf(heading) === lettersOf(work.titleAbove) ? html.slice(whole.length) : html;
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A text with addresses of files in the place of pictures that stand in it. */
function withPictures(text: MappedText, work: Work): MappedText {
  const found = dataUrls(text.text);
  if (found.length === 0) return text;
  const parts: MappedText[] = [];
  let last = 0;
  for (const { from, to, picture } of found) {
    const runs = sliceMapped(text, from, from + 1).runs.map((run) => ({ ...run, at: 0, verbatim: false }));
    parts.push(sliceMapped(text, last, from), { text: taken(picture, work), runs });
    last = to;
  }
  return joinMapped([...parts, sliceMapped(text, last)]);
}

function taken(picture: NotebookPicture, work: Work): string {
  const address = work.picture(picture);
  work.sizes.set(address.url, address);
  return address.url;
}

function sizeOf(url: string, { sizes }: Work): Record<string, string> {
  const { width, height } = sizes.get(url) ?? {};
  return width === undefined || height === undefined ? {} : { width: String(width), height: String(height) };
}

/** Languages of cells that begin with a line of IPython's such as `%%bash`. */
const MAGICS: ReadonlyMap<string, string> = new Map([
  ['bash', 'bash'],
  ['sh', 'bash'],
  ['html', 'html'],
  ['javascript', 'javascript'],
  ['js', 'javascript'],
  ['latex', 'latex'],
  ['markdown', 'markdown'],
  ['perl', 'perl'],
  ['r', 'r'],
  ['ruby', 'ruby'],
  ['sql', 'sql'],
  ['svg', 'xml'],
]);

function addCode(cell: NotebookCell, work: Work): void {
  const { parts, words } = work;
  const code = cell.text.replace(/\s+$/, '');
  const outputs = isRemoved(cell, 'output')
    ? []
    : shownOutputs(cell.outputs, (picture) => taken(picture, work));
  if (code === '' && outputs.length === 0) return;
  parts.add('<div class="cell">\n');
  if (code !== '' && !isRemoved(cell, 'input')) {
    const shown = codeHtml(code, work);
    const input = isHidden(cell, 'input') ? folded(words.code, shown) : shown;
    parts.add(`<div class="cell-input">${label('In', cell.count)}${input}</div>\n`);
  }
  if (outputs.length > 0) {
    const isResult = cell.outputs.some((output) => output.kind === 'data' && output.isResult);
    parts.add(`<div class="cell-output">${isResult ? label('Out', cell.count) : ''}`);
    const isFolded = isHidden(cell, 'output');
    if (isFolded) parts.add(`<details><summary>${escapeText(words.notebook_output)}</summary>\n`);
    for (const output of outputs) addOutput(output, cell, work);
    parts.add(isFolded ? '</details></div>\n' : '</div>\n');
  }
  parts.add('</div>\n');
}

function label(name: 'In' | 'Out', count: number | null): string {
  return `<span class="cell-label">${name} [${count ?? ' '}]</span>\n`;
}

function folded(summary: string, html: string): string {
  return `<details><summary>${escapeText(summary)}</summary>\n${html}</details>`;
}

function codeHtml(code: string, work: Work): string {
  const magic = /^%%(\w+)/.exec(code)?.[1]?.toLowerCase() ?? '';
  const language = MAGICS.get(magic) ?? work.language;
  const { text, isCut } = within(code, Math.min(work.left, MOST_OUTPUT), work);
  const html = work.highlight(text, language) ?? escapeText(text);
  const named = `language-${escapeAttribute(language)}`;
  const block = `<div class="${named} highlighter-rouge"><div class="highlight"><pre class="highlight"><code>${html}\n</code></pre></div></div>\n`;
  return isCut ? block + note(work.words.notebook_cut, work) : block;
}

/** As much of a text as there is room for, up to the end of a line. */
function within(text: string, most: number, work: Work): { readonly text: string; readonly isCut: boolean } {
  work.left -= Math.min(text.length, most);
  if (text.length <= most) return { text, isCut: false };
  const end = text.lastIndexOf('\n', most);
  return { text: text.slice(0, end > most / 2 ? end : most), isCut: true };
}

function addOutput(output: ShownOutput, cell: NotebookCell, work: Work): void {
  if (work.left <= 0) return;
  if (output.kind === 'markdown') addMarkdownOutput(output.text, cell, work);
  else work.parts.add(outputHtml(output, cell, work));
}

function outputHtml(
  output: Exclude<ShownOutput, { kind: 'markdown' }>,
  cell: NotebookCell,
  work: Work,
): string {
  const { words } = work;
  switch (output.kind) {
    case 'text':
      return textHtml(output, work);
    case 'picture':
      return pictureHtml(output, cell, work);
    case 'html': {
      const { text, isCut } = within(output.html, Math.min(work.left, MOST_HTML), work);
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
  work: Work,
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

function addMarkdownOutput(markdown: string, cell: NotebookCell, work: Work): void {
  const { parts } = work;
  const { text } = within(markdown, Math.min(work.left, MOST_OUTPUT), work);
  const result = work.markdown(withPictures(atCell(text, cell, work), work));
  // Nobody has written it, so nobody can put it right.
  const silent = { ...result, headings: [], anchors: [], references: [], diagnostics: [] };
  parts.add('<div class="output-html">');
  parts.addMarkdown(silent, (html) => safeHtml(html, outputChanges(work)));
  parts.add('</div>\n');
}

function outputChanges(work: Work): Parameters<typeof safeHtml>[1] {
  return { keepsIds: false, address: work.link, pictureAttributes: (url) => sizeOf(url, work) };
}

/** Text that was cut within a tag, without it. */
function wholeTags(html: string): string {
  return html.replace(/<[^<>]*$/, '');
}

function textHtml({ text, of }: Extract<ShownOutput, { kind: 'text' }>, work: Work): string {
  const { words } = work;
  const { text: shown, isCut } = within(text.replace(/\s+$/, ''), Math.min(work.left, MOST_OUTPUT), work);
  const html = ansiHtml(shown.replace(/^(?:[ \t]*\n)+/, ''));
  const name = of === 'stdout' || of === 'plain' ? '' : ` is-${of}`;
  const block = `<pre class="output-text${name}">${html}\n</pre>\n`;
  const lines = plainAnsi(shown).split('\n').length;
  const whole =
    lines > MOST_LINES ? folded(words.notebook_long_output.replace('%', String(lines)), block) : block;
  return isCut ? whole + note(words.notebook_cut, work) : whole;
}

/** TeX that is shown as a formula, between what delimiters ever, and TeX of whole documents, which is shown as it is. */
function latexHtml(latex: string, cell: NotebookCell, work: Work): string {
  const { text, isCut } = within(latex.trim(), Math.min(work.left, MOST_OUTPUT), work);
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
function atCell(text: string, cell: NotebookCell, { places }: Work): MappedText {
  const runs = sliceMapped(places.mapped(cell), 0, 1).runs.map((run) => ({ ...run, at: 0, verbatim: false }));
  return { text, runs };
}

function addRaw(cell: NotebookCell, work: Work): void {
  const { text } = within(cell.text, Math.min(work.left, MOST_OUTPUT), work);
  const { format, raw_mimetype: type = format } = cell.metadata;
  // What is meant for another form of the notebook is none of a page's.
  if (text.trim() === '' || (typeof type === 'string' && !/markdown|plain|^$/.test(type))) return;
  work.parts.add(`<pre class="output-text">${escapeText(text)}\n</pre>\n`);
}

function note(words: string, { file, words: { download_notebook: download } }: NotebookPageOptions): string {
  return `<p class="cell-note">${escapeText(words)} <a href="${escapeAttribute(file)}" download>${escapeText(download)}</a></p>\n`;
}
