import type { Program } from 'acorn';
import {
  type Diagnostic,
  diagnostic,
  locator,
  type MappedText,
  sliceMapped,
} from '../../diagnostics/index.js';
import { attributeOf, htmlTokens, isJavaScript, type ScriptElement, scriptElements } from '../html/index.js';
import {
  isObject,
  type Literal,
  plainValue,
  type ScriptEffect,
  type ScriptPosition,
  type ScriptReader,
} from '../javascript/index.js';

/** The text of a file of the course by the address that a page has for it; undefined for any other address. */
export type ScriptTextOf = (src: string) => MappedText | undefined;

/** The code of a page's scripts. */
export interface PageCode {
  /** The script elements of the page, in their order; none where nothing on the page can have to do with formulas. */
  readonly elements: readonly ScriptElement[];
  /**
   * The code of each element, behind it that of attributes such as `onload`, behind that of scripts which those load;
   * undefined where there is none.
   */
  readonly texts: readonly (MappedText | undefined)[];
  readonly programs: readonly (Program | undefined)[];
  /** For each element the file of the course whose text its code is. */
  readonly files: readonly (string | undefined)[];
  /** The numbers of scripts that configure something, but are no JavaScript. */
  readonly unreadable: readonly number[];
  readonly faults: readonly Diagnostic[];
}

const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/** What scripts have to say that have anything to do with formulas. */
const OF_FORMULAS = /mathjax|renderMathInElement|katex/i;

/** Scripts longer than this, in UTF-16 units, are libraries; and so are shorter ones that say nothing of the kind. */
const LONGEST = 200_000;
const LONGEST_OTHER = 10_000;

/** Finds and parses the code of a page's scripts, of those that lie in the course as well. */
export function pageCode(html: MappedText, read: ScriptReader, textOf: ScriptTextOf): PageCode {
  const elements = scriptElements(html.text);
  const own = elements.map((element) => ownCode(element, textOf));
  const files = own.map((text) => text?.runs[0]?.source.file);
  const texts: (MappedText | undefined)[] = elements.map(
    (element, index) => own[index] ?? inlineCode(element, html),
  );
  const concerns = (text: string | undefined): boolean => text !== undefined && OF_FORMULAS.test(text);
  const isOfFormulas =
    /<d-front-matter\b/i.test(html.text) ||
    elements.some(({ src, type }) => concerns(src) || concerns(type)) ||
    texts.some((text) => concerns(text?.text));
  if (!isOfFormulas) return { elements: [], texts: [], programs: [], files: [], unreadable: [], faults: [] };
  texts.push(...handlers(html));
  return { elements, files, ...parsedTexts(texts, elements, read) };
}

