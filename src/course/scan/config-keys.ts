import { type Diagnostic, diagnostic, editDistance, nearestName } from '../../diagnostics/index.js';
import { DEFAULT_KRAMDOWN_OPTIONS, MEND_NAMES } from '../../markdown/index.js';
import { isRecord, keyPlace, LECTERN_KEYS, type SiteConfig } from '../../site/index.js';

/** The settings of Jekyll's, of its plugins' and of lectern's own that stand at the top of a configuration. */
const SETTINGS: readonly string[] = [
  'baseurl',
  'collections',
  'collections_dir',
  'csv_reader',
  'data_dir',
  'defaults',
  'destination',
  'diagnostics',
  'encoding',
  'excerpt_separator',
  'exclude',
  'feed',
  'future',
  'github',
  'highlighter',
  'ignore_theme_config',
  'include',
  'includes_dir',
  'katex',
  'keep_files',
  'kramdown',
  'layouts_dir',
  'lectern',
  'limit_posts',
  'liquid',
  'markdown',
  'markdown_ext',
  'mend',
  'optional_front_matter',
  'page_excerpts',
  'paginate',
  'paginate_path',
  'permalink',
  'plugins',
  'plugins_dir',
  'readme_index',
  'relative_links',
  'remote_theme',
  'repository',
  'require_front_matter',
  'sass',
  'show_drafts',
  'source',
  'strict_front_matter',
  'theme',
  'timezone',
  'titles_from_headings',
  'tsv_reader',
  'unpublished',
];

/** Settings that hold several things, so that their names without the `s`, or with one, are mistakes. */
const PLURALS: ReadonlySet<string> = new Set([
  'collections',
  'defaults',
  'exclude',
  'include',
  'plugins',
  'relative_links',
  'titles_from_headings',
]);

/** kramdown's other options, which say nothing of HTML (kramdown: `options.rb`). */
const OTHER_KRAMDOWN_OPTIONS: readonly string[] = [
  'forbidden_inline_options',
  'html_to_native',
  'latex_headers',
  'line_width',
  'list_indent',
  'math_engine',
  'math_engine_opts',
  'remove_block_html_tags',
  'remove_span_html_tags',
  'show_warnings',
  'template',
  'transliterated_header_ids',
];

/** Mappings that nobody but lectern reads, with all keys that they can have. */
const OWN_SECTIONS: Readonly<Record<string, readonly string[]>> = {
  diagnostics: ['severity', 'ignore', 'accept', 'accessibility'],
  // The last three are jekyll-katex's own.
  katex: ['dollars', 'macros', 'output', 'preamble', 'tags', 'rendering_options', 'js_path', 'js_filename'],
  lectern: LECTERN_KEYS.lectern,
  mend: MEND_NAMES,
};

const ACCEPTED_KEYS: readonly string[] = ['code', 'path', 'text', 'reason'];

/** Mappings of Jekyll's and its plugins', with the keys that have a meaning to lectern; others may have one elsewhere. */
const SHARED_SECTIONS: Readonly<Record<string, readonly string[]>> = {
  kramdown: [...Object.keys(DEFAULT_KRAMDOWN_OPTIONS), ...OTHER_KRAMDOWN_OPTIONS],
  liquid: ['error_mode', 'strict_filters', 'strict_variables'],
  optional_front_matter: ['enabled', 'remove_originals'],
  readme_index: ['enabled', 'remove_originals', 'with_frontmatter'],
  relative_links: ['collections', 'enabled', 'exclude'],
  sass: ['load_paths', 'sass_dir', 'style'],
  titles_from_headings: ['collections', 'enabled', 'strip_title'],
};

/**
 * Keys of the configuration that nothing reads: any in the mappings that are lectern's own; elsewhere, where a key may be
 * a variable of the author's own or mean something to another program, those that are a slip away from one that is read.
 */
