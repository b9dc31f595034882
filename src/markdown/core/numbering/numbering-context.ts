import { counterOf, type Label, type NumberedKind } from '../../../labels/index.js';
import { environmentOf, type MarkdownEnvironment } from '../../document/environment.js';
import type { StateCore, Token } from '../../document/markdown-it.js';
import type { Numbering } from '../../document/numbering.js';
import { ownIds } from './own-ids.js';

/** A document while its blocks are numbered. */
export interface NumberingContext {
  readonly core: StateCore;
  readonly environment: MarkdownEnvironment;
  readonly numbering: Numbering;
  /** How many there have been of what is counted together. */
  readonly counts: Map<string, number>;
  /** The ids that the document has by itself, and those that blocks have got so far. */
  readonly ids: Set<string>;
}

/** The context of a document; undefined where nothing of it is numbered. */
export function numberingContext(core: StateCore): NumberingContext | undefined {
  const environment = environmentOf(core);
  const { numbering } = environment;
  if (numbering === undefined) return undefined;
  return { core, environment, numbering, counts: numbering.counts ?? new Map(), ids: ownIds(core) };
}

/** What a kind of block is called; its English name where the page's language has no word for it. */
export function wordOf(kind: string, { numbering }: Pick<NumberingContext, 'numbering'>): string {
  return numbering.words[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** The next number of a kind, as it is shown. */
export function nextNumber(kind: NumberedKind, { numbering, counts }: NumberingContext): string {
  const counter = counterOf(kind);
  const count = (counts.get(counter) ?? 0) + 1;
  counts.set(counter, count);
  return `${numbering.prefix}${count}`;
}

/** The id of a block: the one that it has, or one that is made of its kind and number, by which it links to itself. */
export function settledId(token: Token, kind: string, number: string, { ids }: NumberingContext): string {
  const own = token.attrGet('id');
  let id = own === null || own === '' ? `${kind}-${number}` : String(own);
  if (own === null || own === '') while (ids.has(id)) id += '-';
  ids.add(id);
  token.attrSet('id', id);
  return id;
}

/** Notes that something can be referred to. */
export function addLabel(label: Label, { environment }: NumberingContext): void {
  environment.labels.push(label);
}
