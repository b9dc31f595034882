import { type Diagnostic, locator, type MappedText, type Place } from '../../diagnostics/index.js';
import type { Label, Mention } from '../../labels/index.js';
import type { Formula } from '../../math/index.js';
import type { OffsetMap } from '../source/segment.js';
import type { Ial } from './ial.js';
import type { StateCore, Token } from './markdown-it.js';
import { isMended } from './mend.js';
import type { Numbering } from './numbering.js';
import type { KramdownOptions, MarkdownOptions } from './options.js';
import type { Anchor, ForeignSyntax, Heading, Reference } from './result.js';

/** A link definition: `[id]: url "title"`. */
export interface LinkDefinition {
  readonly url: string;
  readonly title: string | undefined;
  /** Where the URL starts in the document; undefined where the site's configuration defines the link. */
  readonly at: number | undefined;
  /** The attribute list that stands on the definition. */
  readonly ial: Ial | undefined;
}

/** What a short form stands for: `*[HTML]: Hyper Text Markup Language`. */
export interface Abbreviation {
  readonly title: string;
  /** The attribute list that stands on the definition. */
  readonly ial: Ial;
}

/** The text of a footnote: `[^name]: …`. */
export interface FootnoteDefinition {
  readonly name: string;
  /** Where it starts in the document. */
  readonly at: number;
  readonly tokens: Token[];
  /** Whether its last block is a paragraph, in which the link back can stand. */
  readonly endsWithParagraph: boolean;
}

/**
 * What markdown-it hands from rule to rule as `env` while one document is parsed: definitions that text
 * anywhere can refer to, and what is found on the way. One is made per document; nothing outlives it.
 */
export interface MarkdownEnvironment {
  /** How the document is read; a text that is read on trial may be read otherwise. */
  options: MarkdownOptions;
  /** How what the document numbers is numbered; undefined where it is read as kramdown reads it. */
  readonly numbering: Numbering | undefined;
  /** The kramdown options as they now stand: the site's, until a `{::options …}` of the document changes them. */
  kramdown: KramdownOptions;
  /** The whole text of the document, with its places. */
  readonly document: MappedText;
  /** The place of an offset into the document. */
  readonly locate: (offset: number) => Place;
  /** Keyed by the normalised id (kramdown: lower case, white space folded). */
  readonly linkDefinitions: Map<string, LinkDefinition>;
  /** Attribute list definitions, `{:name: …}`. */
  readonly attributeLists: Map<string, Ial>;
  /** Abbreviations, `*[HTML]: Hyper Text Markup Language`: the short form to its title. */
  readonly abbreviations: Map<string, Abbreviation>;
  /** Footnotes by their names. */
  readonly footnotes: Map<string, FootnoteDefinition>;
  /**
   * Whether formulas come before Markdown, so that it cannot hurt them; else Markdown is read first, and formulas are
   * what MathJax then finds. That is what the mend `formulas` switches.
   */
  mathFirst: boolean;
  /** Whether a marker with a full-width or a no-break space behind it may stand anywhere in the document. */
  readonly hasWideMarkers: boolean;
  /** The offset map of the inline text that is being parsed. */
  origin: OffsetMap;
  /** The elements of HTML that the text stands in, the innermost last. */
  elements: readonly string[];
  /** Whether that text is neither in HTML nor in a footnote, where the GFM parser makes no line breaks. */
  breaksLines: boolean;
  /** Whether that text is a cell of a table that speaks of something else than HTML, so that tags in it are markup. */
  inCell: boolean;
  /**
   * How many characters spans that turn out not to close may still make the parser read twice. No page that
   * someone wrote comes near the end; behind it, such openings are text at once, so that any input takes
   * linear time.
   */
  budget: number;
  readonly headings: Heading[];
  readonly anchors: Anchor[];
  readonly formulas: Formula[];
  readonly references: Reference[];
  readonly foreign: ForeignSyntax[];
  /** What can be referred to by its number, and what is referred to that the document has not. */
  readonly labels: Label[];
  readonly mentions: Mention[];
  readonly diagnostics: Diagnostic[];
}

