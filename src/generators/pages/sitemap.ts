import type { Page, Site } from '../../site/index.js';
import { generatedPage } from './generated-page.js';

/**
 * Every page that has not `sitemap: false`, as jekyll-sitemap 1.4 lists them: documents by collection, pages, then
 * static files of the kinds that search engines read.
 */
const SITEMAP_TEMPLATE = `<?xml version="1.0" encoding="UTF-8"?>
{%- if page.xsl %}
<?xml-stylesheet type="text/xsl" href="{{ "/sitemap.xsl" | absolute_url }}"?>
{%- endif %}
<urlset xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.sitemaps.org/schemas/sitemap/0.9 http://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd" xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{%- assign collections = site.collections | where_exp: "collection", "collection.output != false" %}
{%- for collection in collections %}
  {%- assign documents = collection.docs | where_exp: "document", "document.sitemap != false" %}
  {%- for document in documents %}
<url>
<loc>{{ document.url | replace: "/index.html", "/" | absolute_url | xml_escape }}</loc>
    {%- if document.last_modified_at or document.date %}
<lastmod>{{ document.last_modified_at | default: document.date | date_to_xmlschema }}</lastmod>
    {%- endif %}
</url>
  {%- endfor %}
{%- endfor %}
{%- assign pages = site.html_pages | where_exp: "page", "page.sitemap != false" %}
{%- assign pages = pages | where_exp: "page", 'page.url != "/404.html"' %}
{%- for page in pages %}
<url>
<loc>{{ page.url | replace: "/index.html", "/" | absolute_url | xml_escape }}</loc>
  {%- if page.last_modified_at %}
<lastmod>{{ page.last_modified_at | date_to_xmlschema }}</lastmod>
  {%- endif %}
</url>
{%- endfor %}
NOTEBOOKS{%- assign extensions = ".htm .html .xhtml .pdf" | split: " " %}
{%- assign files = site.static_files | where_exp: "file", "extensions contains file.extname" %}
{%- assign files = files | where_exp: "file", "file.sitemap != false" %}
{%- assign files = files | where_exp: "file", 'file.name != "404.html"' %}
{%- for file in files %}
<url>
<loc>{{ file.path | replace: "/index.html", "/" | absolute_url | xml_escape }}</loc>
<lastmod>{{ file.modified_time | date_to_xmlschema }}</lastmod>
</url>
{%- endfor %}
</urlset>
`;

const ROBOTS_TEMPLATE = 'Sitemap: {{ "sitemap.xml" | absolute_url }}\n';

/** `sitemap.xml` and `robots.txt` of jekyll-sitemap, each where the course has none of its own. */
export function sitemap({ files, pages }: Site): readonly Page[] {
  const data = { xsl: files.has('sitemap.xsl') };
  const template = SITEMAP_TEMPLATE.replace('NOTEBOOKS', () => notebookEntries(pages));
  return [
    generatedPage({ path: 'sitemap.xml', template, data }),
    generatedPage({ path: 'robots.txt', template: ROBOTS_TEMPLATE }),
  ].filter(({ outputPath }) => !files.has(outputPath));
}

/** The entries of notebooks' pages, which no list of templates has. */
function notebookEntries(pages: readonly Page[]): string {
  return pages
    .filter(({ kind, data, written }) => kind === 'notebook' && written && data['sitemap'] !== false)
    .map(
      ({ url }) =>
        `\n<url>\n<loc>{{ "${url.replaceAll('"', '%22')}" | absolute_url | xml_escape }}</loc>\n</url>`,
    )
    .join('');
}
