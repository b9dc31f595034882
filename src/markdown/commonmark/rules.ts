import { anchors } from '../core/anchors.js';
import { foreignSyntax } from '../core/foreign-syntax.js';
import { htmlFormulas } from '../core/formulas/html-formulas.js';
import { numberedBlocks } from '../core/numbering/numbered-blocks.js';
import { references } from '../core/numbering/references.js';
import { selfLinks } from '../core/numbering/self-links.js';
import { environmentOf } from '../document/environment.js';
import { MarkdownIt, type StateCore, type Token } from '../document/markdown-it.js';
import { rawText } from '../document/raw-text.js';
import { makeSpanToken } from '../document/token.js';
import { metaOf } from '../document/token-meta.js';
import { endlessComment, endlessFence, swallowingFence } from '../document/unclosed-warnings.js';
import { reportWarning, type Warning } from '../document/warnings.js';
import { headerIds } from '../html/header-ids.js';
import { renderCode } from '../render/code.js';
import { useKatexMarks } from '../render/katex-marks.js';
import { documentOffset } from '../source/segment.js';
import { collect } from './collect.js';
import { readAlerts, texReference } from './numbering.js';
import { PlacedInline, texEnvironment } from './placed-inline.js';
import { places } from './places.js';

/**
 * markdown-it with its own rules, which are CommonMark's with GitHub's tables, struck text, bare addresses and task
 * lists, and markdown-it-katex's for formulas. `dollars` says whether `$…$` is one.
 */
export function commonmark(dollars: boolean): MarkdownIt {
  const md = new MarkdownIt({ html: true, linkify: true });
  useKatexMarks(md);
  if (!dollars) md.disable('math_inline');
  md.inline.ruler.before('escape', 'math_environment', texEnvironment);
  md.inline.ruler.before('escape', 'tex_reference', texReference);
  linkWebAddresses(md);
  md.inline.State = PlacedInline;
  md.core.ruler.push('places', places);
  md.core.ruler.push('unclosed', unclosed);
  md.core.ruler.push('alerts', readAlerts);
  md.core.ruler.push('numbered_blocks', numberedBlocks);
  md.core.ruler.push('foreign_syntax', foreignSyntax);
  md.core.ruler.push('task_lists', taskLists);
  md.core.ruler.push('headers', headers);
  md.core.ruler.push('collect', collect);
  md.core.ruler.push('html_formulas', htmlFormulas);
  md.core.ruler.push('anchors', anchors);
  md.core.ruler.push('references', references);
  md.core.ruler.push('self_links', selfLinks);
  useRenderers(md);
  return md;
}

function useRenderers(md: MarkdownIt): void {
  const { rules } = md.renderer;
  rules['html_raw'] = (tokens, index) => tokens[index]?.content ?? '';
  rules['s_open'] = () => '<del>';
  rules['s_close'] = () => '</del>';
  rules['math_environment'] = (tokens, index) => tokens[index]?.content ?? '';
  rules['math_block'] = (tokens, index) => {
    const token = tokens[index];
    return token === undefined ? '' : token.content + (token.block ? '\n' : '');
  };
  const plain = rules['fence'];
  rules['fence'] = (tokens, index, options, env, self) => {
    const token = tokens[index];
    if (token === undefined || plain === undefined) return '';
    const [language = ''] = token.info.trim().split(/\s+/);
    if (language === '') return plain(tokens, index, options, env, self);
    token.info = language;
    token.attrSet('class', `language-${language}`);
    return renderCode(token, '', environmentOf({ env }));
  };
}

/** What GitHub takes off the end of a bare address. */
const TRAILING = /[?!.,:*_~'"]+$/;

/**
 * Bare addresses as GitHub links them: `https://…`, `http://…`, `www.…` and mail addresses, but no other names
 * with a dot (GFM, section 6.9).
 */
function linkWebAddresses(md: MarkdownIt): void {
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: true });
  md.linkify.add('//', null).add('ftp:', null);
  md.linkify.add('www.', {
    validate: (text, pos) => {
      const [address = ''] = /^[A-Za-z0-9][^\s<]*/.exec(text.slice(pos, pos + 2048)) ?? [];
      return withoutTail(address).length;
    },
    normalize: (match) => {
      match.url = `http://${match.raw}`;
    },
  });
}

