import { escapePattern } from '../diagnostics/index.js';

/** Something that a Ruby file of `_plugins` brings to a course, as far as its text tells. */
export interface RubyRegistration {
  readonly kind: 'tag' | 'filter' | 'generator' | 'converter' | 'hook';
  /** The name of the tag or filter, the class of a generator or converter, or what a hook is registered for. */
  readonly name: string;
  /** Path of the file, relative to the course. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Of a tag: whether it has an end. */
  readonly isBlock?: boolean;
  /** Of a tag: the text of the class that renders it; '' where that is not in the file. */
  readonly body?: string;
}

const NAME = `(?:"([\\w-]+)"|'([\\w-]+)'|:([\\w-]+)|:"([\\w-]+)")`;
const TAG = new RegExp(`\\bregister_tag\\s*\\(?\\s*${NAME}(?:\\.\\w+)*\\s*,\\s*(?:::)?([A-Z][\\w:]*)`, 'g');
const FILTER = /\bregister_filter\s*\(?\s*(?:::)?([A-Z][\w:]*)/g;
const CLASS = /\bclass\s+([A-Z][\w:]*)\s*<\s*(?:::)?(?:Jekyll::)?(Generator|Converter)\b/g;
const HOOK = /\bHooks\.register\s*\(?\s*([^\n{]*?)\s*(?:\)\s*)?(?:do\b|\{)/g;

/**
 * What a Ruby file registers with Liquid and Jekyll, in the order of its lines. The text is read, not run: names that the
 * program puts together are not found.
 */
export function rubyRegistrations(text: string, file: string): readonly RubyRegistration[] {
  const code = withoutComments(text);
  const place = (offset: number) => {
    const before = code.slice(0, offset);
    const line = before.split('\n').length;
    return { file, line, column: Array.from(before.slice(before.lastIndexOf('\n') + 1)).length + 1 };
  };
  const found: (readonly [offset: number, registration: RubyRegistration])[] = [];
  for (const match of code.matchAll(TAG)) {
    const name = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
    const owner = definition(code, match[5] ?? '');
    const isBlock = /<\s*(?:::)?(?:Liquid::)?(?:Raw|Block)\b|<\s*\S*(?:Block|Raw)\b/.test(owner?.head ?? '');
    found.push([match.index, { kind: 'tag', name, ...place(match.index), isBlock, body: owner?.body ?? '' }]);
  }
  for (const match of code.matchAll(FILTER)) {
    const owner = definition(code, match[1] ?? '');
    if (owner === undefined) continue;
    for (const [offset, name] of publicMethods(owner.body))
      found.push([owner.from + offset, { kind: 'filter', name, ...place(owner.from + offset) }]);
  }
  for (const match of code.matchAll(CLASS)) {
    const kind = match[2] === 'Generator' ? 'generator' : 'converter';
    found.push([match.index, { kind, name: lastName(match[1] ?? ''), ...place(match.index) }]);
  }
  for (const match of code.matchAll(HOOK))
    found.push([match.index, { kind: 'hook', name: match[1] ?? '', ...place(match.index) }]);
  return found.sort(([a], [b]) => a - b).map(([, registration]) => registration);
}

/** The text with spaces in the place of comments, so that every place stays what it is. */
function withoutComments(text: string): string {
  return text
    .replace(/^=begin\b[\s\S]*?^=end\b.*$/gm, blank)
    .replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|(?<![\w?&$])#(?!\{).*$/gm, (part) =>
      part.startsWith('#') ? blank(part) : part,
    );
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function lastName(constant: string): string {
  return constant.slice(constant.lastIndexOf(':') + 1);
}

/** A class or module: its first line, and what stands before its `end`. */
function definition(
  code: string,
  constant: string,
): { readonly head: string; readonly body: string; readonly from: number } | undefined {
  const name = lastName(constant);
  const pattern = new RegExp(
    `^[ \\t]*((?:class|module)[ \\t]+(?:[A-Z]\\w*::)*${escapePattern(name)}\\b.*)$`,
    'm',
  );
  const match = pattern.exec(code);
  if (match === null) return undefined;
  const [, head = ''] = match;
  const from = match.index + match[0].length;
  return { head, body: code.slice(from, endOf(code, from, head)), from };
}

const OPENING =
  /^\s*(?:class|module|def|if|unless|case|begin|while|until|for)\b|=\s*(?:if|unless|case|begin)\b|\bdo\b\s*(?:\|[^|]*\|)?\s*$/;
const ENDLESS = /^\s*def\s+[\w.?!]+\s*(?:\([^()]*\))?\s*=\s/;

/** Where the `end` stands of what begins before an offset: that which leaves nothing open. */
function endOf(code: string, from: number, head: string): number {
  let depth = 1 - ends(head);
  let at = from;
  for (const line of code.slice(from).split('\n')) {
    if (depth <= 0) return at;
    if (OPENING.test(line) && !ENDLESS.test(line)) depth++;
    const closed = ends(line);
    if (depth - closed <= 0) return at;
    depth -= closed;
    at += line.length + 1;
  }
  return code.length;
}

/** How many `end`s a line has as words of their own: at its beginning, or behind a semicolon. */
function ends(line: string): number {
  return line.match(/(?:^\s*|;\s*)end\b/g)?.length ?? 0;
}

/** The methods of a module that templates can call, with their offsets in its body. */
function publicMethods(body: string): (readonly [offset: number, name: string])[] {
  const methods: (readonly [number, string])[] = [];
  let isPrivate = false;
  for (const match of body.matchAll(
    /^[ \t]*(?:(private|protected|public)[ \t]*(?:$|(?=def\b)))|\bdef[ \t]+([a-z_]\w*[?!]?)(?![\w.])/gm,
  )) {
    const [, visibility, name] = match;
    if (visibility !== undefined) isPrivate = visibility !== 'public';
    else if (name !== undefined && !isPrivate && /^\w+$/.test(name) && name !== 'initialize')
      methods.push([match.index, name]);
  }
  return methods;
}
