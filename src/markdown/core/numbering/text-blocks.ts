import type { NumberedKind } from '../../../labels/index.js';
import { escapeText } from '../../../math/index.js';
import type { Token } from '../../document/markdown-it.js';
import { makeInline, makeToken } from '../../document/token.js';
import { metaOf } from '../../document/token-meta.js';
import { labelSpans, spansOf } from './block-label.js';
import { addLabel, type NumberingContext, nextNumber, settledId, wordOf } from './numbering-context.js';
import { classesOf, deepen, rawBlock, takeAttribute, wrapper } from './tokens.js';
import { writtenName } from './written-name.js';

/** A kind of text that is named, and numbered but for a proof. */
type StatementKind = NumberedKind | 'proof';

const STATEMENTS: readonly StatementKind[] = [
  'theorem',
  'lemma',
  'corollary',
  'proposition',
  'definition',
  'example',
  'exercise',
  'remark',
  'proof',
];

/** The kind of block that a class says: a theorem, an exercise or the like, or a proof; undefined for any other class. */
export function statementKind(className: string): StatementKind | undefined {
  return STATEMENTS.find((kind) => kind === className);
}

/** Blocks that stand beside the text, by the class that says so. */
export const NOTE_CLASSES: ReadonlySet<string> = new Set(['note', 'tip', 'important', 'warning', 'caution']);

/** Rewrites the tokens that a block holds. */
export type Rewrite = (tokens: readonly Token[]) => Token[];

/** A theorem, an exercise or the like; a proof, which has no number. */
export function statement(
  kind: StatementKind,
  block: readonly Token[],
  rewrite: Rewrite,
  context: NumberingContext,
): Token[] {
  const [first] = block;
  if (first === undefined) return [];
  const { at = 0 } = metaOf(first);
  const written = writtenName(kind, firstSpans(block), context);
  const isNumbered = written === undefined && !classesOf(first).includes('unnumbered');
  const title = takeAttribute(first, 'title');
  const number = kind !== 'proof' && isNumbered ? nextNumber(kind, context) : undefined;
  const id = first.attrGet('id');
  if (kind !== 'proof') noteLabel(kind, id, number ?? written?.number ?? '', context);
  const own = number === undefined ? id : settledId(first, kind, number, context);
  const content = rewrite(block);
  const label =
    written === undefined
      ? labelSpans(
          {
            kind,
            number,
            id: own === null ? undefined : String(own),
            title: title === undefined ? [] : spansOf(title, at, context),
          },
          context,
        )
      : [];
  return contained('div', content, label);
}

/** Notes that a block has a name and a number. */
function noteLabel(
  kind: NumberedKind,
  id: string | number | null,
  number: string,
  context: NumberingContext,
): void {
  if (id === null || id === '') return;
  addLabel({ name: String(id), kind, number }, context);
}

/** A note, a tip, a warning: what stands beside the text. */
export function note(
  kind: string,
  block: readonly Token[],
  rewrite: Rewrite,
  context: NumberingContext,
): Token[] {
  const [first] = block;
  if (first === undefined) return [];
  const isNamed = writtenName(kind, firstSpans(block), context) !== undefined;
  const title = takeAttribute(first, 'title');
  const { at = 0, level = 0 } = { at: metaOf(first).at, level: first.level };
  first.attrSet('role', 'note');
  const content = contained('aside', rewrite(block), []);
  if (isNamed) return content;
  const open = makeToken('paragraph_open', 'p', 1, level + 1, { class: 'block-label' });
  const name: Token[] =
    title === undefined ? [textToken(wordOf(kind, context))] : spansOf(title, at, context);
  return insertedBehindFirst(content, [
    open,
    makeInline(name, level + 2),
    makeToken('paragraph_close', 'p', -1, level + 1),
  ]);
}

/** A solution, which readers open; nothing where they are not to see it. */
export function solution(block: readonly Token[], rewrite: Rewrite, context: NumberingContext): Token[] {
  const [first] = block;
  const { solutions } = context.numbering;
  if (first === undefined || solutions === 'hidden') return [];
  const title = takeAttribute(first, 'title');
  const { level } = first;
  const name = escapeText(wordOf('solution', context));
  const shown = title === undefined ? name : `${name} (${escapeText(title)})`;
  if (solutions === 'open') first.attrSet('open', 'open');
  const content = contained('details', rewrite(block), []);
  return insertedBehindFirst(content, [rawBlock(`<summary>${shown}</summary>`, level + 1)]);
}

function textToken(content: string): Token {
  const token = makeToken('text', '', 0, 0);
  token.block = false;
  token.content = content;
  return token;
}

function insertedBehindFirst(tokens: readonly Token[], inserted: readonly Token[]): Token[] {
  return [...tokens.slice(0, 1), ...inserted, ...tokens.slice(1)];
}

/** Blocks that are the element's own content: their tags become its tags. */
const CONTAINERS: ReadonlySet<string> = new Set(['blockquote_open', 'html_open']);

/**
 * A block as an element of this name, which begins with these spans: a quote or an element of HTML itself, any other block
 * within one that has its attributes.
 */
function contained(tag: string, block: readonly Token[], label: readonly Token[]): Token[] {
  const [first] = block;
  const last = block.at(-1);
  if (first === undefined || last === undefined) return [];
  if (!CONTAINERS.has(first.type)) {
    const { open, close } = wrapper(tag, first);
    deepen(block);
    return [open, ...named(block, label, first.level), close];
  }
  if (first.type === 'blockquote_open') {
    first.type = 'section_open';
    last.type = 'section_close';
  }
  first.tag = tag;
  last.tag = tag;
  return [first, ...named(block.slice(1, -1), label, first.level + 1, metaOf(first).blocks !== true), last];
}

/** Blocks of which the first text begins with these spans; before other blocks they are a paragraph. */
function named(
  blocks: readonly Token[],
  label: readonly Token[],
  level: number,
  mayBeRaw = false,
): readonly Token[] {
  if (label.length === 0) return blocks;
  const begin = blocks.findIndex(({ type, content }) => type !== 'blank' && !isSpace(type, content));
  const first = blocks[begin];
  const text = blocks[begin + 1];
  if (first?.type === 'paragraph_open' && text?.type === 'inline') {
    text.children = [...label, ...(text.children ?? [])];
    return blocks;
  }
  if (mayBeRaw && first?.type === 'inline') {
    first.children = [...label, ...(first.children ?? [])];
    return blocks;
  }
  if (mayBeRaw && (first?.type === 'html_text' || first?.type === 'html_raw')) return [...label, ...blocks];
  if (first?.type === 'html_open' && first.tag === 'p')
    return [...blocks.slice(0, begin + 1), ...label, ...blocks.slice(begin + 1)];
  return [
    makeToken('paragraph_open', 'p', 1, level),
    makeInline([...label], level + 1),
    makeToken('paragraph_close', 'p', -1, level),
    ...blocks,
  ];
}

function isSpace(type: string, content: string): boolean {
  return (type === 'html_text' || type === 'html_raw') && content.trim() === '';
}

/** The spans that a block begins with. */
function firstSpans(block: readonly Token[]): readonly Token[] {
  return block.find(({ type }) => type === 'inline')?.children ?? [];
}
