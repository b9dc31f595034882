import { entryVariables, localeName, OWN_LANGUAGES, textOf } from '../../bibliography/index.js';
import { type Diagnostic, diagnostic, nearestName, type SourceText } from '../../diagnostics/index.js';
import { keyPlace, type Page, type Site } from '../../site/index.js';
import { recordOf } from '../config/values.js';
import { generatedPage } from '../pages/generated-page.js';
import { katexElement } from '../tags/katex-tags.js';
import { bibliographyOf, bibtexOf } from './citation-library.js';
import { detailsLayout, detailsUrl, hasDetails } from './details-path.js';
import { defaultFiles, isElement, siteStyle, styleFault } from './page-citations.js';
import {
  BIBTEX_FILTERS,
  flagSetting,
  namedFilters,
  plainPath,
  SCHOLAR_KEYS,
  scholarSettings,
  sourceFolder,
  textSetting,
} from './scholar-settings.js';

/**
 * What jekyll-scholar adds to a course that cites: a page for each work, where there is a layout for such pages
 * (`details_layout`). What its settings and its bibliographies have wrong is told here, once for all pages.
 */
export function scholar(site: Site): {
  readonly pages: readonly Page[];
  readonly diagnostics: readonly Diagnostic[];
} {
  if (site.citations === undefined) return { pages: [], diagnostics: [] };
  const bibliographies = [...site.citations.values()].filter(({ file }) => !/\.csl$/i.test(file));
  return {
    pages: detailsPages(site),
    diagnostics: [
      ...settingProblems(site),
      ...bibliographies.flatMap((source) => bibtexOf(source).diagnostics),
    ],
  };
}

function settingProblems(site: Site): readonly Diagnostic[] {
  const { config } = site;
  const stated = recordOf(config.raw['scholar']);
  const settings = scholarSettings(stated);
  const found: Diagnostic[] = [];
  for (const key of Object.keys(stated)) {
    if (SCHOLAR_KEYS.includes(key)) continue;
    const meant = nearestName(key, SCHOLAR_KEYS);
    const hint = meant === undefined ? 'Take it out.' : `Did you mean ${meant}?`;
    const message = `jekyll-scholar has no setting ${key}, so it does nothing.`;
    const place = keyPlace(config, 'scholar', key);
    found.push(diagnostic('warning', 'config-key', place, message, { text: key, hint }));
  }
  for (const filter of namedFilters(settings)) {
    if (BIBTEX_FILTERS.includes(filter)) continue;
    const meant = nearestName(filter, BIBTEX_FILTERS);
    const hint =
      meant === undefined ? `Take it out; there are ${BIBTEX_FILTERS.join(', ')}.` : `Did you mean ${meant}?`;
    const message = `Neither jekyll-scholar nor bibtex-ruby has a filter ${filter}, so it does nothing.`;
    const place = keyPlace(config, 'scholar', 'bibtex_filters');
    found.push(diagnostic('warning', 'config-type', place, message, { text: filter, hint }));
  }
  const name = textSetting(settings, 'style');
  const style = siteStyle({ site, note: () => {} }, name, settings);
  if (!isElement(style)) {
    const place = keyPlace(config, 'scholar', 'style');
    found.push(diagnostic('error', 'citation-style-missing', place, ...styleFault(name, style)));
  }
  const locale = textSetting(settings, 'locale');
  if (localeName(locale) === undefined) {
    const message = `References cannot be written in the language ${locale}, so they are written in English.`;
    const hint = `lectern has ${OWN_LANGUAGES.join(', ')}.`;
    const place = keyPlace(config, 'scholar', 'locale');
    found.push(diagnostic('warning', 'citation-locale', place, message, { text: locale, hint }));
  }
  return found;
}

/** A page for each work of the bibliography that the configuration names (jekyll-scholar: `generators/details.rb`). */
function detailsPages(site: Site): readonly Page[] {
  const { config } = site;
  const settings = scholarSettings(config.raw['scholar']);
  if (!hasDetails({ site, note: () => {} }, settings)) return [];
  const layout = detailsLayout(settings);
  const sources = defaultFiles({ site, note: () => {} }, settings).flatMap((name): SourceText[] => {
    const path = plainPath(`${sourceFolder(settings)}/${name}`);
    return [site.citations?.get(path) ?? site.citations?.get(`${path}.bib`)].filter(
      (one) => one !== undefined,
    );
  });
  const { entries } = bibliographyOf(sources, {
    replace: flagSetting(settings, 'replace_strings'),
    join: flagSetting(settings, 'join_strings'),
  });
  // Of two with one key the first has the page.
  const byKey = new Map([...entries].reverse().map((entry) => [entry.key, entry]));
  return [...byKey.values()].reverse().map((entry): Page => {
    const variables = entryVariables(entry, (tex) => katexElement(tex, false));
    const title = textOf(entry, 'title');
    const url = detailsUrl(entry, settings, config);
    const page = generatedPage({
      path: url.endsWith('/') ? `${url}index.html` : url,
      template: '',
      data: {
        layout,
        entry: variables,
        key: entry.key,
        type: entry.type,
        ...(title === undefined ? {} : { title }),
      },
    });
    return { ...page, layout, format: 'html', url, title: title ?? null };
  });
}
