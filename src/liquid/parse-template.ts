import { type Diagnostic, diagnostic, locator, type MappedText, type Run } from '../diagnostics/index.js';
import { type Fault, hintOf } from './core/fault.js';
import type { LiquidOptions } from './core/options.js';
import { type Engine, OUTPUT_PART, type Part, TEXT_PART, VERBATIM_PART } from './engine.js';
import { filterTest } from './filters/apply-filters.js';
import type { Construct } from './render/rendering.js';
import { type BlockRules, balance } from './scan/balance.js';
import type { Finding } from './scan/findings.js';
import { scan } from './scan/scan.js';
import type { Token } from './scan/token.js';
import type { Body, TagDefinition } from './tags/tag.js';

/** A template that can be rendered any number of times. */
export interface ParsedTemplate {
  readonly body: Body;
  /** What is wrong with it however it is rendered. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses a template; what cannot be parsed is reported and becomes text. */
export function parseTemplate(
  template: MappedText,
  engine: Engine,
  tags: ReadonlyMap<string, TagDefinition>,
  options: LiquidOptions,
): ParsedTemplate {
  const rules = blockRules(tags);
  const holdsFormulas = options.holdsFormulas(template.runs[0]?.source.file ?? '');
  const scanned = scan(template.text, {
    tagNames: tagNames(tags, rules),
    isFilter: filterTest(options),
    holdsFormulas,
  });
  const balanced = balance(scanned.tokens, rules);
  const placeAt = locator(template);
  const findings = [...scanned.findings, ...balanced.findings];
  const diagnostics = findings.map((found) => reported(found, template.text, placeAt));
  const slice = createSlicer(template);
  const parts = balanced.tokens.flatMap((token) => partOf(token, slice, placeAt));
  const body = engine.assemble(parts, (construct, fault) => {
    const complaint = complaintOf(construct, fault, options);
    if (complaint !== undefined) diagnostics.push(complaint);
  });
  return { body, diagnostics };
}

function blockRules(tags: ReadonlyMap<string, TagDefinition>): BlockRules {
  return new Map(
    [...tags].flatMap(([name, tag]) => (tag.kind === 'block' ? [[name, tag.delimiters] as const] : [])),
  );
}

/** Names that may stand behind `{%`. */
function tagNames(tags: ReadonlyMap<string, TagDefinition>, rules: BlockRules): ReadonlySet<string> {
  const inner = [...rules].flatMap(([name, delimiters]) => [`end${name}`, ...delimiters]);
  return new Set([...tags.keys(), ...inner, 'raw', 'comment'].filter((name) => !name.includes('-')));
}

function reported(found: Finding, text: string, placeAt: ReturnType<typeof locator>): Diagnostic {
  const { severity, code, message, hint, from, to } = found;
  return diagnostic(severity, code, () => placeAt(from), message, { text: text.slice(from, to), hint });
}

function partOf(
  token: Token,
  slice: (from: number, to: number) => MappedText,
  placeAt: ReturnType<typeof locator>,
): Part[] {
  const { from, to } = token;
  if (token.kind === 'comment' || from === to) return [];
  const source = slice(from, to);
  const run = source.runs[0];
  const isText = token.kind === 'text' || token.kind === 'raw';
  const construct: Construct = {
    name: token.kind === 'tag' ? token.name : '',
    markup: isText ? '' : token.markup,
    source,
    inMath: token.kind === 'output' && token.inMath,
    isReported: token.kind === 'output' && token.isReported,
    origin: run === undefined ? undefined : { source: run.source, from: run.from },
    place: () => placeAt(from),
  };
  return [{ construct, name: partName(token) }];
}

function partName(token: Exclude<Token, { kind: 'comment' }>): string {
  if (token.kind === 'tag') return token.name;
  if (token.kind === 'output') return OUTPUT_PART;
  return token.kind === 'raw' ? VERBATIM_PART : TEXT_PART;
}

/** Jekyll's `error_mode`: what only the lax parser can read is said, unless the site is lax itself. */
function complaintOf(construct: Construct, fault: Fault, options: LiquidOptions): Diagnostic | undefined {
  const { errorMode } = options.config;
  if (errorMode === 'lax') return undefined;
  return diagnostic(
    errorMode === 'strict' ? 'error' : 'warning',
    'liquid-syntax',
    construct.place,
    `Liquid cannot read all of this and leaves a part out: ${fault.message}`,
    { text: construct.source.text, hint: () => hintOf(fault) },
  );
}

/**
 * Cuts parts out of a mapped text. Ask for parts in ascending order: then all of them together take one walk
 * over the text's runs.
 */
function createSlicer(mapped: MappedText): (from: number, to: number) => MappedText {
  const { text, runs } = mapped;
  let first = 0;
  return (from, to) => {
    while ((runs[first + 1]?.at ?? Number.POSITIVE_INFINITY) <= from) first++;
    const cut: Run[] = [];
    for (let index = first; index < runs.length; index++) {
      const run = runs[index];
      if (run === undefined || run.at >= to) break;
      const skipped = Math.max(0, from - run.at);
      cut.push({ ...run, at: run.at + skipped - from, from: run.verbatim ? run.from + skipped : run.from });
    }
    return { text: text.slice(from, to), runs: cut };
  };
}
