/**
 * How rouge names the tokens of one language where it differs from the rest. highlight.js and rouge cut code
 * at nearly the same places; this is what their names need to meet. All classes are the short names of rouge's
 * `token.rb`, '' stands for text without a class.
 */
export interface Dialect {
  /** Class of an identifier that means nothing special. */
  readonly name: string;
  /**
   * Cuts running code: one alternative each for names, numbers, white space, punctuation and operators, each a
   * group of its own, in this order.
   */
  readonly lexeme: RegExp;
  /** Classes of certain words and marks, whatever highlight.js took them for. */
  readonly words: ReadonlyMap<string, string>;
  /** Class of an identifier behind a dot; without it, as if the dot were not there. */
  readonly member?: string;
  /** Words behind which a dotted name is a namespace (`import a.b`), of class `nn`. */
  readonly namespaceAfter?: ReadonlySet<string>;
  /** Classes of highlight.js's scopes, before the general table. */
  readonly scopes?: Readonly<Record<string, string>>;
  readonly operator: string;
  readonly punctuation: string;
  readonly number?: string;
  readonly comment: { readonly line: string; readonly block: string };
  /** Classes of strings by their first quote, and of the quotes themselves where they have one of their own. */
  readonly string: { readonly double: string; readonly single: string; readonly delimiter?: string };
  /** Class of the braces around an expression inside a string. */
  readonly interpolation: string;
  /** Classes of bare words that a pattern recognises rather than a list: `--option`, the `x` of `x=1`. */
  readonly wordShapes?: readonly (readonly [shape: RegExp, kind: string])[];
  /** What is an escape inside a string. */
  readonly escape?: RegExp;
  /** Letters before the quote that belong to the string, of class `sa`; those with `r` switch escapes off. */
  readonly affix?: RegExp;
}

function words(classes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(classes).flatMap(([name, list]) => list.split(' ').map((word) => [word, name] as const)),
  );
}

const C_ESCAPE = /\\(?:x[0-9a-fA-F]{1,4}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|\n|[^\n])/g;

/** What most of rouge's lexers have in common. */
const GENERAL: Dialect = {
  name: 'n',
  lexeme:
    /([\p{L}\p{Nl}_$][\p{L}\p{M}\p{N}_$]*)|(\p{N}[\p{N}.]*)|(\s+)|([()[\]{},;.:]+)|([^\p{L}\p{N}\s_$()[\]{},;.:]+)/gu,
  words: new Map(),
  operator: 'o',
  punctuation: 'p',
  comment: { line: 'c1', block: 'cm' },
  string: { double: 's2', single: 's1' },
  interpolation: 'si',
};

