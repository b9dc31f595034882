import { diagnostic } from '../../diagnostics/index.js';
import { decodeEntities } from '../source/entities.js';
import type { MarkdownEnvironment } from './environment.js';
import type { Attributes } from './ial.js';
import type { KramdownOptions } from './options.js';

/** kramdown's options as Jekyll sets them where a site says nothing (Jekyll: `Configuration::DEFAULTS`). */
export const DEFAULT_KRAMDOWN_OPTIONS: KramdownOptions = {
  auto_ids: true,
  auto_id_prefix: '',
  auto_id_stripping: false,
  hard_wrap: false,
  smart_quotes: ['‘', '’', '“', '”'],
  entity_output: 'as_char',
  toc_levels: [1, 2, 3, 4, 5, 6],
  footnote_nr: 1,
  footnote_backlink: '&#8617;',
  footnote_backlink_inline: false,
  footnote_prefix: '',
  parse_block_html: false,
  parse_span_html: true,
  link_defs: {},
  header_offset: 0,
  typographic_symbols: {},
  remove_line_breaks_for_cjk: false,
  gfm_quirks: ['paragraph_end'],
  input: 'GFM',
  syntax_highlighter: 'rouge',
  syntax_highlighter_opts: { default_lang: 'plaintext', guess_lang: true },
};

/** An option whose value kramdown would not take either. */
export interface OptionProblem {
  readonly option: string;
  /** What the option takes. */
  readonly expected: string;
}

/** An option that has no effect on a page as it is set. */
export interface IdleOption {
  /** Its name, with those of the mappings around it. */
  readonly path: readonly string[];
  /** Why, in words behind "has no effect: ". */
  readonly why: string;
}

/** kramdown's options for other output than HTML, or for other programs than this. */
const IDLE: Readonly<Record<string, string>> = {
  forbidden_inline_options: 'a page may set every option that has an effect',
  html_to_native: 'elements of HTML stay as they are written',
  latex_headers: 'it says how LaTeX is written, and pages are HTML',
  line_width: 'it says how Markdown is written, and pages are HTML',
  list_indent: 'it says how Markdown is written, and pages are HTML',
  remove_block_html_tags: 'it says how other formats are written, and pages are HTML',
  remove_span_html_tags: 'it says how other formats are written, and pages are HTML',
  template: 'layouts are what stands around a page',
  transliterated_header_ids: 'letters of other scripts stay as they are in ids',
};

/** rouge's options that are not followed. */
const IDLE_COLOURS: Readonly<Record<string, string>> = {
  formatter: 'code has the elements of HTMLLegacy, which kramdown takes by default',
  inline_theme: 'colours come from a style sheet',
  line_format: 'lines have plain numbers',
};

/** The options that a site states and that have no effect, as far as they say anything but what holds anyway. */
export function idleKramdownOptions(stated: Readonly<Record<string, unknown>>): IdleOption[] {
  const idle = (options: unknown, names: Readonly<Record<string, string>>, path: readonly string[]) =>
    Object.entries(isRecord(options) ? options : {}).flatMap(([name, value]) => {
      const why = Object.hasOwn(names, name) ? names[name] : undefined;
      return why === undefined || isUnset(value) ? [] : [{ path: [...path, name], why }];
    });
  const { syntax_highlighter: highlighter, syntax_highlighter_opts: colours } = stated;
  const other = typeof highlighter === 'string' && !/^:?(?:rouge|nil|)$/.test(highlighter);
  const path = ['syntax_highlighter_opts'];
  const { block, span } = isRecord(colours) ? colours : {};
  return [
    ...idle(stated, IDLE, []),
    ...(other ? [{ path: ['syntax_highlighter'], why: 'code has the elements and classes of rouge' }] : []),
    ...idle(colours, IDLE_COLOURS, path),
    ...idle(block, IDLE_COLOURS, [...path, 'block']),
    ...idle(span, IDLE_COLOURS, [...path, 'span']),
  ];
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === false || value === '' || value === 'HTMLLegacy';
}

/** How one option's value is read: undefined where it cannot be. */
interface OptionReader<T> {
  readonly read: (value: unknown) => T | undefined;
  readonly expected: string;
}

