import { type Diagnostic, diagnostic, type SourceText } from '../../diagnostics/index.js';
import type { Reference } from '../../markdown/index.js';
import { escapeAttribute, escapeText } from '../../math/index.js';
import { attachedPictures } from '../reading/attachments.js';
import { cellPlaces } from '../reading/cell-places.js';
import type { Notebook, NotebookCell } from '../reading/notebook.js';
import { notebookHead, notebookLanguage } from '../reading/notebook-head.js';
import { readNotebook } from '../reading/read-notebook.js';
import { addOutput } from './cell-output.js';
import { namesHeading, pageParts } from './page-parts.js';
import {
  folded,
  MOST_OUTPUT,
  type NotebookPage,
  type NotebookPageOptions,
  note,
  type PageWork,
  sizeOf,
  taken,
  within,
  withPictures,
} from './page-work.js';
import { safeHtml } from './safe-html.js';
import { shownOutputs } from './shown-output.js';

/** Characters of source and output that a page shows. */
const MOST_TEXT = 2_000_000;

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
  const work: PageWork = {
    ...options,
    // Cells are one page: each counts on behind the last.
    numbering: options.numbering && { ...options.numbering, counts: new Map() },
    places: cellPlaces(source),
    parts,
    language: notebookLanguage(notebook),
    sizes: new Map(),
    left: MOST_TEXT,
    isTitleDue: options.titleAbove !== null,
  };
  addCells(notebook, work);
  const page = parts.result();
  return {
    ...page,
    references: page.references.flatMap((one): Reference[] => {
      if (isLookedUp(one.url, page)) return [one];
      return one.element === 'img' ? [{ ...one, isLookedUp: false }] : [];
    }),
  };
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

function addCells(notebook: Notebook, work: PageWork): void {
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

function addMarkdown(cell: NotebookCell, work: PageWork): void {
  const { parts, places, markdown, numbering } = work;
  work.left -= cell.text.length;
  const attached = attachedPictures(cell);
  const result = markdown(withPictures(places.mapped(cell), work), numbering);
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
    return withoutTitle(withoutBadges(safe, work), result.headings[0]?.text, work);
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

/** Lines of nothing but a badge that the page has above its text are left out. */
function withoutBadges(html: string, { isRepeated }: PageWork): string {
  return html.replace(BADGE, (whole, url: string) =>
    isRepeated(url.replaceAll('&#x26;', '&')) ? '' : whole,
  );
}

const BADGE = /^(?:<p>\s*)?<a (?:[^<>]*\s)?href="([^"<>]*)"[^<>]*>\s*<img [^<>]*>\s*<\/a>(?:\s*<\/p>)?$/gim;

/** The heading that a page begins with is left out where its title stands above it. */
function withoutTitle(html: string, heading: string | undefined, work: PageWork): string {
  if (!work.isTitleDue || html.trim() === '') return html;
  work.isTitleDue = false;
  const [whole] = /^\s*<h1\b[^>]*>[\s\S]*?<\/h1>\n?/.exec(html) ?? [];
  if (whole === undefined || heading === undefined || work.titleAbove === null) return html;
  return lettersOf(heading) === lettersOf(work.titleAbove) ? html.slice(whole.length) : html;
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
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

function addCode(cell: NotebookCell, work: PageWork): void {
  const { parts, words } = work;
  const code = cell.text.trimEnd();
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

function codeHtml(code: string, work: PageWork): string {
  const magic = /^%%(\w+)/.exec(code)?.[1]?.toLowerCase() ?? '';
  const language = MAGICS.get(magic) ?? work.language;
  const { text, isCut } = within(code, MOST_OUTPUT, work);
  const html = work.highlight(text, language) ?? escapeText(text);
  const named = `language-${escapeAttribute(language)}`;
  const block = `<div class="${named} highlighter-rouge"><div class="highlight"><pre class="highlight"><code>${html}\n</code></pre></div></div>\n`;
  return isCut ? block + note(work.words.notebook_cut, work) : block;
}

function addRaw(cell: NotebookCell, work: PageWork): void {
  const { text } = within(cell.text, MOST_OUTPUT, work);
  const { format, raw_mimetype: type = format } = cell.metadata;
  // What is meant for another form of the notebook is none of a page's.
  if (text.trim() === '' || (typeof type === 'string' && !/markdown|plain|^$/.test(type))) return;
  work.parts.add(`<pre class="output-text">${escapeText(text)}\n</pre>\n`);
}
