import { fingerprint } from '../../cache/index.js';
import { type Diagnostic, diagnostic, nearestName, type Place } from '../../diagnostics/index.js';
import { formsOf, type GlossaryEntry, shownName, twice } from '../../glossary/index.js';
import { keyPlace, type Page, type Site } from '../../site/index.js';
import type { CompletedTerms } from '../pages/index.js';
import type { MadePage } from './label-pages.js';
import { pageAddress } from './show-reference.js';

/** The terms of a course, and what is wrong with them. */
export interface CourseTerms {
  /** What a page can lead to: what it defines itself, before what others do. */
  readonly of: (page: Page) => CompletedTerms;
  readonly diagnostics: readonly Diagnostic[];
}

interface Term {
  readonly page: Page;
  readonly id: string;
  readonly name: string;
  readonly forms: readonly string[];
  readonly isEmpty: boolean;
  readonly place: Place;
  /** The entry of the data that it shows. */
  readonly entry: GlossaryEntry | undefined;
}

/** The include through which pages show the terms of data. */
const INCLUDE = /(?:^|[/:])lectern\/glossary\.html$/;

/** Gathers the terms that pages define; undefined where the course asks for no glossary. */
export function courseTerms(made: readonly MadePage[], site: Site): CourseTerms | undefined {
  const { config, glossary } = site;
  if (glossary === undefined) return undefined;
  const entries = new Map(glossary.entries.map((entry) => [entry.id, entry]));
  const terms = made.flatMap(({ rendered: { page, terms: own = [] } }) =>
    own.map(({ id, names, isEmpty, place }): Term => {
      const said = entries.get(id);
      const entry = INCLUDE.test(place.file) ? said : undefined;
      return {
        page,
        id,
        name: shownName(names[0] ?? ''),
        forms: [...names, ...(said?.aliases ?? [])].flatMap(formsOf),
        isEmpty,
        place: entry?.place ?? place,
        entry,
      };
    }),
  );
  const print = fingerprint(
    terms.map(({ page, id, forms }) => [page.file.path, page.url, page.outputPath, id, forms]),
  );
  return {
    of: (page) => ({
      print,
      linkable: () =>
        [...terms]
          .sort((a, b) => Number(isOn(b, page)) - Number(isOn(a, page)))
          .map(({ forms, page: at, id }) => ({ forms, address: pageAddress(at, page, config, id) })),
    }),
    diagnostics: terms.length === 0 ? [missing(site)] : findingsOf(terms),
  };
}

/** Whether a term is defined on a page, which may have been read anew. */
function isOn({ page: { outputPath } }: Term, page: Page): boolean {
  return outputPath === page.outputPath;
}

/** A glossary without any term. */
function missing({ config, data }: Site): Diagnostic {
  const place = keyPlace(config, 'lectern', 'glossary');
  const message = 'The course asks for a glossary, but nothing in it defines a term.';
  const likely = nearestName(
    'glossary',
    Object.keys(data).filter((name) => name !== 'glossary'),
  );
  const hint =
    likely === undefined
      ? 'Write terms into _data/glossary.yml, each as a line `term: "definition"`, or write {: .glossary} below a definition list.'
      : `Are the terms in the data file ${likely}? Call it glossary.`;
  return diagnostic('warning', 'glossary-empty', place, message, { text: 'glossary', hint });
}

function findingsOf(terms: readonly Term[]): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const owners = new Map<string, Term>();
  const told = new Set<Term | GlossaryEntry>();
  for (const term of terms) {
    const { name, forms, isEmpty, place, entry } = term;
    // Several pages may show the same data.
    if (told.has(entry ?? term)) continue;
    told.add(entry ?? term);
    if (isEmpty) {
      const message = `The glossary says nothing of "${name}".`;
      const hint = 'Write its definition, or take the term out.';
      found.push(diagnostic('warning', 'glossary-definition', place, message, { text: name, hint }));
    }
    const same = forms.map((form) => owners.get(keyOf(form))).find((owner) => owner !== undefined);
    if (same !== undefined && same !== term) found.push(twice(name, place, same.place));
    for (const form of forms) if (!owners.has(keyOf(form))) owners.set(keyOf(form), term);
  }
  return found;
}

/** A form as it is found in texts, where its first letter may be another. */
function keyOf(form: string): string {
  return form.length > 1 ? form.charAt(0).toLowerCase() + form.slice(1) : form;
}
