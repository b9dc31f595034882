import { locator, type MappedText } from '../diagnostics/index.js';
import type { LinkDefinition, MarkdownEnvironment } from './environment.js';
import { linkId } from './link-id.js';
import type { MarkdownOptions } from './options.js';

/** How many characters failed spans may be read again, at least, and per character of the text. */
const EFFORT = 200_000;
const EFFORT_PER_CHARACTER = 1;

/** The environment of one document, with nothing found yet. */
export function makeEnvironment(document: MappedText, options: MarkdownOptions): MarkdownEnvironment {
  return {
    options,
    kramdown: options.kramdown,
    document,
    locate: locator(document),
    linkDefinitions: new Map(Object.entries(options.kramdown.link_defs).map(siteDefinition)),
    attributeLists: new Map(),
    abbreviations: new Map(),
    footnotes: new Map(),
    origin: [[0, 0]],
    breaksLines: true,
    effort: EFFORT + EFFORT_PER_CHARACTER * document.text.length,
    headings: [],
    anchors: [],
    formulas: [],
    references: [],
    diagnostics: [],
  };
}

function siteDefinition([id, [url, title]]: [string, readonly [string, string?]]): [string, LinkDefinition] {
  return [linkId(id), { url, title, at: undefined, ial: undefined }];
}
