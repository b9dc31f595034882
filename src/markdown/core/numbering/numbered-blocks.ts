import { tokenLists } from '../../document/environment.js';
import type { StateCore, Token } from '../../document/markdown-it.js';
import { replaceTokens } from '../../document/token.js';
import { captionedBlock, htmlFigure } from './block-figures.js';
import { type NumberingContext, numberingContext } from './numbering-context.js';
import { pictureFigure } from './picture-paragraph.js';
import { NOTE_CLASSES, note, solution, statement, statementKind } from './text-blocks.js';
import { classesOf, endOf } from './tokens.js';

/** Blocks that are deeper in others that have a name stay as they are. */
const DEEPEST = 30;

/**
 * Names and numbers the theorems, figures, tables, listings, exercises and notes of a document, in the order in which they
 * stand: those that say by a class or by an id what they are.
 */
export function numberedBlocks(core: StateCore): void {
  const context = numberingContext(core);
  if (context === undefined) return;
  for (const tokens of tokenLists(core)) {
    const rewritten = rewrite(tokens, context, 0);
    if (rewritten !== tokens) replaceTokens(tokens, rewritten);
  }
}

/** The tokens with their blocks named; the same list where there are none. */
function rewrite(tokens: readonly Token[], context: NumberingContext, depth: number): readonly Token[] {
  if (depth > DEEPEST || !tokens.some(mayBeNamed)) return tokens;
  const written: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) continue;
    const end = mayBeNamed(token) ? endOf(tokens, at) : at;
    const block = mayBeNamed(token) ? named(tokens.slice(at, end + 1), context, depth) : undefined;
    if (block === undefined) {
      written.push(token);
      continue;
    }
    for (const one of block) written.push(one);
    at = end;
  }
  return written;
}

/** Tokens by which a block with a name may begin; the cheapest of questions, asked of every token. */
function mayBeNamed({ type, attrs, nesting, tag, hidden }: Token): boolean {
  if (nesting < 0 || hidden) return false;
  return attrs !== null
    ? BLOCKS.has(type)
    : type === 'paragraph_open' || (type === 'html_open' && tag === 'figure');
}

const BLOCKS: ReadonlySet<string> = new Set([
  'paragraph_open',
  'blockquote_open',
  'bullet_list_open',
  'ordered_list_open',
  'dl_open',
  'table_open',
  'html_open',
  'fence',
  'code_block',
  'math_block',
]);

/** Elements of HTML that may hold a text of several paragraphs. */
const BOXES: ReadonlySet<string> = new Set(['div', 'section', 'article', 'blockquote', 'p', 'aside']);

function named(block: readonly Token[], context: NumberingContext, depth: number): Token[] | undefined {
  const [first] = block;
  if (first === undefined) return undefined;
  const inside = (tokens: readonly Token[]): Token[] =>
    tokens.length < 3
      ? [...tokens]
      : [...tokens.slice(0, 1), ...rewrite(tokens.slice(1, -1), context, depth + 1), ...tokens.slice(-1)];
  const classes = first.type === 'html_open' && !BOXES.has(first.tag) ? [] : classesOf(first);
  for (const name of classes) {
    const kind = statementKind(name);
    if (kind !== undefined) return statement(kind, block, inside, context);
    if (NOTE_CLASSES.has(name)) return note(name, block, inside, context);
    if (name === 'solution') return solution(block, inside, context);
  }
  return (
    pictureFigure(block, context) ?? captionedBlock(block, context) ?? htmlFigure(block, inside, context)
  );
}
