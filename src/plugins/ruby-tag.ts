import { diagnostic } from '../diagnostics/index.js';
import { type ExtraBlock, type ExtraTag, isStandardTag, type TagCall } from '../liquid/index.js';
import type { RubyRegistration } from './ruby-registrations.js';

/**
 * A tag in Ruby that does nothing but put its arguments into a text, as those of tufte-jekyll and many a course's own do. All
 * that its class says is read, and what is not understood to the last line is no such tag.
 */
export interface RubyTag {
  /** Whether its arguments are split as a shell does (`shellsplit`), or one text. */
  readonly arguments: 'split' | 'whole' | 'stripped' | 'none';
  readonly result: Result;
}

/** What `render` gives: a text, or one of two by how an argument begins. */
type Result = readonly Piece[] | Choice;

interface Choice {
  readonly argument: Argument;
  readonly prefixes: readonly string[];
  readonly yes: readonly Piece[];
  readonly no: readonly Piece[];
}

/** An argument by its number, or all of them as one text. */
type Argument = number | 'all';

/** A part of the text that a tag prints. */
type Piece =
  | string
  | { readonly argument: Argument }
  | { readonly setting: 'baseurl' }
  | { readonly body: true }
  | { readonly markdown: Piece; readonly isInline: boolean };

/** A value that a local variable of `render` has. */
type Bindings = Map<string, Piece | 'site' | 'converter'>;

/** Raised where a line of Ruby is none of those that are understood. */
class NotUnderstood extends Error {}

/** Reads the class of a tag (its text between `class …` and `end`); undefined where it does anything else. */
export function rubyTag(body: string): RubyTag | undefined {
  try {
    return readClass(body);
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

/** The tags that a course's Ruby files register and that can be understood, as Liquid has them. */
export function rubyTags(
  registrations: readonly RubyRegistration[],
): Readonly<Record<string, ExtraTag | ExtraBlock>> {
  return Object.fromEntries(
    registrations.flatMap(({ kind, name, body = '', isBlock = false }) => {
      if (kind !== 'tag' || isStandardTag(name) || body === '') return [];
      const tag = rubyTag(body);
      if (tag === undefined) return [];
      const render: ExtraTag = (call) => printed(tag, name, call, '');
      return [[name, isBlock ? { block: (call, text) => printed(tag, name, call, text) } : render]];
    }),
  );
}

function readClass(body: string): RubyTag {
  const lines = statements(body);
  let kind: RubyTag['arguments'] = 'none';
  let variable = '';
  let result: Result | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^require\b/.test(line)) continue;
    const [, , parameter = ''] =
      /^def initialize\s*\(?\s*(\w+)\s*,\s*(\w+)\s*,\s*\w+\s*\)?$/.exec(line) ?? [];
    if (parameter !== '') {
      const end = lines.indexOf('end', at);
      for (const inner of lines.slice(at + 1, end)) {
        if (/^super\b/.test(inner) || /^require\b/.test(inner)) continue;
        const [, name, from, method] = /^@(\w+)\s*=\s*(\w+)(?:\.(shellsplit|strip|to_s))?$/.exec(inner) ?? [];
        if (name === undefined || from !== parameter || variable !== '') throw new NotUnderstood();
        variable = name;
        kind = method === 'shellsplit' ? 'split' : method === 'strip' ? 'stripped' : 'whole';
      }
      at = end;
    } else if (/^def render\s*\(?\s*context\s*\)?$/.test(line)) {
      const rest = lines.slice(at + 1);
      if (rest.at(-1) !== 'end' || rest.some((inner) => inner.startsWith('def '))) throw new NotUnderstood();
      result = readRender(rest.slice(0, -1), variable, kind);
      break;
    } else throw new NotUnderstood();
  }
  if (result === undefined) throw new NotUnderstood();
  return { arguments: kind, result };
}

