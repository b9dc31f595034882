import { locator, type MappedText } from '../../diagnostics/index.js';
import type { Formula } from '../../math/index.js';
import type { LinkDefinition, MarkdownEnvironment } from './environment.js';
import { linkId } from './link-id.js';
import { isMended } from './mend.js';
import type { MarkdownOptions } from './options.js';

/** How many characters failed spans may be read again, at least, and per character of the text. */
const EFFORT = 200_000;
const EFFORT_PER_CHARACTER = 1;

/** The environment of one document, with nothing found yet but formulas whose marks stand in it. */
export function makeEnvironment(
  document: MappedText,
  options: MarkdownOptions,
  formulas: readonly Formula[] = [],
): MarkdownEnvironment {
  return {
    options,
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
    effort: EFFORT + EFFORT_PER_CHARACTER * document.text.length,
    headings: [],
    anchors: [],
    formulas: [...formulas],
    references: [],
    foreign: [],
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
