import { environmentOf } from '../document/environment.js';
import type { MarkdownIt, RendererRule, Token } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';
import { entityByPoint } from '../source/entities.js';
import { renderCode } from './code.js';
import { escapeText, printAttributes } from './escape.js';
import { printEntity } from './spans.js';

/*
 * Block tokens as kramdown/converter/html.rb prints them: two spaces of indent for each level, a line for each
 * block.
 */

const indent = (token: Token): string => '  '.repeat(token.level);

/** The tag of a block whose text stands on the tag's line (`format_as_block_html`). */
const textOpen: RendererRule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined || token.hidden) return '';
  return `${indent(token)}<${token.tag}${printAttributes(token.attrs ?? [])}>`;
};
const textClose: RendererRule = (tokens, index) => {
  const token = tokens[index];
  return token === undefined || token.hidden ? '' : `</${token.tag}>\n`;
};

/** The tag of a block that holds blocks (`format_as_indented_block_html`). */
const blocksOpen: RendererRule = (tokens, index, options, env, self) =>
  `${textOpen(tokens, index, options, env, self)}\n`;
const blocksClose: RendererRule = (tokens, index) => {
  const token = tokens[index];
  return token === undefined ? '' : `${indent(token)}</${token.tag}>\n`;
};

/** An item may begin with text on its tag's line (`convert_li`). */
const itemOpen: RendererRule = (tokens, index, options, env, self) => {
  const token = tokens[index];
  if (token === undefined) return '';
  const tag = textOpen(tokens, index, options, env, self);
  return metaOf(token).oneLine === true ? tag : `${tag}\n`;
};
const itemClose: RendererRule = (tokens, index, options, env, self) => {
  const token = tokens[index];
  if (token === undefined) return '';
  const onLine = metaOf(token).oneLine === true && !endsLine(tokens[index - 2]);
  return (onLine ? textClose : blocksClose)(tokens, index, options, env, self);
};

/** Whether a text ends with a line break, as it does where spans that print nothing follow one. */
function endsLine(text: Token | undefined): boolean {
  const last = text?.children?.findLast(({ type, content }) => type !== 'html_raw' || content !== '');
  return (last?.type === 'text' || last?.type === 'html_raw') && last.content.endsWith('\n');
}

const rule: RendererRule = (tokens, index) => {
  const token = tokens[index];
  return token === undefined ? '' : `${indent(token)}<hr${printAttributes(token.attrs ?? [])} />\n`;
};

/** The image of a figure and its caption, which is the alternative text as it was written. */
const figureImage: RendererRule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined) return '';
  const image = `<img${printAttributes(token.attrs ?? [])} />`;
  return `${indent(token)}${image}\n${indent(token)}<figcaption>${token.content}</figcaption>\n`;
};

const comment: RendererRule = (tokens, index) => {
  const token = tokens[index];
  return token === undefined ? '' : `${indent(token)}${token.content}\n`;
};

const code: RendererRule = (tokens, index, _options, env) => {
  const token = tokens[index];
  return token === undefined ? '' : renderCode(token, indent(token), environmentOf({ env }));
};

/** A displayed formula; one with attributes stands in a `<div>` (kramdown/converter/math_engine/mathjax.rb). */
const math: RendererRule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined) return '';
  if (token.attrs === null) return `${token.content}\n`;
  return `${indent(token)}<div${printAttributes(token.attrs ?? [])}>${token.content}\n</div>\n`;
};

/** A cell; an empty one holds a space at which lines do not break (`convert_td`). */
const cellOpen: RendererRule = (tokens, index, options, env, self) => {
  const empty = tokens[index + 1]?.type === 'inline' && tokens[index + 1]?.children?.length === 0;
  return textOpen(tokens, index, options, env, self) + (empty ? '\u00A0' : '');
};

const footnoteReference: RendererRule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined) return '';
  const link = `<a href="${token.markup}" class="footnote" rel="footnote">${token.content}</a>`;
  return `<sup${printAttributes(token.attrs ?? [])} role="doc-noteref">${link}</sup>`;
};

const footnoteBacklink: RendererRule = (tokens, index, _options, env) => {
  const token = tokens[index];
  if (token === undefined) return '';
  const { level: number = 1 } = metaOf(token);
  const text = escapeText(token.content) + (number > 1 ? `<sup>${number}</sup>` : '');
  const space = token.info === '' ? '' : printEntity(entityByPoint(160), environmentOf({ env }).kramdown);
  return `${space}<a href="${token.markup}" class="reversefootnote" role="doc-backlink">${text}</a>`;
};

/** Sets the renderer's rules for the tokens of blocks. */
export function useBlockRenderers(md: MarkdownIt): void {
  const { rules } = md.renderer;
  for (const name of ['paragraph', 'heading', 'dt']) {
    rules[`${name}_open`] = textOpen;
    rules[`${name}_close`] = textClose;
  }
  for (const name of [
    'blockquote',
    'figure',
    'bullet_list',
    'ordered_list',
    'dl',
    'table',
    'thead',
    'tbody',
    'tfoot',
    'tr',
    'section',
  ]) {
    rules[`${name}_open`] = blocksOpen;
    rules[`${name}_close`] = blocksClose;
  }
  for (const name of ['list_item', 'dd']) {
    rules[`${name}_open`] = itemOpen;
    rules[`${name}_close`] = itemClose;
  }
  for (const name of ['th', 'td']) {
    rules[`${name}_open`] = cellOpen;
    rules[`${name}_close`] = textClose;
  }
  rules['blank'] = () => '\n';
  rules['hr'] = rule;
  rules['figure_image'] = figureImage;
  rules['html_comment'] = comment;
  rules['code_block'] = code;
  rules['fence'] = code;
  rules['math_block'] = math;
  rules['footnote_ref'] = footnoteReference;
  rules['footnote_backlink'] = footnoteBacklink;
  rules['list_place'] = () => '';
}
