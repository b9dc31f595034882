import { type Finding, neverClosed, syntaxFinding } from './findings.js';
import type { Scanned, TagToken, Token } from './token.js';

/** Deeper nesting of blocks than Liquid allows (liquid/block.rb, MAX_DEPTH). */
const DEPTH_LIMIT = 100;

/** Which tags have an end, and what may stand between: `if` has `elsif` and `else`. */
export type BlockRules = ReadonlyMap<string, readonly string[]>;

/** A block whose end has not come yet: the places of its tags among the tokens. */
interface OpenBlock {
  readonly name: string;
  readonly tags: number[];
}

/**
 * Makes sure that every block has its end and every `else` its block. Tags for which that is not so become
 * text, so that the rest of the page is rendered all the same.
 */
export function balance(tokens: readonly Token[], rules: BlockRules): Scanned {
  const open: OpenBlock[] = [];
  const broken = new Map<number, Finding | undefined>();
  const giveUp = (block: OpenBlock, finding: (tag: TagToken) => Finding) =>
    block.tags.forEach((index, order) => {
      const tag = tokens[index];
      broken.set(index, order === 0 && tag?.kind === 'tag' ? finding(tag) : undefined);
    });
  tokens.forEach((token, index) => {
    if (token.kind !== 'tag') return;
    const { name } = token;
    const innermost = open.at(-1);
    if (rules.has(name)) {
      const block = { name, tags: [index] };
      if (open.length >= DEPTH_LIMIT) giveUp(block, tooDeep);
      else open.push(block);
    } else if (isEnd(name, rules)) {
      const opener = open.findLastIndex((block) => `end${block.name}` === name);
      if (opener < 0) broken.set(index, stray(token));
      else for (const block of open.splice(opener).slice(1)) giveUp(block, neverClosed);
    } else if (innermost !== undefined && rules.get(innermost.name)?.includes(name)) {
      innermost.tags.push(index);
    } else if ([...rules.values()].some((inner) => inner.includes(name))) {
      broken.set(index, stray(token));
    }
  });
  for (const block of open) giveUp(block, neverClosed);
  return {
    tokens: tokens.map((token, index) =>
      broken.has(index) ? { kind: 'text', from: token.from, to: token.to } : token,
    ),
    findings: [...broken.values()].filter((finding) => finding !== undefined),
  };
}

function isEnd(name: string, rules: BlockRules): boolean {
  return name.startsWith('end') && rules.has(name.slice('end'.length));
}

/** A tag that only stands in a block, outside of one. */
function stray(tag: TagToken): Finding {
  return syntaxFinding(
    tag,
    `There is nothing that this {% ${tag.name} %} belongs to; it is shown as it stands.`,
    'Take it out, or look for the tag in front of it that was ended too early or misspelt.',
  );
}

function tooDeep(tag: TagToken): Finding {
  return {
    from: tag.from,
    to: tag.to,
    severity: 'error',
    code: 'liquid-limit',
    message: `More than ${DEPTH_LIMIT} blocks stand inside of each other here.`,
    hint: 'End the blocks in front of it.',
  };
}