const boolean: OptionReader<boolean> = {
  read: (value) => {
    if (typeof value === 'boolean') return value;
    if (typeof value !== 'string') return undefined;
    const word = value.toLowerCase().trim();
    return word === 'true'
      ? true
      : word === 'false' || word === '' || word === 'no' || word === 'f'
        ? false
        : undefined;
  },
  expected: 'true or false',
};

const integer: OptionReader<number> = {
  read: (value) => {
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
  },
  expected: 'a whole number',
};

const string: OptionReader<string> = {
  read: (value) => (value === null ? undefined : isScalar(value) ? String(value) : undefined),
  expected: 'a text',
};

const entityOutput: OptionReader<KramdownOptions['entity_output']> = {
  read: (value) => {
    const name = typeof value === 'string' ? value.replace(/^:/, '') : '';
    return name === 'as_char' || name === 'as_input' || name === 'numeric' || name === 'symbolic'
      ? name
      : undefined;
  },
  expected: 'as_char, as_input, numeric or symbolic',
};

const tocLevels: OptionReader<readonly number[]> = {
  read: (value) => {
    const range = typeof value === 'string' ? /^(\d)\.\.(\d)$/.exec(value) : null;
    let levels: number[];
    if (range !== null) {
      const [from, to] = [Number(range[1]), Number(range[2])];
      levels = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
    } else if (typeof value === 'number') levels = [value];
    else if (typeof value === 'string' && /^\d(?:,\d)*$/.test(value)) levels = value.split(',').map(Number);
    else if (Array.isArray(value)) levels = value.map(Number);
    else return undefined;
    return levels.every((level) => level >= 1 && level <= 6) ? [...new Set(levels)] : undefined;
  },
  expected: 'heading levels from 1 to 6: 1..3, or 1,2,3, or a list',
};

const smartQuotes: OptionReader<KramdownOptions['smart_quotes']> = {
  read: (value) => {
    const names = typeof value === 'string' ? value.split(',') : value;
    if (!Array.isArray(names) || names.length !== 4) return undefined;
    const [a, b, c, d] = names.map((name) => quoteCharacter(String(name).trim()));
    return a && b && c && d ? [a, b, c, d] : undefined;
  },
  expected: 'four entity names or code points: lsquo,rsquo,ldquo,rdquo',
};

const symbols: OptionReader<Readonly<Record<string, string>>> = {
  read: (value) =>
    isRecord(value)
      ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text ?? '')]))
      : undefined,
  expected: 'a mapping from the names of symbols to texts',
};

const linkDefinitions: OptionReader<KramdownOptions['link_defs']> = {
  read: (value) => {
    if (!isRecord(value)) return undefined;
    const definitions: [id: string, definition: readonly [string, string?]][] = [];
    for (const [id, pair] of Object.entries(value)) {
      if (!Array.isArray(pair) || pair.length === 0 || pair.length > 2) return undefined;
      const [url, title]: unknown[] = pair;
      const isTitled = title !== undefined && title !== null;
      definitions.push([id, isTitled ? [String(url), String(title)] : [String(url)]]);
    }
    return Object.fromEntries(definitions);
  },
  expected: 'a mapping from link ids to lists of a URL and a title',
};

const quirks: OptionReader<readonly string[]> = {
  read: (value) => {
    const names = typeof value === 'string' ? value.split(',') : value;
    return Array.isArray(names) ? names.map((name) => String(name).trim().replace(/^:/, '')) : undefined;
  },
  expected: 'names of quirks: paragraph_end, no_auto_typographic',
};

const input: OptionReader<KramdownOptions['input']> = {
  read: (value) => {
    const name = typeof value === 'string' ? value.toLowerCase() : '';
    return name === 'gfm' ? 'GFM' : name === 'kramdown' ? 'kramdown' : undefined;
  },
  expected: 'GFM or kramdown',
};

const highlighter: OptionReader<string | null> = {
  read: (value) => {
    if (value === null || value === false || value === 'nil' || value === '') return null;
    return typeof value === 'string' ? value.replace(/^:/, '') : undefined;
  },
  expected: 'rouge, or nothing',
};

const highlighterOptions: OptionReader<Readonly<Record<string, unknown>>> = {
  read: (value) =>
    isRecord(value) ? { ...DEFAULT_KRAMDOWN_OPTIONS.syntax_highlighter_opts, ...value } : undefined,
  expected: 'a mapping',
};