/** Lines without the spaces around; one that ends with an operator goes on in the next. */
function statements(body: string): string[] {
  const joined = body.replace(/(\+|\\|<<)[ \t]*\n\s*/g, (_, sign: string) =>
    sign === '\\' ? ' ' : ` ${sign} `,
  );
  return joined
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function readRender(lines: readonly string[], variable: string, kind: RubyTag['arguments']): Result {
  const bindings: Bindings = new Map();
  const scope = { variable, kind, bindings };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const rest = lines.slice(at);
    if (/^require\b/.test(line)) continue;
    const [, name, value] = /^([a-z_]\w*)\s*=\s*(?!=)(.+)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      bindings.set(name, boundValue(value, scope));
      continue;
    }
    const [, subject, list] = /^if\s+(.+?)\.start_with\?\s*\(([^()]*)\)$/.exec(line) ?? [];
    if (subject !== undefined && list !== undefined) {
      const [, yes, otherwise, no, end, ...more] = rest;
      if (otherwise !== 'else' || end !== 'end' || more.length > 0) throw new NotUnderstood();
      const argument = operand(subject, scope);
      if (typeof argument !== 'object' || !('argument' in argument)) throw new NotUnderstood();
      const prefixes = list.split(',').map((item) => {
        const [only, ...others] = piecesOf(item.trim(), scope);
        if (typeof only !== 'string' || others.length > 0) throw new NotUnderstood();
        return only;
      });
      return {
        argument: argument.argument,
        prefixes,
        yes: piecesOf(yes ?? '', scope),
        no: piecesOf(no ?? '', scope),
      };
    }
    if (rest.length > 1) throw new NotUnderstood();
    return piecesOf(line.replace(/^return\s+/, ''), scope);
  }
  throw new NotUnderstood();
}

interface Scope {
  readonly variable: string;
  readonly kind: RubyTag['arguments'];
  readonly bindings: Bindings;
}

const CONVERTER =
  /^(?:site|context\.registers\[:site\])\.find_converter_instance\s*\(?\s*(?:::)?Jekyll::Converters::Markdown\s*\)?$/;
