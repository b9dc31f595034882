import {
  type CitationProcessor,
  type Entry,
  entryQuery,
  entryVariables,
  type Grouping,
  groupEntries,
  sortEntries,
  textOf,
  UnreadableQuery,
} from '../../bibliography/index.js';
import { diagnostic, type MappedText, mapText } from '../../diagnostics/index.js';
import { type ExtraTag, MONTH_NAMES } from '../../liquid/index.js';
import { escapeText } from '../../math/index.js';
import { listOf, recordOf } from '../config/values.js';
import { katexElement } from '../tags/katex-tags.js';
import { element } from './citation-html.js';
import { referenceOf } from './citation-tags.js';
import { detailsPath, hasDetails } from './details-path.js';
import { type CitingCall, type CitingSite, citingCall } from './page-citations.js';
import { repositoryLinks } from './repository-links.js';
import { flagSetting, listSetting, listText, textSetting } from './scholar-settings.js';

/** `{% bibliography -f file -q @article[year>=2010] --cited … %}`: the works as a list, or as one in each group. */
export function bibliographyTag(citing: CitingSite): ExtraTag {
  return (call) => {
    const cites = citingCall(citing, call);
    const processor = cites.processor();
    const entries = listedEntries(cites);
    if (processor === undefined) return '';
    const grouping = groupingOf(cites);
    if (grouping === undefined) {
      const listed = limited(entries, cites);
      return list(listed, listed, citing, cites, processor);
    }
    const inOrder = inGroups(entries, 0, grouping);
    return grouped(entries, 0, cites, grouping, (listed) => list(listed, inOrder, citing, cites, processor));
  };
}

/** `{% bibliography_count … %}`: how many works `{% bibliography … %}` lists. */
export function bibliographyCountTag(citing: CitingSite): ExtraTag {
  return (call) => String(listedEntries(citingCall(citing, call)).length);
}

/** The works of the bibliography that a tag is about, in order. */
function listedEntries(cites: CitingCall): readonly Entry[] {
  const { bibliography, options, settings, cited, call } = cites;
  const query = options.last('query') ?? textSetting(settings, 'query');
  let entries = withoutDuplicates(bibliography.entries, cites).filter(queryTest(query, cites));
  const inOrder = options.has('cited_in_order');
  const sortKeys = listSetting(settings, 'sort_by');
  const isSorted = !inOrder && !(sortKeys.length === 1 && sortKeys[0] === 'none');
  if (isSorted)
    entries = [...sortEntries(entries, { keys: sortKeys, orders: listSetting(settings, 'order') })];
  if (options.has('cited') || inOrder) {
    entries = isSorted
      ? entries.filter(({ key }) => cited.includes(key))
      : cited.flatMap((key) => entries.find((entry) => entry.key === key) ?? []);
    // Those that come after begin anew.
    if (options.has('clear')) call.store.set('cited', []);
  }
  return entries;
}

function queryTest(query: string, { call }: CitingCall): (entry: Entry) => boolean {
  try {
    return entryQuery(query);
  } catch (error) {
    if (!(error instanceof UnreadableQuery)) throw error;
    const message = `The query of this bibliography cannot be read from “${error.message}” on, so all works are listed.`;
    const hint = 'Write it as @article[year>=2010 && author ^= Poe].';
    call.report(diagnostic('warning', 'citation-option', call.place, message, { text: query, hint }));
    return () => true;
  }
}

function withoutDuplicates(entries: readonly Entry[], { options, settings }: CitingCall): readonly Entry[] {
  if (!options.has('remove_duplicates') && !flagSetting(settings, 'remove_duplicates')) return entries;
  const fields = listText(options.last('remove_duplicates') ?? '');
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const values =
      fields.length > 0
        ? fields.map((field) => textOf(entry, field) ?? '')
        : [entry.type, ...[...entry.fields].flat()];
    const print = JSON.stringify(values);
    if (seen.has(print)) return false;
    seen.add(print);
    return true;
  });
}

function limited(entries: readonly Entry[], { options }: CitingCall): readonly Entry[] {
  const offset = Number.parseInt(options.last('offset') ?? '', 10) || 0;
  const most = Number.parseInt(options.last('max') ?? '', 10);
  return entries.slice(offset, Number.isNaN(most) ? undefined : offset + most);
}

