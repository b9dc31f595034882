import { type Dialect, dialectOf } from './dialect.js';
import type { ScopedText } from './scopes.js';

/** A stretch of code with one of rouge's short class names, '' for text without one. */
export interface Token {
  readonly text: string;
  readonly kind: string;
}

/** highlight.js's scopes in rouge's words. A scope that is not here is looked up without its last part. */
const SCOPE_KINDS: Readonly<Record<string, string>> = {
  addition: 'gi',
  attr: 'na',
  attribute: 'na',
  built_in: 'nb',
  code: 'sb',
  deletion: 'gd',
  emphasis: 'ge',
  formula: 's',
  keyword: 'k',
  link: 'sx',
  literal: 'kc',
  meta: 'cp',
  'meta.prompt': 'gp',
  name: 'nt',
  operator: 'o',
  property: 'n',
  punctuation: 'p',
  quote: 'c',
  regexp: 'sr',
  section: 'gh',
  strong: 'gs',
  symbol: 'ss',
  tag: 'nt',
  title: 'nf',
  'title.class': 'nc',
  'title.class.inherited': 'n',
  'title.function.invoke': 'n',
  type: 'kt',
  variable: 'n',
  'variable.constant': 'no',
  'variable.language': 'k',
};

/** Scopes whose text is code like any other: parameters, the inside of `${…}`. */
const CODE_SCOPES: ReadonlySet<string> = new Set(['params', 'subst', 'function', 'class']);

/** Names the texts that highlight.js found as rouge would, splitting them where rouge has more than one token. */
export function classify(texts: readonly ScopedText[], grammar: string): Token[] {
  const tokens: Token[] = [];
  const context: Context = { tokens, afterDot: false, namespace: 'no', fresh: true, rawString: false };
  for (const scoped of texts) {
    const dialect = dialectOf(embeddedGrammar(scoped.scopes) ?? grammar);
    const scope = scoped.scopes.at(-1) ?? '';
    if (scope === 'string' || scope.startsWith('char.escape')) string(scoped.text, scope, dialect, context);
    else if (scoped.scopes.includes('comment') && dialect.scopes?.['comment'] === undefined)
      push(context, scoped.text, commentKind(scoped.text, dialect, tokens.at(-1)));
    else if (scope === 'number') push(context, scoped.text, numberKind(scoped.text, dialect));
    else code(scoped.text, scopeKind(scope, dialect), scope === 'subst', dialect, context);
  }
  return tokens;
}

interface Context {
  readonly tokens: Token[];
  /** Whether the last thing read was a dot. */
  afterDot: boolean;
  /** Whether a namespace is due, and whether one has been read in this statement. */
  namespace: 'no' | 'due' | 'done';
  /** Whether a statement begins here. */
  fresh: boolean;
  /** Whether the string that is being read knows no escapes. */
  rawString: boolean;
}

function push(context: Context, text: string, kind: string): void {
  context.tokens.push({ text, kind });
  context.afterDot = false;
}

/** highlight.js puts what another grammar coloured into a scope of that grammar's name. */
function embeddedGrammar(scopes: readonly string[]): string | undefined {
  const embedded = scopes.findLast((scope) => scope.startsWith('language-'));
  return embedded?.slice('language-'.length);
}

/** The kind of a scope, or undefined where its text is running code. */
function scopeKind(scope: string, dialect: Dialect): string | undefined {
  if (scope === '' || scope.startsWith('language-') || CODE_SCOPES.has(scope)) return undefined;
  for (let name = scope; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const kind = dialect.scopes?.[name] ?? SCOPE_KINDS[name];
    if (kind !== undefined) return kind === '' ? undefined : kind;
  }
  return undefined;
}