/** `code` with that of the course's files which the page's scripts load or name, behind all others; `effects` are theirs. */
export function withLoadedCode(
  code: PageCode,
  effects: readonly ScriptEffect[],
  read: ScriptReader,
  textOf: ScriptTextOf,
): PageCode {
  const texts = new Map<string, MappedText>();
  const known = new Set(code.elements.map(({ src }) => src));
  for (const { kind, values, position } of effects) {
    const [address] = values;
    if (kind !== 'load' || typeof address !== 'string' || !/\.m?js(?:[?#]|$)/.test(address)) continue;
    const src = addressFrom(address, code.elements[position.script]?.src ?? '');
    const text = known.has(src) ? undefined : textOf(src);
    if (text !== undefined) texts.set(src, text);
  }
  for (const { address } of namedFiles(code.elements, effects)) {
    const text = known.has(address) ? undefined : textOf(address);
    if (text !== undefined) texts.set(address, text);
  }
  if (texts.size === 0) return code;
  const { elements, files } = code;
  return { elements, files, ...parsedTexts([...code.texts, ...texts.values()], elements, read) };
}

/** The address that a script at `base` names, as its page would; a page's own script has no base. */
function addressFrom(address: string, base: string): string {
  const origin = `https://site.invalid${base}`;
  const isFromScript = address.startsWith('.') && base.startsWith('/') && URL.canParse(address, origin);
  return isFromScript ? new URL(address, origin).pathname : address;
}

function parsedTexts(
  texts: PageCode['texts'],
  elements: PageCode['elements'],
  read: ScriptReader,
): Omit<PageCode, 'elements' | 'files'> {
  const unreadable: number[] = [];
  const faults: Diagnostic[] = [];
  const programs = texts.map((text, index) => {
    if (text === undefined || text.text.trim() === '') return undefined;
    if (text.text.length > (OF_FORMULAS.test(text.text) ? LONGEST : LONGEST_OTHER)) return undefined;
    const result = parsed(text.text, read);
    if (result.ok) return result.program;
    if (!isConfiguration(text.text, elements[index]?.type)) return undefined;
    unreadable.push(index);
    faults.push(
      diagnostic(
        'warning',
        'mathjax-config-unreadable',
        locator(text)(result.at),
        `This configuration is no JavaScript (${result.reason}), so its macros and delimiters are not known.`,
        { hint: 'Correct the script, or write the macros under "katex: macros:" in _config.yml.' },
      ),
    );
    return undefined;
  });
  return { texts, programs, unreadable, faults };
}

/** Whether a browser or MathJax 2 runs a script element of this `type`. */
function isCode(type: string): boolean {
  return isJavaScript(type) || type === 'text/x-mathjax-config';
}

/** The text of the file of the course that a script loads. */
function ownCode({ src, type }: ScriptElement, textOf: ScriptTextOf): MappedText | undefined {
  return src === '' || !isCode(type) ? undefined : textOf(src);
}

/** MathJax 2 also runs what stands inside of its loader. */
function inlineCode(
  { type, contentFrom, contentTo }: ScriptElement,
  html: MappedText,
): MappedText | undefined {
  return isCode(type) ? sliceMapped(html, contentFrom, contentTo) : undefined;
}

/** The code of attributes by which elements start KaTeX's auto-render or give MathJax its configuration. */
function handlers(html: MappedText): MappedText[] {
  if (!/\bonload\s*=/i.test(html.text)) return [];
  const found: MappedText[] = [];
  for (const token of htmlTokens(html.text)) {
    if (token.kind !== 'tag' || token.closing) continue;
    const tag = html.text.slice(token.from, token.to);
    const written = attributeOf(tag, 'onload') ?? '';
    if (!OF_FORMULAS.test(written)) continue;
    const at = token.from + tag.indexOf(written);
    found.push(
      written.includes('&') ? decoded(written, html, at) : sliceMapped(html, at, at + written.length),
    );
  }
  return found;
}

/** An attribute's value without its character references; all of it points at its start. */
function decoded(written: string, html: MappedText, at: number): MappedText {
  const text = written
    .replace(/&(?:quot|#34|#x22);/gi, '"')
    .replace(/&(?:apos|#39|#x27);/gi, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
  const [run] = sliceMapped(html, at, at + 1).runs;
  return { text, runs: run === undefined ? [] : [{ ...run, verbatim: false }] };
}

/** Of Liquid's conditions all branches but the first. */
const OTHER_BRANCHES = /\{%-?\s*(?:else|elsif|when)\b[\s\S]*?(?=\{%-?\s*end(?:if|unless|case)\b)/g;

/** Reads code, and where that is none what is left of it without Liquid, with all branches of conditions or with the first. */
function parsed(text: string, read: ScriptReader): ReturnType<ScriptReader> {
  const reading = read(text);
  if (reading.ok || !/\{[{%]/.test(text)) return reading;
  const blanked = read(text.replace(LIQUID, blank));
  if (blanked.ok) return blanked;
  const first = text.replace(OTHER_BRANCHES, (other) => other.replace(/[^\n]/g, ' '));
  const ofFirst = read(first.replace(LIQUID, blank));
  return ofFirst.ok ? ofFirst : blanked;
}

/** Liquid's output becomes the number 0 and its tags white space, of the same length. */
function blank(liquid: string): string {
  const white = liquid.replace(/[^\n]/g, ' ');
  return liquid.startsWith('{{') ? `0${white.slice(1)}` : white;
}

function isConfiguration(text: string, type: string | undefined): boolean {
  return (
    type === 'text/x-mathjax-config' ||
    /\bMathJax(?:\.Hub\.Config\s*\(|\s*=)|\brenderMathInElement\s*\(/.test(text)
  );
}

/** A file of configuration, macros or an extension that a page names for MathJax. */
interface NamedFile {
  readonly address: string;
  /** The number of the script that names it. */
  readonly script: number;
  /** Where in its code; undefined where it is named by the script's own address. */
  readonly position?: ScriptPosition;
}

/** Scripts elsewhere that by their name configure MathJax; the course's own are read whatever they are called. */
const CONFIGURES =
  /^(?:https?:)?\/\/[^?#]*\/[^/?#]*mathjax[-_.]?(?:conf(?:ig)?|setup|settings|options|macros)[^/?#]*\.js(?:[?#]|$)/i;
/** A name in brackets that stands for a folder (`MathJax.Ajax.config.path`); these two are MathJax's own. */
const IN_FOLDER = /^\[(?!MathJax\]|Contrib\])([^\]/]+)\]/;
const ELSEWHERE = /^(?:https?:)?\/\/|^\[/;

/**
 * The files that MathJax 2 is told to load beside those of its own: in its address (`MathJax.js?config=TeX-AMS,/js/local.js`) and
 * in its configuration (`config`, `extensions`, `TeX.extensions`) by the names of folders; and scripts that lie elsewhere and
 * by their name configure MathJax.
 */
export function namedFiles(
  elements: readonly ScriptElement[],
  effects: readonly ScriptEffect[],
): NamedFile[] {
  const folders = new Map<string, string>();
  for (const { kind, values } of effects) {
    const [name, folder] = values;
    if (kind === 'folder' && typeof name === 'string' && typeof folder === 'string')
      folders.set(name, folder);
  }
  const addressOf = (name: string): string => {
    const file = /\.js(?:\?|$)/.test(name) ? name : `${name}.js`;
    return file.replace(
      IN_FOLDER,
      (whole, folder: string) => folders.get(folder)?.replace(/\/$/, '') ?? whole,
    );
  };
  const named: NamedFile[] = [];
  for (const [script, { src }] of elements.entries()) {
    if (CONFIGURES.test(src)) named.push({ address: src, script });
    for (const name of /[?&]config=([^&#]*)/.exec(src)?.[1]?.split(',') ?? []) {
      if (/^(?:https?:)?\/\/|^\//.test(name) || IN_FOLDER.test(name))
        named.push({ address: addressOf(name), script });
    }
  }
  for (const { kind, values, position } of effects) {
    if (kind !== 'config') continue;
    for (const name of loadedNames(plainValue(values[0]).value)) {
      if (IN_FOLDER.test(name)) named.push({ address: addressOf(name), script: position.script, position });
    }
  }
  return named;
}

/** Whether an address leads out of the course, or by a name of a folder that nobody has said. */
export function isElsewhere(address: string): boolean {
  return ELSEWHERE.test(address);
}

function loadedNames(settings: Literal | undefined): string[] {
  if (!isObject(settings)) return [];
  const { config, extensions, TeX } = settings;
  const lists = [config, extensions, isObject(TeX) ? TeX['extensions'] : undefined];
  return lists
    .flatMap((list): readonly Literal[] => (Array.isArray(list) ? list : []))
    .filter((name): name is string => typeof name === 'string');
}