function groupingOf({ options, settings }: CitingCall): Grouping | undefined {
  const stated = options.last('group_by');
  const keys = stated === undefined ? listSetting(settings, 'group_by') : listText(stated);
  if (keys.length === 0 || keys[0] === 'none') return undefined;
  const order = options.last('group_order');
  const types = options.last('type_order');
  const months = listOf(settings['month_names']).map(String);
  return {
    keys,
    orders: order === undefined ? listSetting(settings, 'group_order') : listText(order),
    typeAliases: recordOf(settings['type_aliases']),
    typeNames: recordOf(settings['type_names']),
    typeOrder: types === undefined ? listSetting(settings, 'type_order') : listText(types),
    monthNames: months.length > 0 ? months : MONTH_NAMES,
  };
}

/** Entries as they come one after the other in their groups. */
function inGroups(entries: readonly Entry[], level: number, grouping: Grouping): readonly Entry[] {
  if (level === grouping.keys.length) return entries;
  return groupEntries(entries, level, grouping).flatMap((group) =>
    inGroups(group.entries, level + 1, grouping),
  );
}

function grouped(
  entries: readonly Entry[],
  level: number,
  cites: CitingCall,
  grouping: Grouping,
  write: (entries: readonly Entry[]) => string,
): string {
  if (level === grouping.keys.length) return write(entries);
  const tags = listSetting(cites.settings, 'bibliography_group_tag');
  const css = textSetting(cites.settings, 'bibliography_class');
  // What types are called the configuration says, in HTML if it likes; anything else is text of works.
  const isNamed = grouping.keys[level] === 'type';
  return groupEntries(entries, level, grouping)
    .map((group) => {
      const title = isNamed ? group.title : escapeText(group.title);
      const head = element(tags[level] ?? tags.at(-1) ?? 'h2', title, { class: css });
      return `${head}\n${grouped(group.entries, level + 1, cites, grouping, write)}`;
    })
    .join('\n');
}

/** A list of works; `all` are those of the whole bibliography, which have their numbers in this order. */
function list(
  entries: readonly Entry[],
  all: readonly Entry[],
  citing: CitingSite,
  cites: CitingCall,
  processor: CitationProcessor,
): string {
  const { settings, options } = cites;
  const template = templateOf(citing, cites);
  const links = hasDetails(citing, settings) && textSetting(settings, 'details_link') !== '';
  const items = entries.map((entry, index) => {
    const reference = referenceOf(entry, cites, processor, all);
    const shown =
      template === undefined ? reference : filledIn(template, entry, index + 1, reference, citing, cites);
    const details = links
      ? element('a', textSetting(settings, 'details_link'), {
          class: textSetting(settings, 'details_link_class'),
          href: detailsPath(entry, settings, citing.site.config),
        })
      : '';
    return element(
      textSetting(settings, 'bibliography_item_tag'),
      shown + details,
      recordOf(settings['bibliography_item_attributes']),
    );
  });
  const tag = options.last('bibliography_list_tag') ?? textSetting(settings, 'bibliography_list_tag');
  return element(tag, items.join('\n'), {
    class: textSetting(settings, 'bibliography_class'),
    ...recordOf(settings['bibliography_list_attributes']),
  });
}

const templates = new Map<string, MappedText>();

/** The template of an item; undefined for the one that shows the reference alone. */
function templateOf({ site, note }: CitingSite, { options, settings }: CitingCall): MappedText | undefined {
  const stated = options.last('template') ?? textSetting(settings, 'bibliography_template');
  if (/^\s*(?:\{\{\s*reference\s*\}\}\s*)?$/.test(stated)) return undefined;
  note(`layout ${stated}`);
  const layout = site.layouts.get(stated);
  if (layout !== undefined) return layout.body;
  // A template is parsed once for each text that it is.
  const known = templates.get(stated) ?? mapText(stated, '_config.yml');
  templates.set(stated, known);
  return known;
}

function filledIn(
  template: MappedText,
  entry: Entry,
  index: number,
  reference: string,
  citing: CitingSite,
  { call, settings }: CitingCall,
): string {
  const links = repositoryLinks(citing, entry.key, settings);
  return call.render(template, {
    entry: entryVariables(entry, (tex) => katexElement(tex, false)),
    reference,
    key: entry.key,
    type: entry.type,
    index,
    link: links['pdf'] ?? links['ps'] ?? null,
    links,
    details: detailsPath(entry, settings, citing.site.config),
  });
}
