import { isObject, type JsonObject, type Notebook, type NotebookCell } from './notebook.js';

/** What is said of a notebook at its beginning. */
export interface NotebookHead {
  /** The raw cell of front matter that it begins with, in YAML between lines of `---`. */
  readonly frontMatter: NotebookCell | undefined;
  /** The Markdown of its first heading; null where it has none. */
  readonly heading: string | null;
}

/** Reads what a notebook's first cells say of it. */
export function notebookHead({ cells }: Pick<Notebook, 'cells'>): NotebookHead {
  const first = cells.find(({ text }) => text.trim() !== '');
  const isFrontMatter =
    first?.type === 'raw' && /^---[ \t]*\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.test(first.text);
  return { frontMatter: isFrontMatter ? first : undefined, heading: firstHeading(cells) };
}

/** A heading of levels 1 to 3 of Markdown, in one or two lines, or of HTML, which has an end before long. */
const HEADING =
  /^ {0,3}#{1,3}[ \t]+(.*)$|^([^\n]+)\n(?:=+|-+)[ \t]*$|<h[1-3]\b[^<>]*>([\s\S]{0,1000}?)<\/h[1-3]>/m;
/** Signs that may stand behind a heading in one line, as they do before it. */
const CLOSING_SIGNS = /(?<!#)#+$/;

function firstHeading(cells: readonly NotebookCell[]): string | null {
  for (const { type, text } of cells) {
    if (type !== 'markdown') continue;
    const [, line, underlined, html] = HEADING.exec(withoutFences(text)) ?? [];
    const heading =
      line?.trimEnd().replace(CLOSING_SIGNS, '') ?? underlined ?? html?.replace(/<[^<>]*>/g, '');
    if (heading !== undefined && /[\p{L}\p{N}]/u.test(heading)) return heading.trim();
  }
  return null;
}

/** Code between fences has lines that look like headings. */
function withoutFences(text: string): string {
  return text.replace(/^ {0,3}(```+|~~~+)[\s\S]*?(?:^ {0,3}\1|(?![\s\S]))/gm, '');
}

/** Names of kernels' languages for which highlighters have another. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['ipython', 'python'],
  ['python3', 'python'],
  ['python2', 'python'],
  ['ir', 'r'],
  ['c++', 'cpp'],
  ['c++11', 'cpp'],
  ['c++14', 'cpp'],
  ['c++17', 'cpp'],
  ['octave', 'matlab'],
  ['sagemath', 'python'],
]);

/** The language of a notebook's code, in lower case, as its kernel says; Python where it says nothing. */
export function notebookLanguage({ metadata }: Pick<Notebook, 'metadata'>): string {
  const info = objectIn(metadata, 'language_info');
  const kernel = objectIn(metadata, 'kernelspec');
  const name = [info['name'], kernel['language'], kernel['name'], metadata['language']].find(
    (value) => typeof value === 'string' && value !== '',
  );
  const lower = typeof name === 'string' ? name.toLowerCase() : 'python';
  return LANGUAGES.get(lower) ?? lower.replace(/[^\w+#.-]/g, '');
}

function objectIn(metadata: JsonObject, key: string): JsonObject {
  const value = metadata[key];
  return isObject(value) ? value : {};
}
