import type { Entry } from './bibtex-entry.js';
import { namesText } from './entry-query.js';
import { OTHERS, personNames } from './person-names.js';
import { withFormulas } from './rich-text.js';
import { texText } from './tex-text.js';

/** Fields that are left out of what templates show as an entry's BibTeX (jekyll-scholar: `bibtex_skip_fields`). */
const SKIPPED: ReadonlySet<string> = new Set(['abstract', 'month_numeric']);

const NAMES: ReadonlySet<string> = new Set(['author', 'editor', 'translator']);

/**
 * What a template sees as `entry` (jekyll-scholar: `liquidify`): every field without TeX, `key`, `type`, `bibtex`, and of names
 * `author_array[0].first` and `author_0_first`. A formula is what `formula` makes of its TeX.
 */
export function entryVariables(
  entry: Entry,
  formula: (tex: string) => string,
): Readonly<Record<string, unknown>> {
  const variables: Record<string, unknown> = { key: entry.key, type: entry.type, bibtex: bibtexOf(entry) };
  for (const [name, value] of entry.fields) {
    if (!NAMES.has(name)) {
      variables[name] = shownText(value, formula);
      continue;
    }
    variables[name] = namesText(value);
    const people = personNames(value).map(
      ({ family, given, literal, suffix, 'non-dropping-particle': prefix }) => ({
        first: given ?? '',
        last: family ?? (literal === OTHERS ? 'others' : literal) ?? '',
        prefix: prefix ?? '',
        suffix: suffix ?? '',
      }),
    );
    variables[`${name}_array`] = people;
    for (const [index, person] of people.entries())
      for (const [part, text] of Object.entries(person)) variables[`${name}_${index}_${part}`] = text;
  }
  return variables;
}

function shownText(value: string, formula: (tex: string) => string): string {
  const { text, formulas } = texText(value);
  return withFormulas(text.replace(/<span class="nocase">([\s\S]*?)<\/span>/g, '$1'), formulas, formula);
}

/** An entry as BibTeX, with a field on each line. */
function bibtexOf({ type, key, fields }: Entry): string {
  const lines = Array.from(fields)
    .filter(([name]) => !SKIPPED.has(name))
    .map(
      ([name, value]) => `  ${name} = ${name === 'month' && /^[a-z]{3}$/.test(value) ? value : `{${value}}`}`,
    );
  return `@${type}{${key},\n${lines.join(',\n')}\n}\n`;
}