/** rouge `lexers/python.rb`. */
const PYTHON: Dialect = {
  ...GENERAL,
  words: words({
    k: 'assert break continue del elif else except exec finally for global if lambda pass print raise return try while yield with as async await nonlocal def class',
    kn: 'import from',
    ow: 'in is and or not',
    bp: 'self None Ellipsis NotImplemented False True',
    n: 'match case lazy aiter anext breakpoint frozendict help sentinel __debug__ Any Callable Coroutine Dict List Literal Generic Optional Sequence Set Tuple Type Union',
    nb: 'ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EnvironmentError Exception FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError OverflowWarning PendingDeprecationWarning ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StandardError StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning VMSError ValueError Warning WindowsError ZeroDivisionError __import__ abs all any apply ascii basestring bin bool buffer bytearray bytes callable chr classmethod cmp coerce compile complex delattr dict dir divmod enumerate eval execfile exit file filter float format frozenset getattr globals hasattr hash hex id input int intern isinstance issubclass iter len list locals long map max memoryview min next object oct open ord pow property range raw_input reduce reload repr reversed round set setattr slice sorted staticmethod str sum super tuple type unichr unicode vars xrange zip',
  }),
  member: 'n',
  namespaceAfter: new Set(['import', 'from']),
  scopes: { meta: '' },
  string: { double: 's', single: 's' },
  escape: /\\(?:[\\abfnrtv"'\n]|N\{[^}]*\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-7]{1,3})/g,
  affix: /^[rRbBuUfFtT]{1,2}(?=["'])/,
};

/** rouge `lexers/javascript.rb` and `typescript.rb`. */
const JAVASCRIPT: Dialect = {
  ...GENERAL,
  name: 'nx',
  words: words({
    k: 'as async await break case catch continue debugger default delete do else export finally from for if import in instanceof new of return super switch this throw try typeof void while yield',
    kd: 'var let const with function class extends constructor get set static type',
    kr: 'enum implements interface package private protected public readonly abstract declare namespace string number boolean any never unknown',
    kc: 'true false null NaN Infinity undefined',
    nb: 'Array Boolean Date Error Function Math Number Object RegExp String decodeURI decodeURIComponent encodeURI encodeURIComponent eval isFinite isNaN parseFloat parseInt document window navigator self global Promise Set Map WeakSet WeakMap Symbol Proxy Reflect Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array DataView ArrayBuffer',
    nx: 'console module require arguments process',
  }),
  scopes: {
    'title.function': 'nx',
    'title.class': 'nx',
    'title.class.inherited': 'nx',
    attr: 'na',
    property: 'nx',
    'variable.constant': 'nx',
  },
  string: { double: 's2', single: 's1', delimiter: 'dl' },
  interpolation: 'p',
  escape: /\\[\\nrt"'`$]/g,
};

/** rouge `lexers/shell.rb`: an ordinary word is text without a class. */
const SHELL: Dialect = {
  ...GENERAL,
  name: '',
  lexeme:
    /([^\s=*{}()[\]$"'`;\\<>|&!][^=*\s{}()$"'`;\\<]*)|(\b\B)|(\s+)|([;*$"'`\\]|[<|&](?![<|&]))|(&&|\|\||<<<|<<-?|[[\]{}()!=>])/g,
  words: words({
    k: 'if fi else while do done for then return function select continue until esac elif in case *',
    nb: 'alias bg bind break builtin caller cd command compgen complete declare dirs disown enable eval exec exit export false fc fg getopts hash help history jobs let local logout popd pushd pwd read readonly set shift shopt source suspend test time times trap true type typeset ulimit umask unalias unset wait cat tac fmt fold head tail split wc sum sort uniq comm cut paste join tr ls dir dd cp install mv rm ln link mkdir rmdir unlink chown chgrp chmod touch df du stat sync truncate echo printf yes expr tee basename dirname mktemp realpath stty tty id who whoami groups users date arch nproc uname hostname uptime env nice nohup timeout kill sleep seq tar grep sudo awk sed gzip gunzip',
    p: ';',
  }),
  scopes: { variable: 'nv', built_in: '', 'title.function': '', literal: 'nb' },
  punctuation: '',
  wordShapes: [[/^--?[\w-]+$/, 'nt']],
  comment: { line: 'c', block: 'c' },
  escape: /\\[^\n]/g,
};

/** rouge `lexers/c.rb`, `cpp.rb`, `java.rb` and their like. */
const C: Dialect = {
  ...GENERAL,
  words: words({
    kt: 'int long float short double char unsigned signed void bool size_t ssize_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t wchar_t',
    n: 'printf std string vector cout cin endl',
  }),
  scopes: { meta: 'cp', built_in: 'n', literal: 'nb', 'title.class': 'nc', type: 'kt', char: 'sc' },
  string: { double: 's', single: 'sc' },
  escape: C_ESCAPE,
};

const JAVA: Dialect = {
  ...C,
  member: 'na',
  words: words({
    kt: 'boolean byte char double float int long short void var',
    kd: 'abstract const extends final implements native private protected public static strictfp super synchronized throws transient volatile class interface enum record',
    kn: 'package import',
    kc: 'true false null',
  }),
  namespaceAfter: new Set(['package', 'import']),
  scopes: { meta: 'nd', built_in: 'n', 'title.class': 'nc', 'title.function': 'nf' },
  punctuation: 'o',
};

/** rouge `lexers/r.rb`. */
const R: Dialect = {
  ...GENERAL,
  words: words({
    k: 'if else for while repeat in next break return switch function',
    kc: 'TRUE FALSE NULL Inf NaN NA NA_integer_ NA_real_ NA_complex_ NA_character_',
  }),
  scopes: { built_in: 'nf' },
  number: 'm',
};

const RUBY: Dialect = {
  ...GENERAL,
  words: words({ kp: 'true false nil', nb: 'puts print require require_relative raise p' }),
  scopes: { variable: 'vi', symbol: 'ss', built_in: 'nb', params: 'n' },
  escape: C_ESCAPE,
};

/** rouge `lexers/html.rb` and `xml.rb`. */
const MARKUP: Dialect = {
  ...GENERAL,
  name: '',
  words: words({ na: '=' }),
  scopes: { tag: 'nt', name: 'nt', attr: 'na', meta: 'cp', symbol: 'ni', keyword: 'cp' },
  operator: '',
  punctuation: '',
  comment: { line: 'c', block: 'c' },
  string: { double: 's', single: 's' },
};

/** rouge `lexers/css.rb` and `scss.rb`. */
const CSS: Dialect = {
  ...GENERAL,
  scopes: {
    'selector-tag': 'nt',
    'selector-class': 'nc',
    'selector-id': 'nf',
    'selector-pseudo': 'nd',
    'selector-attr': 'na',
    attribute: 'nl',
    built_in: 'nb',
    keyword: 'k',
    meta: 'cp',
    variable: 'nv',
  },
  number: 'm',
  comment: { line: 'c1', block: 'c' },
};

const JSON_DATA: Dialect = {
  ...GENERAL,
  words: words({ kc: 'true false null' }),
  scopes: { attr: 'nl' },
  escape: /\\./g,
};

const YAML: Dialect = {
  ...GENERAL,
  name: 's',
  words: words({ no: 'true false null yes no on off' }),
  scopes: { attr: 'na', bullet: 'pi', meta: 'nn', type: 'nc', string: 's' },
  punctuation: 'pi',
  number: 'm',
};

/** A line that was added or taken away is one token, with its sign. */
const DIFF: Dialect = {
  ...GENERAL,
  name: '',
  scopes: { addition: 'gi', deletion: 'gd', comment: 'gd', meta: 'p' },
  operator: '',
  punctuation: '',
};

/** Languages whose running text is text: only what highlight.js found gets a class. */
const PROSE: Dialect = { ...GENERAL, name: '', operator: '', punctuation: '' };

const LATEX: Dialect = {
  ...PROSE,
  scopes: { keyword: 'k', built_in: 'k', string: '', formula: '' },
  comment: { line: 'c', block: 'c' },
  punctuation: 'p',
};

const INI: Dialect = {
  ...GENERAL,
  name: 's',
  scopes: { section: 'nn', attr: 'py' },
  operator: 'p',
  comment: { line: 'c', block: 'c' },
};

const MARKDOWN: Dialect = {
  ...PROSE,
  scopes: { section: 'gh', emphasis: 'ge', strong: 'gs', code: 'sb', bullet: 'p', link: 'sx', quote: 'gt' },
};

const DIALECTS: Readonly<Record<string, Dialect>> = {
  bash: SHELL,
  c: C,
  cpp: C,
  csharp: { ...JAVA, punctuation: 'p' },
  css: CSS,
  diff: DIFF,
  dockerfile: SHELL,
  erb: MARKUP,
  go: {
    ...C,
    words: new Map(),
    scopes: { built_in: 'nb', type: 'kt', literal: 'no' },
    number: 'm',
    string: { double: 's', single: 's' },
  },
  ini: INI,
  java: JAVA,
  javascript: JAVASCRIPT,
  json: JSON_DATA,
  julia: { ...GENERAL, scopes: { type: 'kt', built_in: 'nb' }, comment: { line: 'c', block: 'cm' } },
  latex: LATEX,
  makefile: SHELL,
  markdown: MARKDOWN,
  objectivec: C,
  python: PYTHON,
  r: R,
  ruby: RUBY,
  rust: { ...GENERAL, string: { double: 's', single: 's' }, escape: C_ESCAPE },
  scheme: {
    ...GENERAL,
    name: 'nv',
    words: words({ k: 'define lambda let let* letrec if cond case begin do quote set!' }),
  },
  scss: CSS,
  typescript: JAVASCRIPT,
  xml: MARKUP,
  yaml: YAML,
};

/** The dialect of one of highlight.js's grammars; the general one where rouge's lexer has no ways of its own. */
export function dialectOf(grammar: string): Dialect {
  return DIALECTS[grammar] ?? GENERAL;
}
