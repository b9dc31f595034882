import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mapText } from '../../../src/diagnostics/index.js';
import {
  createHighlighter,
  createMarkdown,
  DEFAULT_KRAMDOWN_OPTIONS,
  type MarkdownOptions,
  type MarkdownResult,
  readKramdownOptions,
} from '../../../src/markdown/index.js';
import { FORMULA_MARK, LITERAL_DOLLAR } from '../../../src/math/formula/formula.js';

/** The options of an untouched site of Jekyll's. */
export const DEFAULT_OPTIONS: MarkdownOptions = {
  dialect: 'kramdown',
  kramdown: DEFAULT_KRAMDOWN_OPTIONS,
  dollars: false,
  mend: false,
  highlight: createHighlighter(),
  relativeLink: () => undefined,
};

/** What a text becomes, with Jekyll's default options where none are given. */
export function renderCase(text: string, options: Partial<MarkdownOptions> = {}): MarkdownResult {
  return createMarkdown({ ...DEFAULT_OPTIONS, ...options })(mapText(text, 'page.md'));
}

/** HTML with its formulas written out as kramdown writes them, and literal dollars as dollars. */
export function written({ html, formulas }: MarkdownResult): string {
  return html
    .replace(FORMULA_MARK, (_, index) => {
      const { tex, display } = formulas[Number(index)] ?? { tex: { text: '?' }, display: false };
      const escaped = tex.text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
      return display ? `\\[${escaped}\\]` : `\\(${escaped}\\)`;
    })
    .replaceAll(LITERAL_DOLLAR, '$');
}

/** A text with the HTML that kramdown makes of it. */
export interface Fixture {
  readonly name: string;
  readonly text: string;
  readonly html: string;
  readonly options: Partial<MarkdownOptions>;
}

/**
 * The cases in a folder of fixtures: `name.text` and kramdown's own output `name.html`, with the site's options in
 * `name.options.json` where it has any.
 */
export function fixtures(folder: string): Fixture[] {
  const root = path.join(import.meta.dirname, 'fixtures', folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.text'))
    .sort()
    .map((file) => {
      const read = (extension: string) =>
        readFileSync(path.join(root, file.replace(/\.text$/, extension)), 'utf8');
      const stated: Record<string, unknown> = existsSync(
        path.join(root, file.replace(/\.text$/, '.options.json')),
      )
        ? JSON.parse(read('.options.json'))
        : {};
      return {
        name: file.replace(/\.text$/, '').replaceAll(path.sep, '/'),
        text: read('.text'),
        html: read('.html'),
        options: { kramdown: readKramdownOptions(stated).options },
      };
    });
}
