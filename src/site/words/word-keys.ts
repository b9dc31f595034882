/**
 * What lectern and its layouts say to readers, by names: the keys of every language (`layouts/languages/`). In `lecture` and
 * `week` the sign % stands for a number, in `label_title` for the title of a theorem or the like, in `glossary_more` for a term; `label_end` is what stands
 * between its name, or that of a figure, and the text; `date` is a pattern of strftime.
 */
export const WORD_KEYS = [
  'skip',
  'site_navigation',
  'menu',
  'close',
  'scheme',
  'scheme_auto',
  'scheme_light',
  'scheme_dark',
  'search',
  'search_results',
  'search_none',
  'search_failed',
  'search_choose',
  'search_open',
  'search_headings',
  'contents',
  'changed',
  'edit',
  'licence',
  'index',
  'posts',
  'pages',
  'glossary',
  'glossary_more',
  'date',
  'lecture',
  'lectures',
  'week',
  'lecture_navigation',
  'previous',
  'next',
  'next_lecture',
  'latest_lecture',
  'slides',
  'notebook',
  'open_in_colab',
  'download',
  'download_notebook',
  'read_notebook',
  'notebook_output',
  'notebook_long_output',
  'notebook_cut',
  'notebook_script',
  'notebook_widget',
  'notebook_unread',
  'section',
  'equation',
  'figure',
  'table',
  'listing',
  'theorem',
  'definition',
  'lemma',
  'corollary',
  'proposition',
  'example',
  'exercise',
  'remark',
  'proof',
  'solution',
  'note',
  'tip',
  'important',
  'warning',
  'caution',
  'label_title',
  'label_end',
  'formula',
  'code',
  'copy',
  'copied',
  'back_to_text',
  'link_to_section',
  'formula_scrolls',
  'table_scrolls',
  'code_scrolls',
  'video',
  'enlarge',
  'original',
  'unfinished',
] as const;

/** The name of a word. */
export type WordKey = (typeof WORD_KEYS)[number];

/** All words of one language. */
export type Words = Readonly<Record<WordKey, string>>;

/** Whether a name is that of a word. */
export function isWordKey(name: string): name is WordKey {
  return KEYS.has(name);
}

const KEYS: ReadonlySet<string> = new Set(WORD_KEYS);
