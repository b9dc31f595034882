import { sliceMapped } from '../../diagnostics/index.js';
import { environmentOf, type MarkdownEnvironment } from '../document/environment.js';
import type { StateCore } from '../document/markdown-it.js';
import { reportRemark, unusedFootnote } from '../document/warnings.js';
import { footnoteSection, type UsedFootnote, usedFootnotes } from './footnotes.js';
import { tableOfContents } from './headings/table-of-contents.js';
import { replaceList, replaceToken } from './replaced-list.js';

/**
 * Makes the lists that a page's text does not hold: the table of contents in place of a list with `{:toc}`, and
 * the footnotes at the end or in place of a list with `{:footnotes}` (kramdown/converter/html.rb: `convert_ul`,
 * `convert_root`).
 */
export function generatedLists(core: StateCore): void {
  const environment = environmentOf(core);
  const { tokens } = core;
  const contentsPlace = replaceList(tokens, 'toc');
  const footnotesPlace = replaceList(tokens, 'footnotes');
  const used = usedFootnotes(tokens, environment);
  reportUnused(used, environment);
  if (contentsPlace !== undefined) {
    const texts = [tokens, ...used.map(({ definition }) => definition.tokens)];
    replaceToken(tokens, contentsPlace, tableOfContents(texts, contentsPlace, environment));
  }
  const section = used.length > 0 ? footnoteSection(used, environment) : [];
  if (footnotesPlace === undefined) for (const token of section) tokens.push(token);
  else replaceToken(tokens, footnotesPlace, section);
}

/** Says which footnotes nothing names; an include may hold more of them than a page needs. */
function reportUnused(used: readonly UsedFootnote[], environment: MarkdownEnvironment): void {
  const named = new Set(used.map(({ definition }) => definition.name));
  for (const { name, at } of environment.footnotes.values()) {
    const [run] = sliceMapped(environment.document, at, at + 1).runs;
    if (!named.has(name) && run?.included !== true) reportRemark(unusedFootnote(name, at), environment);
  }
}