function commentKind(text: string, dialect: Dialect, before: Token | undefined): string {
  if (before !== undefined && /^c[1m]?$/.test(before.kind) && !/^(?:\/\/|\/\*|#|--|%|;)/.test(text)) {
    return before.kind;
  }
  return /^(?:\/\*|<!--|\(\*|\{-|#=|=begin)/.test(text) ? dialect.comment.block : dialect.comment.line;
}

function numberKind(text: string, dialect: Dialect): string {
  if (dialect.number !== undefined) return dialect.number;
  if (/^[-+]?0x/i.test(text)) return 'mh';
  if (/^[-+]?0b/i.test(text)) return 'mb';
  if (/^[-+]?0o/i.test(text)) return 'mo';
  return /[.eEjJ]/.test(text) ? 'mf' : 'mi';
}

/** Part of a string: its affix, its quotes and its escapes may be tokens of their own. */
function string(text: string, scope: string, dialect: Dialect, context: Context): void {
  const before = context.tokens.at(-1)?.kind ?? '';
  const inside = /^(?:s[12]?|se|si)$/.test(before) && !/^["'`]/.test(text);
  let rest = text;
  if (!inside) {
    const affix = dialect.affix?.exec(text)?.[0] ?? '';
    context.rawString = /r/i.test(affix);
    if (affix !== '') push(context, affix, 'sa');
    rest = text.slice(affix.length);
  }
  if (scope.startsWith('char.escape')) {
    push(context, rest, 'se');
    return;
  }
  const quote = /^["'`]/.exec(rest)?.[0];
  const { delimiter } = dialect.string;
  const kind =
    dialect.scopes?.['string'] ??
    (inside && before.length > 1 && before.startsWith('s') && before !== 'se' && before !== 'si'
      ? before
      : quote === "'"
        ? dialect.string.single
        : dialect.string.double);
  if (delimiter === undefined || quote === undefined || quote === '`' || rest.length < 2) {
    escapes(rest, kind, dialect, context);
    return;
  }
  push(context, quote, delimiter);
  const closed = rest.endsWith(quote);
  escapes(rest.slice(1, closed ? -1 : undefined), kind, dialect, context);
  if (closed) push(context, quote, delimiter);
}

function escapes(text: string, kind: string, dialect: Dialect, context: Context): void {
  let at = 0;
  if (dialect.escape !== undefined && !context.rawString) {
    for (const match of text.matchAll(dialect.escape)) {
      if (match.index > at) push(context, text.slice(at, match.index), kind);
      push(context, match[0], 'se');
      at = match.index + match[0].length;
    }
  }
  if (at < text.length) push(context, text.slice(at), kind);
}

/** Running code, or text of a scope with a kind of its own, in which the dialect's words still have theirs. */
function code(
  text: string,
  kind: string | undefined,
  interpolated: boolean,
  dialect: Dialect,
  context: Context,
): void {
  const known = dialect.words.get(text);
  if (known === undefined && kind !== undefined && !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)) {
    push(context, text, kind);
    return;
  }
  for (const [lexeme, name, digits, space, punctuation] of text.matchAll(dialect.lexeme)) {
    if (name !== undefined) word(name, kind, dialect, context);
    else if (digits !== undefined) push(context, digits, numberKind(digits, dialect));
    else if (space !== undefined) blank(space, context);
    else if (interpolated && /[{}:]/.test(lexeme)) push(context, lexeme, dialect.interpolation);
    else punctuate(lexeme, punctuation !== undefined, dialect, context);
  }
}

function word(name: string, kind: string | undefined, dialect: Dialect, context: Context): void {
  const { afterDot, fresh, namespace } = context;
  context.fresh = false;
  if (namespace === 'due') {
    push(context, name, 'nn');
    return;
  }
  if (afterDot && dialect.member !== undefined) {
    push(context, name, dialect.member);
    return;
  }
  const known = dialect.words.get(name) ?? dialect.wordShapes?.find(([shape]) => shape.test(name))?.[1];
  const opensNamespace = dialect.namespaceAfter?.has(name) === true && namespace === 'no';
  // `from` in the middle of a statement (`raise … from …`) is a keyword like any other.
  push(context, name, opensNamespace && !fresh ? 'k' : (known ?? kind ?? dialect.name));
  if (opensNamespace && fresh) context.namespace = 'due';
}

function blank(space: string, context: Context): void {
  if (space.includes('\n')) startStatement(context);
  else if (context.namespace === 'due' && context.tokens.at(-1)?.kind === 'nn') context.namespace = 'done';
  push(context, space, '');
}

function startStatement(context: Context): void {
  context.namespace = 'no';
  context.fresh = true;
}

function punctuate(marks: string, isPunctuation: boolean, dialect: Dialect, context: Context): void {
  if (context.namespace === 'due' && marks === '.') {
    push(context, marks, 'nn');
    return;
  }
  if (marks.includes(';')) startStatement(context);
  else if (context.namespace === 'due') context.namespace = 'done';
  push(context, marks, dialect.words.get(marks) ?? (isPunctuation ? dialect.punctuation : dialect.operator));
  context.afterDot = marks.endsWith('.');
}