function withoutTail(address: string): string {
  const trimmed = address.replace(TRAILING, '');
  const count = (character: string) => trimmed.split(character).length - 1;
  return trimmed.endsWith(')') && count(')') > count('(') ? withoutTail(trimmed.slice(0, -1)) : trimmed;
}

const BOX = /^\[([ xX])\][ \t]+/;

/** Makes checkboxes of `[ ]` and `[x]` at the start of list items, as kramdown prints them (GFM, section 5.3). */
function taskLists(core: StateCore): void {
  const lists: Token[] = [];
  core.tokens.forEach((token, index) => {
    if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') lists.push(token);
    else if (token.type === 'bullet_list_close' || token.type === 'ordered_list_close') lists.pop();
    if (token.type !== 'inline' || core.tokens[index - 2]?.type !== 'list_item_open') return;
    const [text] = token.children ?? [];
    const box = text?.type === 'text' ? BOX.exec(text.content) : null;
    if (text === undefined || box === null) return;
    text.content = text.content.slice(box[0].length);
    const checked: Record<string, string> = box[1] === ' ' ? {} : { checked: 'checked' };
    const input = makeSpanToken('task_box', 'input', 0, {
      type: 'checkbox',
      class: 'task-list-item-checkbox',
      disabled: 'disabled',
      ...checked,
    });
    token.children?.unshift(input);
    core.tokens[index - 2]?.attrSet('class', 'task-list-item');
    lists.at(-1)?.attrSet('class', 'task-list');
  });
}

/** Gives headers the ids that GitHub gives them, and notes them. */
function headers(core: StateCore): void {
  const environment = environmentOf(core);
  const ids = headerIds(environment.kramdown.auto_id_prefix);
  core.tokens.forEach((token, index) => {
    if (token.type !== 'heading_open') return;
    const text = rawText(core.tokens[index + 1]?.children ?? []);
    const id = ids.ofText(text);
    token.attrSet('id', id);
    const level = Number(token.tag.slice(1));
    environment.headings.push({
      level,
      id,
      text: text.trim(),
      place: environment.locate(metaOf(token).at ?? 0),
    });
  });
}

/**
 * Reports fences and comments that nothing closes: to CommonMark they hold what is left of the block around them, or of
 * the document (CommonMark 0.31, sections 4.5 and 4.6).
 */
function unclosed(core: StateCore): void {
  const lines = core.src.split('\n');
  for (const token of core.tokens) {
    const warning = token.type === 'fence' ? fenceWarning(token, lines) : commentWarning(token);
    if (warning !== undefined) reportWarning(warning, environmentOf(core));
  }
}

function fenceWarning(token: Token, lines: readonly string[]): Warning | undefined {
  const { map, markup, content } = token;
  if (map === null) return undefined;
  const [from, to] = map;
  const { at: lineStart = 0 } = metaOf(token);
  const at = lineStart + Math.max(0, (lines[from] ?? '').indexOf(markup));
  const written = `${markup}${token.info}`;
  const closing = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(lines[to - 1] ?? '')?.[1] ?? '';
  const isClosed = to - 1 > from && closing.startsWith(markup);
  return isClosed ? swallowingFence(content, written, markup, at) : endlessFence(written, markup, at);
}

/** Raw HTML that is a block knows its lines. */
function commentWarning({ type, content, map, meta }: Token): Warning | undefined {
  if (type !== 'html_raw' || map === null || !/^\s*<!--(?!-?>)/.test(content)) return undefined;
  if (content.includes('-->')) return undefined;
  return endlessComment(documentOffset(metaOf({ meta }).origin ?? [], content.indexOf('<!--')));
}
