import { createHash } from 'node:crypto';
import {
  attributeOf,
  htmlTokens,
  isJavaScript,
  type ScriptElement,
  scriptElements,
} from '../../math/index.js';

/** What in a script asks for more than its own text: code from elsewhere or out of a string, or what comes over the network. */
const ASKS_FOR_MORE =
  /https?:|\bimport\b|\beval\b|\bFunction\b|\bfetch\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|\bWorker\b|WebAssembly|document\.write|createElement\s*\(\s*["'`](?:script|i?frame|link)|insertAdjacentHTML|(?:inner|outer)HTML|srcdoc|javascript:|set(?:Timeout|Interval)\s*\(\s*["'`]/;
/** An attribute with a script of its own, or a URL that is one. */
const SCRIPT_ATTRIBUTE =
  /<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*?\s(?:on[a-z]+\s*=|(?:href|src|action|formaction|data)\s*=\s*["']?\s*javascript:)/i;

/** What such an attribute has in it, which most pages have nowhere. */
const LIKE_SCRIPT_ATTRIBUTE = /\son[a-z]+\s*=|javascript:/i;

/** What the theme's own policy says of scripts. */
const OWN_SOURCES = /\bscript-src\s+'self'\s*(?=;|"|'?>|$)/;

/**
 * A page whose head has the theme's content security policy (`<meta http-equiv>`), with the fingerprints of its inline scripts
 * added to what may run; any other policy is its author's, and stays. A policy would keep an author's scripts from working where they do more than can be told from the page: where
 * they come from files of his own or other hosts, stand in attributes, or load things. Such a page is without one.
 * `isOwn` tells, by its address on the page, which script is the theme's or lectern's.
 */
export function withSecurityPolicy(html: string, isOwn: (src: string) => boolean): string {
  const meta = policyMeta(html);
  if (meta === undefined || !OWN_SOURCES.test(html.slice(meta.from, meta.to))) return html;
  const scripts = scriptsOf(html).filter(isRun);
  const inline = scripts.filter(({ src }) => src === '').map((script) => contentOf(html, script));
  const isKnown =
    scripts.every(({ src }) => src === '' || isOwn(src)) &&
    !inline.some((text) => ASKS_FOR_MORE.test(text)) &&
    !(LIKE_SCRIPT_ATTRIBUTE.test(html) && SCRIPT_ATTRIBUTE.test(html));
  const { from, to } = meta;
  // The line that it stands in goes with it.
  if (!isKnown) return html.slice(0, from) + html.slice(to).replace(/^\n/, '');
  const hashes = [...new Set(inline)].map((text) => ` '${hashOf(text)}'`).join('');
  const tag = html.slice(from, to).replace(OWN_SOURCES, (sources) => sources.trimEnd() + hashes);
  return html.slice(0, from) + tag + html.slice(to);
}

/** The element of a page's head that has its policy. */
function policyMeta(html: string): { readonly from: number; readonly to: number } | undefined {
  for (const token of htmlTokens(html)) {
    if (token.kind !== 'tag') continue;
    if (token.name === 'body' || (token.name === 'head' && token.closing)) return undefined;
    const name =
      token.name === 'meta' ? attributeOf(html.slice(token.from, token.to), 'http-equiv') : undefined;
    if (name?.toLowerCase() === 'content-security-policy') return token;
  }
  return undefined;
}

/** A script element as nearly all are written. */
const SCRIPT = /(<script\b[^>]*>)([\s\S]*?)<\/script[\s/>]/gi;

/** A tag that ends within a value in quotes, which has its `>`. */
const CUT_TAG = /=\s*(?:"[^"]*|'[^']*)$/;

/** The scripts of a page, found without cutting it into tokens where none begins in another, or in what looks like one. */
function scriptsOf(html: string): Pick<ScriptElement, 'type' | 'src' | 'contentFrom' | 'contentTo'>[] {
  const found = [...html.matchAll(SCRIPT)];
  const isUnclear = ([, tag = '', content = '']: RegExpExecArray): boolean =>
    CUT_TAG.test(tag) || /<script/i.test(content);
  if (html.includes('<!--') || found.some(isUnclear)) return scriptElements(html);
  return found.map(({ 1: tag = '', 2: content = '', index }) => ({
    type: (attributeOf(tag, 'type') ?? '').trim().toLowerCase(),
    src: (attributeOf(tag, 'src') ?? '').trim(),
    contentFrom: index + tag.length,
    contentTo: index + tag.length + content.length,
  }));
}

/** Whether a policy decides on a script element; blocks of data are none. */
function isRun({ type }: Pick<ScriptElement, 'type'>): boolean {
  return isJavaScript(type) || type === 'importmap' || type === 'speculationrules';
}

/** The text of a script as browsers read it, for whom every end of a line is the same. */
function contentOf(
  html: string,
  { contentFrom, contentTo }: Pick<ScriptElement, 'contentFrom' | 'contentTo'>,
): string {
  return html.slice(contentFrom, contentTo).replace(/\r\n?/g, '\n');
}

/** The fingerprint of an inline script as a policy names it (CSP 3, section 2.3.1). */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
