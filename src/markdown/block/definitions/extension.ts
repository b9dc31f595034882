import { escapePattern } from '../../../diagnostics/index.js';
import { type Ial, parseAttributeList } from '../../document/ial.js';
import { changeOptions } from '../../document/kramdown-options.js';
import type { StateBlock } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import { matchAt, skipOptionalSpace } from '../../source/scan.js';
import type { Segment } from '../../source/segment.js';
import { addEndOfBlock, type BlockState, blockState } from '../../state/block-state.js';
import { matchBlockIal, matchBraces } from '../../state/boundary.js';
import { meantList } from '../../tags/misspelt-attributes.js';
import { addRawBlock } from '../html/html-block.js';

const DEFINITION = /\{:(\w[\w-]*):/y;
const EXTENSION = /\{::(comment|nomarkdown|options)(?=[ \t\r\n\f\v/}])/y;

/**
 * What stands in braces on a line of its own: a definition of attributes, an extension, or an attribute list for
 * a block (kramdown/parser/kramdown/extensions.rb: `parse_block_extensions`).
 */
export function blockExtension(current: StateBlock): boolean {
  const state = blockState(current);
  if (!state.src.startsWith('{:', skipOptionalSpace(state.src, state.pos))) return false;
  return attributeDefinition(state) || extension(state) || attributeList(state);
}

/** `{:name: …}` gives an attribute list a name. */
function attributeDefinition(state: BlockState): boolean {
  const { src } = state;
  const start = skipOptionalSpace(src, state.pos);
  const match = matchAt(DEFINITION, src, start);
  const from = start + (match?.[0].length ?? 0);
  const braces = match && matchBraces(src, from);
  const name = match?.[1];
  if (braces === undefined || name === undefined) return false;
  const { environment } = state;
  const { attributeLists } = environment;
  const list = state.segment(from, from + braces.text.length);
  attributeLists.set(name, meantList(list, environment, attributeLists.get(name)));
  addEndOfBlock(state, 'attributes');
  state.seek(braces.end);
  return true;
}

/** `{::name …}` up to `{:/name}` or `{:/}` on a line of its own, or `{::name … /}`. */
function extension(state: BlockState): boolean {
  const { src, pos } = state;
  const start = skipOptionalSpace(src, pos);
  const match = matchAt(EXTENSION, src, start);
  const braces = match && matchBraces(src, start + match[0].length - 1);
  const name = match?.[1];
  if (match === undefined || braces === undefined || name === undefined) return false;
  const stated = braces.text.slice(1);
  const closed = stated.endsWith('/');
  const body = closed ? { content: undefined, end: braces.end } : extensionBody(state, name, braces.end);
  if (body === undefined) return false;
  const attributes = parseAttributeList(closed ? stated.slice(0, -1) : stated);
  runExtension(state, name, attributes, body.content);
  state.seek(body.end);
  return true;
}

/** The lines up to the end of an extension. */
function extensionBody(
  state: BlockState,
  name: string,
  from: number,
): { readonly content: Segment; readonly end: number } | undefined {
  if (state.unclosed.has(name)) return undefined;
  const { src } = state;
  const end = new RegExp(`(?<![^\\n]) {0,3}\\{:/(?:${escapePattern(name)})?\\}[ \\t\\r\\f\\v]*\\n`, 'g');
  end.lastIndex = from;
  const match = end.exec(src);
  if (match === null) {
    state.unclosed = new Set([...state.unclosed, name]);
    return undefined;
  }
  const to = Math.max(from, match.index - 1);
  return { content: state.segment(from, to), end: match.index + match[0].length };
}

function runExtension(state: BlockState, name: string, { attributes }: Ial, body: Segment | undefined): void {
  const { environment, pos } = state;
  if (name === 'options') {
    changeOptions(attributes, environment, state.documentOffset(pos));
    addEndOfBlock(state, 'options');
  } else if (body !== undefined && name === 'comment') {
    addRawBlock(state, 'html_comment', `<!-- ${body.text} -->`, pos);
  } else if (body !== undefined) {
    const formats = (attributes.get('type') ?? '').split(/[ \t\r\n\f\v]+/).filter(Boolean);
    const isHtml = formats.length === 0 || formats.includes('html');
    const token = addRawBlock(state, 'html_raw', isHtml ? `${body.text}\n` : '', pos);
    if (isHtml) metaOf(token).origin = body.origin;
  }
}

/** `{: …}` says something of the block before it, or of the next behind a blank line. */
function attributeList(state: BlockState): boolean {
  const { src } = state;
  const match = matchBlockIal(src, state.pos);
  if (match === undefined) return false;
  const { last } = state;
  const onLast =
    last !== undefined && last.kind !== 'blank' && (last.kind !== 'eob' || last.value === 'definition');
  const from = skipOptionalSpace(src, state.pos) + 2;
  const list = state.segment(from, from + match.text.length);
  state.seek(match.end);
  if (!onLast) {
    state.nextIal = meantList(list, state.environment, state.nextIal);
    return true;
  }
  last.ial = meantList(list, state.environment, last.ial);
  if (last.token !== undefined) metaOf(last.token).ial = last.ial;
  if (matchBlockIal(src, match.end) === undefined) addEndOfBlock(state, 'ial');
  return true;
}
