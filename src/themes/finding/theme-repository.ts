import { type RepositoryReference, readRepository } from './theme-reference.js';

/** Themes of GitHub Pages (`jekyll-theme-NAME` of pages-themes), at the version that it has. */
const OF_PAGES =
  'architect cayman dinky hacker leap-day merlot midnight minimal modernist slate tactile time-machine'.split(
    ' ',
  );

/** Where the gems of themes come from. Without a version of the course's own, those behind `@` hold, as on GitHub Pages. */
const REPOSITORIES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(OF_PAGES.map((name) => [`jekyll-theme-${name}`, `pages-themes/${name}@v0.2.0`])),
  'jekyll-theme-primer': 'pages-themes/primer@v0.6.0',
  minima: 'jekyll/minima@v2.5.1',
  academicpages: 'academicpages/academicpages.github.io',
  'al-folio': 'alshedivat/al-folio',
  al_folio_core: 'al-org-dev/al-folio-core',
  'alembic-jekyll-theme': 'daviddarnes/alembic',
  'beautiful-jekyll-theme': 'daattali/beautiful-jekyll',
  'bulma-clean-theme': 'chrisrhymes/bulma-clean-theme',
  'jekyll-text-theme': 'kitian616/jekyll-TeXt-theme',
  'jekyll-theme-chirpy': 'cotes2020/jekyll-theme-chirpy',
  'jekyll-theme-hydejack': 'hydecorp/hydejack',
  'jekyll-rtd-theme': 'rundocs/jekyll-rtd-theme',
  'just-the-class': 'kevinlin1/just-the-class',
  'just-the-docs': 'just-the-docs/just-the-docs',
  'minimal-mistakes-jekyll': 'mmistakes/minimal-mistakes',
  'no-style-please': 'riggraz/no-style-please',
  'primer-spec': 'eecs485staff/primer-spec',
  'so-simple-theme': 'mmistakes/so-simple-theme',
};

/**
 * The repository that a theme's gem comes from: by what the course says (`lectern: themes:` in its configuration), else by
 * what is known of gems. A `version` (of `Gemfile.lock`) is taken for the tag that is named after it.
 */
export function themeRepository(
  gem: string,
  own: Readonly<Record<string, string>>,
  version: string | null,
): RepositoryReference | undefined {
  const stated = Object.hasOwn(own, gem) ? own[gem] : undefined;
  const known = Object.hasOwn(REPOSITORIES, gem) ? REPOSITORIES[gem] : undefined;
  const repository = readRepository(stated ?? known ?? '');
  if (repository === undefined) return undefined;
  return stated !== undefined || version === null ? repository : { ...repository, ref: `v${version}` };
}