const BASEURL = /^(?:site|context\.registers\[:site\])\.config\[["']baseurl["']\]$/;
const KRAMDOWN =
  /^Kramdown::Document\.new\(\s*(.+?)\s*(?:,\s*\{?\s*remove_span_html_tags:\s*true\s*\}?\s*)?\)\.to_html$/;
const CONVERTED =
  /^converter\.convert\(\s*(.+?)\s*\)((?:\.(?:gsub\(\/<\\\/\?p\[\^>\]\*>\/,\s*(?:""|'')\)|chomp|strip))*)$/;

/** What is bound to a local variable. */
function boundValue(value: string, scope: Scope): Piece | 'site' | 'converter' {
  if (/^context\.registers\[:site\]$/.test(value)) return 'site';
  if (CONVERTER.test(value)) return 'converter';
  if (BASEURL.test(value)) return { setting: 'baseurl' };
  const [, kramdown] = KRAMDOWN.exec(value) ?? [];
  if (kramdown !== undefined) return { markdown: operand(kramdown, scope), isInline: false };
  const [, converted, chain] = CONVERTED.exec(value) ?? [];
  if (converted !== undefined && scope.bindings.get('converter') === 'converter')
    return { markdown: operand(converted, scope), isInline: chain?.includes('gsub') === true };
  if (value === 'super' || value === 'super.to_s') return { body: true };
  return operand(value, scope);
}

/** A string expression: literals, variables and arguments with `+` between. */
function piecesOf(expression: string, scope: Scope): readonly Piece[] {
  const pieces: Piece[] = [];
  let rest = expression.trim();
  for (;;) {
    const [literal] = /^(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/.exec(rest) ?? [];
    const [plain = ''] = literal === undefined ? (/^[^+"'\s][^+"']*/.exec(rest) ?? []) : [literal];
    if (plain === '') throw new NotUnderstood();
    if (literal === undefined) pieces.push(operand(plain.trim(), scope));
    else
      pieces.push(
        ...(literal.startsWith('"') ? interpolated(literal.slice(1, -1), scope) : [unquoted(literal)]),
      );
    rest = rest.slice(plain.length).trimStart();
    if (rest === '') return pieces;
    // Ruby takes literals side by side for one, too.
    if (rest.startsWith('+') || rest.startsWith('<<')) rest = rest.replace(/^(?:\+|<<)\s*/, '');
    else if (literal === undefined || !/^["']/.test(rest)) throw new NotUnderstood();
  }
}

function unquoted(literal: string): string {
  return literal.slice(1, -1).replace(/\\(['\\])/g, '$1');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', s: ' ', r: '\r' };

/** The inside of a literal in double quotes. */
function interpolated(text: string, scope: Scope): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const [part, escaped, code] of text.matchAll(/\\(.)|#\{([^{}]*)\}|(?:(?!#\{)[^\\])+/gs)) {
    if (code !== undefined) pieces.push(operand(code.trim(), scope));
    else if (escaped !== undefined) {
      if (/[0-9uxcCMabefv]/.test(escaped)) throw new NotUnderstood();
      pieces.push(ESCAPES[escaped] ?? escaped);
    } else pieces.push(part);
  }
  if (text.includes('#{') && !/#\{[^{}]*\}/.test(text)) throw new NotUnderstood();
  return pieces;
}

/** A variable, an argument, or the body of a block. */
function operand(code: string, { variable, kind, bindings }: Scope): Piece {
  if (code === 'super') return { body: true };
  const bound = bindings.get(code);
  if (bound !== undefined && bound !== 'site' && bound !== 'converter') return bound;
  if (BASEURL.test(code)) return { setting: 'baseurl' };
  const [, name, index] = /^@(\w+)(?:\[(\d+)\])?$/.exec(code) ?? [];
  if (name === undefined || name !== variable || kind === 'none') throw new NotUnderstood();
  if ((kind === 'split') !== (index !== undefined)) throw new NotUnderstood();
  return { argument: index === undefined ? 'all' : Number(index) };
}

/** What a tag prints at a place. */
function printed(tag: RubyTag, name: string, call: TagCall, body: string): string {
  const words = tag.arguments === 'split' ? shellWords(call.markup) : [];
  if (words === undefined) {
    const message = `A quotation mark among the arguments of the tag ${name} has no other that ends it.`;
    const hint = 'Put each argument between quotation marks, and \\ in front of one within.';
    call.report(diagnostic('error', 'liquid-syntax', call.place, message, { hint }));
    return '';
  }
  const argument = (which: Argument): string | undefined =>
    which === 'all' ? (tag.arguments === 'whole' ? call.written : call.markup) : words[which];
  const { result } = tag;
  const text = (piece: Piece): string => {
    if (typeof piece === 'string') return piece;
    if ('argument' in piece) return argument(piece.argument) ?? '';
    if ('body' in piece) return body;
    if ('setting' in piece) return String(call.evaluate('site.baseurl') ?? '');
    const html = String(call.filter('markdownify', text(piece.markdown), []));
    return piece.isInline ? html.replace(/<\/?p[^>]*>/g, '').replace(/\n$/, '') : html;
  };
  if (!('prefixes' in result)) return result.map(text).join('');
  const subject = argument(result.argument);
  if (subject === undefined) {
    const message = `The tag ${name} needs an argument more, without which it shows nothing.`;
    const hint = 'Write all of its arguments, each between quotation marks.';
    call.report(diagnostic('error', 'liquid-argument', call.place, message, { hint }));
    return '';
  }
  return (result.prefixes.some((prefix) => subject.startsWith(prefix)) ? result.yes : result.no)
    .map(text)
    .join('');
}

/** Ruby's `Shellwords.split`, line for line; undefined where a quotation mark has no end. */
export function shellWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let field = '';
  let hasField = false;
  const pattern = /\s*(?:([^\s\\'"]+)|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|(\\[\s\S]?)|(\S))(\s|$)?/y;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    const [, word, single, double, escaped, garbage, separator] = match;
    if (garbage !== undefined) return undefined;
    field +=
      word ?? single ?? double?.replace(/\\([$`"\\\n])/g, '$1') ?? escaped?.replace(/\\(.)/g, '$1') ?? '';
    hasField = true;
    if (separator === undefined) continue;
    words.push(field);
    field = '';
    hasField = false;
    if (pattern.lastIndex >= line.length) break;
  }
  return hasField ? [...words, field] : words;
}
