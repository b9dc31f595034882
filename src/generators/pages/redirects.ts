import { type Diagnostic, diagnostic, mapText, sliceMapped } from '../../diagnostics/index.js';
import { addPages, type Layout, type Page, type Site, sanitizeUrl } from '../../site/index.js';
import { listOf, member } from '../config/values.js';
import { generatedPage, replacePages, targetOf } from './generated-page.js';

/** The page that jekyll-redirect-from 0.16 answers with where a course has no layout `redirect` of its own. */
const REDIRECT_TEMPLATE = `<!DOCTYPE html>
<html lang="en-US">
  <meta charset="utf-8">
  <title>Redirecting&hellip;</title>
  <link rel="canonical" href="{{ page.redirect.to }}">
  <script>location="{{ page.redirect.to }}"</script>
  <meta http-equiv="refresh" content="0; url={{ page.redirect.to }}">
  <meta name="robots" content="noindex">
  <h1>Redirecting&hellip;</h1>
  <a href="{{ page.redirect.to }}">Click here if you are not redirected.</a>
</html>
`;

/** Where a reader is sent from, as a path from the site's root, and where to, as a whole URL. */
interface Redirect {
  readonly from: string;
  readonly to: string;
}

/**
 * Jekyll-redirect-from (`generator.rb`): a page at each `redirect_from` that leads to the page which has it, a
 * redirect in the place of each page with `redirect_to`, and `redirects.json`. A `redirect_from` with the path of
 * another file is reported and left out.
 */
export function redirect(
  site: Site,
  absoluteUrl: (url: string) => string,
): { readonly site: Site; readonly diagnostics: readonly Diagnostic[] } {
  // What has a scheme is a whole URL already.
  const target = (url: string) => (/^[^/?#]*:/.test(url) ? url : absoluteUrl(url));
  const redirects: Redirect[] = [];
  const added = new Map<string, Page>();
  const replaced = new Map<Page, Page>();
  const diagnostics: Diagnostic[] = [];
  for (const page of redirectable(site)) {
    const from = paths(page, 'redirect_from');
    const to = paths(page, 'redirect_to');
    diagnostics.push(...from.diagnostics, ...to.diagnostics);
    for (const path of from.paths) {
      const made = { from: withLeadingSlash(path), to: absoluteUrl(page.url) };
      const answer = redirectPage(page, made);
      if (site.files.has(answer.outputPath) || added.has(answer.outputPath)) {
        diagnostics.push(shadowed(page, path, answer.outputPath));
      } else {
        added.set(answer.outputPath, answer);
        redirects.push(made);
      }
    }
    const [destination] = to.paths;
    if (destination === undefined) continue;
    const made = { from: page.url, to: target(destination) };
    replaced.set(page, redirected(page, made));
    redirects.push(made);
  }
  const pages = [...added.values(), ...redirectList(site, redirects)];
  return { site: addPages(withLayout(replacePages(site, replaced)), pages), diagnostics };
}

/** What is written, in the order that the plugin goes through it. */
function redirectable({ collections, pages }: Site): readonly Page[] {
  const documents = [...collections.values()].flatMap((collection) => collection.documents);
  return [...documents, ...pages.filter((page) => page.kind === 'page')].filter((page) => page.written);
}

/** The paths under a key of a page's front matter, and a report where something else is among them. */
function paths(
  { file, data }: Page,
  key: 'redirect_from' | 'redirect_to',
): { readonly paths: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
  const values = listOf(data[key]);
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length === values.length) return { paths: texts, diagnostics: [] };
  const message = `${key} has something in it that is not a path.`;
  const hint = `Write a path such as /week-1/, or a list of them, behind ${key}:.`;
  const place = { file: file.path, line: 1, column: 1 };
  return {
    paths: texts,
    diagnostics: [diagnostic('warning', 'redirect-unreadable', place, message, { hint })],
  };
}

function redirectPage(source: Page, redirect: Redirect): Page {
  return {
    ...generatedPage({ path: redirect.from, template: '', data: redirectData(redirect) }),
    // A permalink is taken as it is written; only other paths are escaped.
    ...targetOf(sanitizeUrl(redirect.from), '.html'),
    // What its layouts have wrong is reported at the page that asked for it.
    file: source.file,
    relativePath: 'redirect.html',
    format: 'html',
    layout: 'redirect',
  };
}

/** A page that redirects instead of showing itself: nothing is left of its own text. */
function redirected(page: Page, redirect: Redirect): Page {
  return {
    ...page,
    data: { ...page.data, ...redirectData(redirect) },
    // Nothing is left of its text but where it stands, by which its front matter is found.
    body: sliceMapped(page.body, page.body.text.length),
    layout: 'redirect',
    excerptSeparator: '',
  };
}

function redirectData({ from, to }: Redirect) {
  return { sitemap: false, layout: 'redirect', permalink: from, redirect: { from, to } };
}

/** `redirects.json`, unless the configuration declines it or the course has a file of that name. */
function redirectList({ config, files }: Site, redirects: readonly Redirect[]): readonly Page[] {
  const path = 'redirects.json';
  if (member(config.raw['redirect_from'], 'json') === false || files.has(path)) return [];
  const template = JSON.stringify(Object.fromEntries(redirects.map(({ from, to }) => [from, to])));
  return [generatedPage({ path, template })];
}

/** The site with a layout `redirect`. */
function withLayout(site: Site): Site {
  if (site.layouts.has('redirect')) return site;
  const path = '_layouts/redirect.html';
  const layout: Layout = {
    name: 'redirect',
    file: { path, absolute: '', size: REDIRECT_TEMPLATE.length, mtimeMs: 0, ctimeMs: 0, ino: 0 },
    data: {},
    body: mapText(REDIRECT_TEMPLATE),
  };
  return { ...site, layouts: new Map([...site.layouts, ['redirect', layout]]) };
}

function shadowed({ file }: Page, from: string, path: string): Diagnostic {
  return diagnostic(
    'warning',
    'redirect-shadowed',
    { file: file.path, line: 1, column: 1 },
    `The redirect from ${from} is left out: something else is published as ${path}.`,
    { text: from, hint: 'Take that path out of redirect_from, or move the other page.' },
  );
}

function withLeadingSlash(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
