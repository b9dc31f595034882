import type { MarkdownIt, RendererRule, Token } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';
import { printAttributes } from './escape.js';

/*
 * Elements of HTML, in spans and as blocks (kramdown/converter/html.rb: `convert_html_element`). A block that
 * stands in no raw HTML gets an indent and a line of its own; spans carry `block: false`.
 */

const ownLine = (token: Token): boolean => token.block && metaOf(token).inRaw !== true;
const indent = (token: Token): string => (ownLine(token) ? '  '.repeat(token.level) : '');
const lineEnd = (token: Token): string => (ownLine(token) ? '\n' : '');

const open: RendererRule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined) return '';
  const tag = `${indent(token)}<${token.tag}${printAttributes(token.attrs ?? [])}>`;
  return metaOf(token).blocks === true ? `${tag}\n` : tag;
};

const close: RendererRule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined) return '';
  const before = metaOf(token).blocks === true ? '  '.repeat(token.level) : '';
  return `${before}</${token.tag}>${lineEnd(token)}`;
};

const empty: RendererRule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined) return '';
  return `${indent(token)}<${token.tag}${printAttributes(token.attrs ?? [])} />${lineEnd(token)}`;
};

/** Sets the renderer's rules for elements of HTML. */
export function useHtmlRenderers(md: MarkdownIt): void {
  md.renderer.rules['html_open'] = open;
  md.renderer.rules['html_close'] = close;
  md.renderer.rules['html_void'] = empty;
}
