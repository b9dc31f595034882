import { asRecord, type DataRecord, deepMerge, isTruthy } from '../data/data-value.js';
import { momentOfDate } from '../data/ruby-time.js';
import type { TableConfig } from '../data/table.js';
import type { Zone } from '../data/zone.js';
import { permalinkTemplate } from '../permalinks/permalink.js';
import type { ConfigFields } from './config-fields.js';
import type { CollectionConfig, FrontMatterDefault } from './site-config.js';

/**
 * Reads `collections:`, which may be a list of labels or a mapping of labels to settings. `posts` is always
 * there, first unless the configuration puts it elsewhere, and always has output (`add_default_collections`).
 */
export function readCollectionConfigs(
  fields: ConfigFields,
  permalink: string,
): ReadonlyMap<string, CollectionConfig> {
  const given = fields.value(['collections']);
  const labels = Array.isArray(given) ? given.map((label) => [String(label), {}] as const) : null;
  const settings = deepMerge(
    { posts: {} },
    labels === null ? fields.record(['collections']) : Object.fromEntries(labels),
  );
  const collections = new Map<string, CollectionConfig>();
  for (const [name, value] of Object.entries(settings)) {
    const label = name.replace(/[^a-z0-9_\-.]/gi, '');
    if (label === '') continue;
    collections.set(label, collectionConfig(label, asRecord(value) ?? {}, permalink));
  }
  return collections;
}

function collectionConfig(label: string, given: DataRecord, permalink: string): CollectionConfig {
  const isPosts = label === 'posts';
  const metadata = isPosts
    ? { ...given, output: true, permalink: given['permalink'] ?? permalinkTemplate(permalink) }
    : given;
  const order = metadata['order'];
  return {
    output: isTruthy(metadata['output']),
    permalink: typeof metadata['permalink'] === 'string' ? metadata['permalink'] : null,
    sortBy: typeof metadata['sort_by'] === 'string' ? metadata['sort_by'] : null,
    order: Array.isArray(order) ? order.map(String) : null,
    metadata,
  };
}

/** The names that `type:` in a scope used to have (`update_deprecated_types`). */
const FORMER_TYPES: ReadonlyMap<string, string> = new Map([
  ['page', 'pages'],
  ['post', 'posts'],
  ['draft', 'drafts'],
]);

/** Reads `defaults:`. An entry without `values:` is reported and left out (`FrontmatterDefaults#valid_sets`). */
export function readFrontMatterDefaults(fields: ConfigFields, zone: Zone): readonly FrontMatterDefault[] {
  const given = fields.value(['defaults']);
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) {
    fields.report(['defaults'], 'a list', 'Start each entry with `- scope:` and give it `values:`.');
    return [];
  }
  return given.flatMap((entry, index) => {
    const set = asRecord(entry);
    const values = asRecord(set?.['values']);
    if (set === null || values === null) {
      fields.report(
        ['defaults', String(index)],
        'an entry with `values:`',
        'Give the entry a `scope:` and `values:`.',
      );
      return [];
    }
    const { path, type } = asRecord(set['scope']) ?? {};
    return [
      {
        scope: {
          path: typeof path === 'string' ? path : '',
          type: typeof type === 'string' ? (FORMER_TYPES.get(type) ?? type) : null,
        },
        values: withTime(values, zone),
      },
    ];
  });
}

/** The values with their date as a moment (`ensure_time!`), where it can be read. */
function withTime(values: DataRecord, zone: Zone): DataRecord {
  const { date } = values;
  const moment = date instanceof Date || typeof date === 'string' ? momentOfDate(date, zone) : null;
  return moment === null ? values : { ...values, date: moment };
}

/** Reads `csv_reader:` or `tsv_reader:` (`DataReader#read_config`). */
export function readTableConfig(fields: ConfigFields, key: 'csv_reader' | 'tsv_reader'): TableConfig {
  const headers = fields.value([key, 'headers']);
  return {
    headers: Array.isArray(headers) ? headers.map(String) : fields.flag([key, 'headers'], true),
    converters: fields.texts([key, 'csv_converters'], []),
  };
}
