import { isJavaScript, type ScriptElement, scriptElements } from '../html/index.js';
import { readScript, type ScriptReader } from '../javascript/index.js';
import { addsMathJaxBuild, isMathJaxBuild } from './mathjax-builds.js';

/** A script element that loads or configures MathJax, or that only serves such a one. */
export interface MathJaxScript {
  readonly kind: 'load' | 'configure' | 'polyfill';
  /** Where the element starts and ends, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** Where its content starts and ends. */
  readonly contentFrom: number;
  readonly contentTo: number;
  /** The URL it loads, or ''. */
  readonly src: string;
}

const CONFIG_TYPE = 'text/x-mathjax-config';
/**
 * MathJax's instructions put this before its loader, for browsers of before 2016. Since polyfill.io was sold, cdnjs and
 * Fastly serve it, too.
 */
const POLYFILL =
  /^(?:https?:)?\/\/(?:(?:cdn\.)?polyfill(?:-fastly)?\.io|cdnjs\.cloudflare\.com\/polyfill)\/v\d\/polyfill(?:\.min)?\.js\?(?:version=[\d.]+&(?:amp;)?)?features=es6$/i;
/** A statement that gives MathJax its configuration. */
const CONFIGURATION =
  /^(?:(?:window\.|var\s+|let\s+|const\s+)?MathJax(?:\.\w+)*\s*=[^=]|MathJax\.Hub\.Config\s*\()/;

/**
 * The script elements of an HTML text that a page needs only for MathJax, in the order of the text: its loader, by its
 * address, its configurations, and the polyfill that MathJax 3's own instructions put before the loader. A script that
 * does other things as well, or merely has MathJax in its name, is none of them. A page without these elements is as it
 * was but for its formulas.
 */
export function findMathJax(html: string, read: ScriptReader = readScript): MathJaxScript[] {
  if (!/mathjax/i.test(html)) return [];
  const found: MathJaxScript[] = [];
  for (const script of scriptElements(html)) {
    const kind = kindOf(script, html, read);
    if (kind === undefined) continue;
    const { from, to, contentFrom, contentTo, src } = script;
    found.push({ kind, from, to, contentFrom, contentTo, src });
  }
  return found.some(({ kind }) => kind === 'load') ? found : found.filter(({ kind }) => kind !== 'polyfill');
}

function kindOf(script: ScriptElement, html: string, read: ScriptReader): MathJaxScript['kind'] | undefined {
  if (!isJavaScript(script.type) && script.type !== CONFIG_TYPE) return undefined;
  if (isMathJaxBuild(script.src)) return 'load';
  if (POLYFILL.test(script.src)) return 'polyfill';
  if (script.src !== '') return undefined;
  const content = html.slice(script.contentFrom, script.contentTo);
  return script.type === CONFIG_TYPE ? 'configure' : useOfCode(content, read);
}

/**
 * What the code of a script does, where that is nothing but to load MathJax, perhaps with its configuration, or to
 * configure it; undefined for any other.
 */
export function useOfCode(content: string, read: ScriptReader): 'load' | 'configure' | undefined {
  if (!/MathJax/i.test(content)) return undefined;
  const reading = read(content);
  if (!reading.ok) return /\bMathJax(\.Hub\.Config\s*\(|\s*=)/.test(content) ? 'configure' : undefined;
  if (reading.parts.length === 0) return undefined;
  let kind: 'load' | 'configure' = 'configure';
  for (const { from, to } of reading.parts) {
    const statement = content.slice(from, to);
    if (CONFIGURATION.test(statement)) continue;
    if (!addsMathJaxBuild(statement)) return undefined;
    kind = 'load';
  }
  return kind;
}
