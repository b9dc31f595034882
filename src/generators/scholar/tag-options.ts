import { nearestName } from '../../diagnostics/index.js';

/** The options of jekyll-scholar's tags (`optparse` in `utilities.rb`), each with its letter and whether it has a value. */
const OPTIONS = {
  cited: ['c', false],
  cited_in_order: ['C', false],
  clear: ['', false],
  suppress_author: ['A', false],
  remove_duplicates: ['r', true],
  file: ['f', true],
  query: ['q', true],
  bibliography_list_tag: ['h', true],
  prefix: ['p', true],
  text: ['t', true],
  locator: ['l', true],
  label: ['L', true],
  offset: ['o', true],
  max: ['m', true],
  style: ['s', true],
  group_by: ['g', true],
  group_order: ['G', true],
  type_order: ['O', true],
  template: ['T', true],
  // What Pandoc's citations have besides: words around a work, and its author's name in the sentence.
  before: ['', true],
  after: ['', true],
  narrative: ['', false],
} as const;

/** The name of an option. */
export type TagOption = keyof typeof OPTIONS;

/** What stands behind the name of a tag. */
export interface TagOptions {
  /** What comes before the options. */
  readonly words: readonly string[];
  /** The values of an option, in order; those of one without a value are empty. */
  readonly all: (option: TagOption) => readonly string[];
  /** The last value of an option; undefined where it is not given. */
  readonly last: (option: TagOption) => string | undefined;
  readonly has: (option: TagOption) => boolean;
  /** Options that there are not, each with the one that may be meant. */
  readonly unknown: readonly { readonly written: string; readonly meant: string | undefined }[];
}

const BY_LETTER: ReadonlyMap<string, TagOption> = new Map(
  // The keys are those of the table.
  (Object.keys(OPTIONS) as TagOption[]).flatMap((name) => {
    const letter = OPTIONS[name][0];
    return letter === '' ? [] : [[letter, name] as const];
  }),
);

/** Reads `key1 key2 --locator 23 & 42 -L chapter`. A value reaches to the next option. */
export function tagOptions(markup: string): TagOptions {
  const found: [TagOption, string][] = [];
  const unknown: { written: string; meant: string | undefined }[] = [];
  const starts = [...markup.matchAll(/(?<=^|\s)(?:--([a-z_]{2,})|-([a-zA-Z]))(?=\s|=|$)/g)];
  for (const [index, start] of starts.entries()) {
    const [written, long, letter = ''] = start;
    const value = markup
      .slice(start.index + written.length, starts[index + 1]?.index)
      .replace(/^=/, '')
      .trim();
    const name = long === undefined ? BY_LETTER.get(letter) : isOption(long) ? long : undefined;
    if (name !== undefined) found.push([name, OPTIONS[name][1] ? value : '']);
    else {
      const meant = long === undefined ? undefined : nearestName(long, Object.keys(OPTIONS));
      unknown.push({ written, meant: meant === undefined ? undefined : `--${meant}` });
    }
  }
  const all = (option: TagOption): readonly string[] =>
    found.filter(([name]) => name === option).map(([, value]) => value);
  return {
    words: markup
      .slice(0, starts[0]?.index)
      .split(/\s+/)
      .filter((word) => word !== ''),
    all,
    last: (option) => all(option).at(-1),
    has: (option) => all(option).length > 0,
    unknown,
  };
}

function isOption(name: string): name is TagOption {
  return Object.hasOwn(OPTIONS, name);
}