const READERS: { readonly [Name in keyof KramdownOptions]: OptionReader<KramdownOptions[Name]> } = {
  auto_ids: boolean,
  auto_id_prefix: string,
  auto_id_stripping: boolean,
  hard_wrap: boolean,
  smart_quotes: smartQuotes,
  entity_output: entityOutput,
  toc_levels: tocLevels,
  footnote_nr: integer,
  footnote_backlink: string,
  footnote_backlink_inline: boolean,
  footnote_prefix: string,
  parse_block_html: boolean,
  parse_span_html: boolean,
  link_defs: linkDefinitions,
  header_offset: integer,
  typographic_symbols: symbols,
  remove_line_breaks_for_cjk: boolean,
  gfm_quirks: quirks,
  input,
  syntax_highlighter: highlighter,
  syntax_highlighter_opts: highlighterOptions,
};

/**
 * Reads kramdown's options as a site states them (`kramdown:` in `_config.yml`, or `{::options}` in a page) over
 * `base`. Names that kramdown's HTML output does not use are passed over, as Jekyll does; a value that an option
 * cannot take leaves the option as it was and is answered as a problem. See kramdown's `options.rb`.
 */
export function readKramdownOptions(
  stated: Readonly<Record<string, unknown>>,
  base: KramdownOptions = DEFAULT_KRAMDOWN_OPTIONS,
): { readonly options: KramdownOptions; readonly problems: readonly OptionProblem[] } {
  const problems: OptionProblem[] = [];
  const read = <Name extends keyof KramdownOptions>(name: Name): Partial<Pick<KramdownOptions, Name>> => {
    if (!Object.hasOwn(stated, name)) return {};
    const reader: OptionReader<KramdownOptions[Name]> = READERS[name];
    const value = reader.read(stated[name]);
    if (value === undefined) {
      problems.push({ option: name, expected: reader.expected });
      return {};
    }
    const found: Partial<Pick<KramdownOptions, Name>> = {};
    found[name] = value;
    return found;
  };
  const options = { ...base };
  for (const name of optionNames()) Object.assign(options, read(name));
  // Jekyll gives it to the highlighter (`kramdown_parser.rb`, setup); kramdown itself has no such option.
  if (base === DEFAULT_KRAMDOWN_OPTIONS && Object.hasOwn(stated, 'guess_lang')) {
    const { guess_lang: guess } = stated;
    const guess_lang = guess !== false && guess !== null;
    options.syntax_highlighter_opts = { ...options.syntax_highlighter_opts, guess_lang };
  }
  return { options: options.input === 'GFM' ? options : { ...options, ...WITHOUT_GFM }, problems };
}

/** What only the GFM parser asks for. */
const WITHOUT_GFM: Pick<KramdownOptions, 'gfm_quirks' | 'hard_wrap'> = { gfm_quirks: [], hard_wrap: false };

/** The names of the options, typed. */
function optionNames(): (keyof KramdownOptions)[] {
  return Object.keys(READERS).filter(
    (name): name is keyof KramdownOptions => name in DEFAULT_KRAMDOWN_OPTIONS,
  );
}

/** A quote given as an entity's name or a code point. */
function quoteCharacter(name: string): string | undefined {
  if (/^\d+$/.test(name)) return Number(name) <= 0x10ffff ? String.fromCodePoint(Number(name)) : undefined;
  const decoded = decodeEntities(`&${name};`);
  return decoded === `&${name};` ? undefined : decoded;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Carries out `{::options key="value"}`, which stands at the document offset `at`: what the parser asks for is
 * changed from there on, how things are printed in the whole document. A value that an option cannot take is
 * reported and leaves the option as it was.
 */
export function changeOptions(stated: Attributes, environment: MarkdownEnvironment, at: number): void {
  const { options, problems } = readKramdownOptions(Object.fromEntries(stated), environment.kramdown);
  environment.kramdown = options;
  for (const { option, expected } of problems) {
    environment.diagnostics.push(
      diagnostic(
        'warning',
        'markdown-option',
        () => environment.locate(at),
        `The option ${option} cannot be set to this value.`,
        { hint: `It takes ${expected}.` },
      ),
    );
  }
}