export function unknownKeys(config: SiteConfig): Diagnostic[] {
  const { raw, keyPlaces } = config;
  const written = (...path: readonly string[]): string[] => {
    const section = at(raw, path);
    // A list where a mapping should be has no keys.
    if (Array.isArray(section)) return [];
    return keysOf(section).filter((key) => keyPlaces.has([...path, key].join('.')));
  };
  const unknown = (path: readonly string[], known: readonly string[]): Diagnostic[] =>
    written(...path)
      .filter((key) => !known.includes(key))
      .map((key) => unknownKey(config, [...path, key], nearestName(key, known), known));
  const misspelt = (path: readonly string[], known: readonly string[]): Diagnostic[] => {
    const keys = written(...path);
    const free = known.filter((key) => !keys.includes(key));
    return keys
      .filter((key) => !known.includes(key))
      .flatMap((key) => {
        const meant = slipOf(key, free);
        return meant === undefined ? [] : [unknownKey(config, [...path, key], meant, known)];
      });
  };
  return [
    ...misspelt([], SETTINGS),
    ...Object.entries(OWN_SECTIONS).flatMap(([section, known]) => unknown([section], known)),
    ...keysOf(at(raw, ['diagnostics', 'accept'])).flatMap((index) =>
      unknown(['diagnostics', 'accept', index], ACCEPTED_KEYS),
    ),
    ...(['show', 'images', 'licence', 'notebooks'] as const).flatMap((key) =>
      unknown(['lectern', key], LECTERN_KEYS[key]),
    ),
    ...unknown(['lectern', 'license'], LECTERN_KEYS.licence),
    ...keysOf(at(raw, ['lectern', 'navigation'])).flatMap((index) =>
      unknown(['lectern', 'navigation', index], LECTERN_KEYS.navigation),
    ),
    ...Object.entries(SHARED_SECTIONS).flatMap(([section, known]) => misspelt([section], known)),
  ];
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((within, key) => entriesOf(within)[key], value);
}

function keysOf(value: unknown): string[] {
  return Object.keys(entriesOf(value));
}

function entriesOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value instanceof Map) return Object.fromEntries(value);
  return isRecord(value) || Array.isArray(value) ? { ...value } : {};
}

/** Words with fewer letters are too near to other words to be taken for slips; the second slip needs long ones. */
const SHORTEST = 5;
const LONG = 10;

/**
 * The setting that a key is a slip of: another case or other signs between its words, or a letter wrong, missing, too
 * many or in its neighbour's place, in words that begin alike. `themes:` beside `theme:` is no slip.
 */
function slipOf(key: string, settings: readonly string[]): string | undefined {
  const bare = bareKey(key);
  const same = settings.find((setting) => bareKey(setting) === bare);
  if (same !== undefined) return same;
  const slips = key.length < LONG ? 1 : 2;
  const fitting = settings.filter(
    (setting) =>
      Math.min(key.length, setting.length) >= SHORTEST &&
      setting.charAt(0) === bare.charAt(0) &&
      (PLURALS.has(setting) || (`${setting}s` !== key && `${key}s` !== setting)) &&
      editDistance(bare, bareKey(setting), slips) <= slips,
  );
  return nearestName(key, fitting);
}

function bareKey(key: string): string {
  return key.toLowerCase().replace(/[-_ .]/g, '');
}

function unknownKey(
  config: SiteConfig,
  path: readonly string[],
  meant: string | undefined,
  known: readonly string[],
): Diagnostic {
  const key = path.at(-1) ?? '';
  const section = path.slice(0, -1).filter((step) => !/^\d+$/.test(step));
  const within = section.length === 0 ? '' : ` in \`${section.join(': ')}:\``;
  return diagnostic(
    'warning',
    'config-key',
    keyPlace(config, ...path),
    `There is no setting \`${key}\`${within}, so it has no effect.`,
    {
      text: key,
      hint:
        meant !== undefined
          ? `Did you mean ${meant}?`
          : known.length > MOST_NAMED
            ? 'Take it out, or correct its name.'
            : `Take it out, or correct its name: there are ${known.join(', ')}.`,
    },
  );
}

/** So many names can be read at once. */
const MOST_NAMED = 8;
