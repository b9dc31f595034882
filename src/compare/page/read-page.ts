import { mapText } from '../../diagnostics/index.js';
import { mathScope, readMathJaxConfig, type ScriptReader, type ScriptTextOf } from '../../math/index.js';
import {
  definedMacros,
  type FoundFormula,
  formulaOf,
  idsOf,
  isBesideFormula,
  textParts,
} from './page-formulas.js';
import {
  attribute,
  childrenOf,
  classesOf,
  type HtmlElement,
  type HtmlNode,
  isElement,
  parseHtml,
  textOf,
  walk,
} from './parse-html.js';
import type { CodeBlock, Figure, Heading, Link, PageFormula, ReaderPage, TextBlock } from './reader-page.js';
import { definesOnly, texKey } from './tex-key.js';
import { FORMULA, plainText } from './tokens.js';

/** What reading a page takes besides the page. */
export interface PageReading {
  /** Reads scripts, of which those of a layout stand on every page. */
  readonly script: ScriptReader;
  /** The text of a script of the site by the address that the page has for it. */
  readonly scriptText: ScriptTextOf;
}

/** Elements whose content a browser does not show as text. */
const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'head']);
const BLOCKS =
  /^(?:address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|img|legend|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;
/** Whose number is compared. Code in a `pre` is none of them: it is compared itself. */
const STRUCTURE = new Set('table tr ol ul li blockquote dt dd em strong del sup sub code kbd'.split(' '));
const FRAMES: Readonly<Record<string, Figure['kind']>> = {
  img: 'image',
  video: 'video',
  audio: 'audio',
  iframe: 'frame',
  embed: 'frame',
};
/** Columns of line numbers beside code. */
const LINE_NUMBERS = new Set(['gutter', 'lineno', 'linenos', 'rouge-gutter']);
/** The longest markup of a drawing that is kept, in UTF-16 units. */
const LONGEST_DRAWING = 2000;

/** Reads a page's HTML into what its reader sees; undefined where the page is too large for that. */
export function readPage(file: string, html: string, reading: PageReading): ReaderPage | undefined {
  const root = parseHtml(html);
  if (root === undefined) return undefined;
  const { config } = readMathJaxConfig(mapText(html, file), reading.script, reading.scriptText);
  const page = emptyPage();
  for (const name of Object.keys(config.macros)) page.macros.add(name.replace(/^\\/, ''));
  const scope = mathScope(config);
  const pass = (element: HtmlElement, closing: boolean): void => {
    const classes = (attribute(element, 'class') ?? '').replace(/["&<>]/g, ' ');
    const slides = attribute(element, 'data-markdown') === undefined ? '' : ' data-markdown=""';
    scope.pass({ name: element.tagName, closing }, closing ? '' : `<x class="${classes}"${slides}>`);
  };
  let done: ReadonlySet<HtmlNode> = new Set();
  walk(
    root,
    (node, index) => {
      if (!isElement(node)) {
        if (done.has(node)) return false;
        const run = textRun(node, index);
        if (run === undefined) return true;
        done = run.nodes;
        showText(page, run.text, config.present && scope.isSearched() ? config : undefined);
        return false;
      }
      if (node.tagName === 'br' && done.has(node)) return false;
      pass(node, false);
      return enter(page, node);
    },
    (node) => {
      if (!isElement(node) || (node.tagName === 'br' && done.has(node))) return;
      pass(node, true);
      leave(page, node);
    },
  );
  endBlock(page);
  return {
    file,
    title: plainText(page.title),
    ...(page.redirect === undefined ? {} : { redirect: page.redirect }),
    ...(page.canonical === undefined ? {} : { canonical: page.canonical }),
    blocks: page.blocks,
    headings: page.headings,
    links: page.links,
    figures: page.figures,
    formulas: page.formulas,
    code: page.code,
    ids: page.ids,
    macros: page.macros,
    structure: page.structure,
  };
}

/** A page that is being read. */
interface Draft {
  title: string;
  redirect: string | undefined;
  canonical: string | undefined;
  /** The text of the block that is not ended yet, and of the headings and links that are open. */
  text: string;
  formulasBefore: number;
  readonly open: { readonly element: HtmlElement; text: string; readonly at: number }[];
  readonly blocks: TextBlock[];
  readonly headings: Heading[];
  readonly links: Link[];
  readonly figures: Figure[];
  readonly formulas: PageFormula[];
  readonly code: CodeBlock[];
  readonly ids: Set<string>;
  readonly macros: Set<string>;
  readonly structure: Map<string, number>;
}

function emptyPage(): Draft {
  return {
    title: '',
    redirect: undefined,
    canonical: undefined,
    text: '',
    formulasBefore: 0,
    open: [],
    blocks: [],
    headings: [],
    links: [],
    figures: [],
    formulas: [],
    code: [],
    ids: new Set(),
    macros: new Set(),
    structure: new Map(),
  };
}

/**
 * The text that begins at a node, as MathJax joins it: texts, line breaks and comments that follow one another; undefined
 * for a node that is none of them.
 */
function textRun(
  first: HtmlNode,
  at: number,
): { readonly text: string; readonly nodes: ReadonlySet<HtmlNode> } | undefined {
  if (first.nodeName !== '#text' || !('parentNode' in first) || first.parentNode === null) return undefined;
  const siblings = childrenOf(first.parentNode);
  const nodes = new Set<HtmlNode>();
  let text = '';
  for (let index = at; index < siblings.length; index++) {
    const node = siblings[index];
    if (node === undefined) break;
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    else if (node.nodeName === 'br') text += LINE_BREAK;
    else if (node.nodeName !== 'wbr' && node.nodeName !== '#comment') break;
    nodes.add(node);
  }
  return { text, nodes };
}

/** Stands for `<br>`: blank to whatever looks for formulas, and not what an author writes. */
const LINE_BREAK = '\u2028';

function showText(page: Draft, text: string, config: Parameters<typeof textParts>[1] | undefined): void {
  const parts = config === undefined ? [{ text }] : textParts(text, config);
  for (const part of parts) {
    if ('tex' in part) showFormula(page, { ...part, tex: part.tex.replaceAll(LINE_BREAK, '\n') });
    else {
      for (const [index, line] of part.text.split(LINE_BREAK).entries()) {
        if (index > 0) endBlock(page);
        append(page, line);
      }
    }
  }
}

function append(page: Draft, text: string): void {
  page.text += text;
  for (const one of page.open) one.text += text;
}

function showFormula(page: Draft, formula: FoundFormula): void {
  for (const name of definedMacros(formula.tex)) page.macros.add(name);
  const key = texKey(formula.tex);
  if (key === '' || definesOnly(formula.tex)) return;
  page.formulas.push({ ...formula, key, block: page.blocks.length });
  append(page, ` ${FORMULA} `);
}

function endBlock(page: Draft): void {
  const text = plainText(page.text);
  page.text = '';
  if (text !== '') {
    const section = page.headings.length - 1;
    page.blocks.push({ text, formula: page.formulasBefore, section });
  }
  page.formulasBefore = page.formulas.length;
}

/** Takes an element in; answers whether its content is wanted, too. */
function enter(page: Draft, element: HtmlElement): boolean {
  const { tagName } = element;
  const id = attribute(element, 'id') ?? (tagName === 'a' ? attribute(element, 'name') : undefined);
  if (id !== undefined && id !== '') page.ids.add(id);
  const formula = formulaOf(element);
  if (formula !== undefined) {
    for (const inner of idsOf(element)) page.ids.add(inner);
    showFormula(page, formula);
    return false;
  }
  if (tagName === 'head') readHead(page, element);
  if (UNSEEN.has(tagName) || isBesideFormula(element)) return false;
  if (classesOf(element).some((name) => LINE_NUMBERS.has(name))) return false;
  if (BLOCKS.test(tagName)) endBlock(page);
  const block = page.blocks.length;
  if (/^h[1-6]$/.test(tagName)) {
    const level = Number(tagName.charAt(1));
    page.headings.push({ level, id: attribute(element, 'id') ?? '', text: '', block });
    page.open.push({ element, text: '', at: page.headings.length - 1 });
  }
  const href = tagName === 'a' ? attribute(element, 'href') : undefined;
  if (href !== undefined) {
    page.links.push({ href, text: '', block });
    page.open.push({ element, text: '', at: page.links.length - 1 });
  }
  if (STRUCTURE.has(tagName)) page.structure.set(tagName, (page.structure.get(tagName) ?? 0) + 1);
  if (tagName === 'pre' || tagName === 'textarea') {
    page.code.push({ lines: codeLines(textOf(element)), block });
    for (const inner of idsOf(element)) page.ids.add(inner);
    return false;
  }
  return !isFigure(page, element, block);
}

function leave(page: Draft, element: HtmlElement): void {
  const top = page.open.at(-1);
  if (top?.element === element) {
    page.open.pop();
    const text = plainText(top.text);
    const heading = page.headings[top.at];
    const link = page.links[top.at];
    if (element.tagName === 'a') {
      // A reference to an equation is a formula, which MathJax makes a link of, too.
      if (text === FORMULA && link?.href.startsWith('#')) page.links.splice(top.at, 1);
      else if (link !== undefined) page.links[top.at] = { ...link, text };
    } else if (heading !== undefined) page.headings[top.at] = { ...heading, text };
  }
  if (BLOCKS.test(element.tagName) && element.tagName !== 'pre') endBlock(page);
}

/** Takes a figure in; answers whether the element is one whose content is not text. */
function isFigure(page: Draft, element: HtmlElement, block: number): boolean {
  const { tagName } = element;
  if (tagName === 'svg') {
    page.figures.push({ kind: 'drawing', src: drawing(element), alt: '', block });
    return true;
  }
  const kind = tagName === 'object' ? 'frame' : FRAMES[tagName];
  if (kind === undefined) return false;
  const src =
    attribute(element, tagName === 'object' ? 'data' : 'src') ??
    childrenOf(element)
      .filter(isElement)
      .map((child) => (child.tagName === 'source' ? attribute(child, 'src') : undefined))
      .find((one) => one !== undefined);
  const alt = plainText(attribute(element, 'alt') ?? attribute(element, 'title') ?? '');
  if (src !== undefined) page.figures.push({ kind, src, alt, block });
  return tagName !== 'object';
}

/** What a drawing is told apart by: its elements, their shapes and texts. */
function drawing(element: HtmlElement): string {
  let text = '';
  walk(element, (node) => {
    if (text.length > LONGEST_DRAWING) return false;
    if (node.nodeName === '#text' && 'value' in node) text += node.value.replace(/\s+/g, ' ');
    if (isElement(node)) {
      const shape = attribute(node, 'd') ?? attribute(node, 'points') ?? attribute(node, 'href') ?? '';
      text += `<${node.tagName} ${shape}>`;
    }
    return true;
  });
  return text.slice(0, LONGEST_DRAWING);
}

function codeLines(text: string): string[] {
  const lines = text.normalize('NFC').split(/\r\n|\n|\r/);
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
    .split('\n');
}

const REFRESH = /^\s*[\d.]*\s*[;,]\s*url\s*=\s*['"]?\s*([^'"]+?)\s*['"]?\s*$/i;

function readHead(page: Draft, head: HtmlElement): void {
  walk(head, (node) => {
    if (!isElement(node)) return true;
    if (node.tagName === 'title') page.title = textOf(node);
    if (node.tagName === 'link' && (attribute(node, 'rel') ?? '').toLowerCase() === 'canonical') {
      page.canonical = attribute(node, 'href');
    }
    if (node.tagName === 'meta' && (attribute(node, 'http-equiv') ?? '').toLowerCase() === 'refresh') {
      page.redirect = REFRESH.exec(attribute(node, 'content') ?? '')?.[1];
    }
    return true;
  });
}