/** The key under which markdown-it's `env` holds the environment. */
const KEY = 'environment';

/** What markdown-it is to be given as `env`; its own rules may put what they like beside the environment. */
export function envOf(environment: MarkdownEnvironment): Record<string, unknown> {
  return { [KEY]: environment };
}

/**
 * The environment of the document that a rule's state belongs to. markdown-it knows `env` as a bag of anything;
 * `createMarkdown` never starts a parse with anything but `envOf(…)`, so the cast holds.
 */
export function environmentOf(state: { readonly env?: unknown }): MarkdownEnvironment {
  return (state.env as Record<typeof KEY, MarkdownEnvironment>)[KEY];
}

/** What `read` answers, with the environment given back as it was: for texts that are read to see what comes of it. */
export function speculatively<T>(environment: MarkdownEnvironment, read: () => T): T {
  const { options, kramdown, mathFirst, origin, elements, breaksLines, inCell, budget } = environment;
  const { headings, anchors, formulas, references, diagnostics } = environment;
  const lists = [headings, anchors, formulas, references, diagnostics];
  const lengths = lists.map(({ length }) => length);
  try {
    return read();
  } finally {
    Object.assign(environment, {
      options,
      kramdown,
      mathFirst,
      origin,
      elements,
      breaksLines,
      inCell,
      budget,
    });
    for (const [index, list] of lists.entries()) list.length = lengths[index] ?? 0;
  }
}

/** The tokens of the page, then those of each of its footnotes. */
export function tokenLists(core: StateCore): Token[][] {
  return [core.tokens, ...[...environmentOf(core).footnotes.values()].map(({ tokens }) => tokens)];
}

/** The id of a link definition as it is looked up: in lower case, white space folded (kramdown: `normalize_link_id`). */
export function linkId(written: string): string {
  return written.replace(/[ \t\r\n\f\v]+/g, ' ').toLowerCase();
}

/** How many characters failed spans may be read again, at least, and per character of the text. */
const BUDGET = 200_000;
const BUDGET_PER_CHARACTER = 1;

/** The environment of one document, with nothing found yet but formulas whose marks stand in it. */
export function makeEnvironment(
  document: MappedText,
  options: MarkdownOptions,
  formulas: readonly Formula[] = [],
  numbering?: Numbering,
): MarkdownEnvironment {
  return {
    options,
    numbering: options.mend === false ? undefined : numbering,
    kramdown: options.kramdown,
    document,
    locate: locator(document),
    linkDefinitions: new Map(siteDefinitions(options)),
    attributeLists: new Map(),
    abbreviations: new Map(),
    footnotes: new Map(),
    mathFirst: options.dialect === 'commonmark' || isMended('formulas', options),
    hasWideMarkers: isMended('full-width-spaces', options) && /[*+.#-][\u3000\u00A0]/.test(document.text),
    origin: [[0, 0]],
    elements: [],
    breaksLines: true,
    inCell: false,
    budget: BUDGET + BUDGET_PER_CHARACTER * document.text.length,
    headings: [],
    anchors: [],
    formulas: [...formulas],
    references: [],
    foreign: [],
    labels: [],
    mentions: [],
    diagnostics: [],
  };
}

/** Forgets what the blocks of the document have defined and reported, so that they can be read anew. */
export function forgetBlocks(environment: MarkdownEnvironment): void {
  const { options, linkDefinitions, attributeLists, abbreviations, footnotes, diagnostics } = environment;
  for (const definitions of [linkDefinitions, attributeLists, abbreviations, footnotes]) definitions.clear();
  for (const [id, definition] of siteDefinitions(options)) linkDefinitions.set(id, definition);
  diagnostics.length = 0;
  environment.kramdown = options.kramdown;
}

function siteDefinitions({ kramdown }: MarkdownOptions): [string, LinkDefinition][] {
  return Object.entries(kramdown.link_defs).map(siteDefinition);
}

function siteDefinition([id, [url, title]]: [string, readonly [string, string?]]): [string, LinkDefinition] {
  return [linkId(id), { url, title, at: undefined, ial: undefined }];
}
