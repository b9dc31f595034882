import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../../../src/diagnostics/index.js';
import { applyPlugins, paginatorVariable, pluginFilters, pluginTags } from '../../../src/generators/index.js';
import { absoluteUrl, createLiquid } from '../../../src/liquid/index.js';
import {
  createMarkdown,
  createSmartyPants,
  DEFAULT_KRAMDOWN_OPTIONS,
  type MarkdownOptions,
} from '../../../src/markdown/index.js';
import {
  excerptSource,
  type Page,
  readConfig,
  type Site,
  scanSite,
  siteVariables,
} from '../../../src/site/index.js';

/** Absolute path of something in the fixtures' folder. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
}

/** When the static files of the fixtures were changed last. */
const CHANGED = Date.parse('2024-02-03T04:05:06Z');

/** Reads the site in a folder, with the times of change that Jekyll saw. */
export async function scanned(source: string): Promise<Site> {
  const effects = { fs, now: () => new Date('2024-06-01T12:00:00Z'), timezone: 'UTC' };
  const { config } = await readConfig({ cwd: source }, effects);
  const { site } = await scanSite(config, { ...effects, plainText: (text) => text });
  const staticFiles = site.staticFiles.map((file) => ({ ...file, file: { ...file.file, mtimeMs: CHANGED } }));
  return { ...site, staticFiles };
}

export interface RenderedSite {
  readonly site: Site;
  /** What each page that is written becomes, by its path. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Applies a site's plugins to it and renders its pages: Liquid, Markdown, layouts; `rewrite` is what plugins make of the output. */
export function rendered(
  course: Site,
  rewrite: (page: Page, text: string) => string = (_, text) => text,
): RenderedSite {
  const { site, paginators, diagnostics } = applyPlugins(course, (url) => absoluteUrl(url, course.config));
  const found = [...diagnostics];
  const markdownOptions: MarkdownOptions = {
    dialect: 'kramdown',
    kramdown: DEFAULT_KRAMDOWN_OPTIONS,
    dollars: false,
    mend: false,
    highlight: () => undefined,
    relativeLink: () => undefined,
  };
  const markdown = createMarkdown(markdownOptions);
  const { baseurl, url, timezone, liquid: strictness } = site.config;
  const nothing = { find: () => undefined, names: () => [] };
  const liquid = createLiquid({
    config: { baseurl, url, timezone, ...strictness },
    includes: nothing,
    includeRelative: () => undefined,
    links: nothing,
    posts: nothing,
    markdownify: (text) => markdown(text).html,
    smartify: createSmartyPants(markdownOptions),
    sassify: ({ text }) => text,
    highlight: () => undefined,
    tags: pluginTags(site),
    filters: pluginFilters(site),
    holdsFormulas: () => true,
    now: site.time,
    random: () => 0,
  });
  const run = (template: Page['body'], scope: Readonly<Record<string, unknown>>) => {
    const result = liquid.render(template, scope);
    found.push(...result.diagnostics);
    return result.output;
  };
  const content = (page: Page, body = page.body): string => {
    const text = run(body, scope(page));
    return page.format === 'markdown' ? markdown(text).html : text.text;
  };
  const variables = siteVariables(site, {
    content,
    excerpt: (page) => content(page, excerptSource(page)),
    output: content,
  });
  const scope = (page: Page) => {
    const paginator = paginators.get(page.outputPath);
    return {
      site: variables.site(page),
      page: variables.page(page),
      jekyll: { version: '4.3.1', environment: 'production' },
      paginator: paginator === undefined ? null : paginatorVariable(paginator, variables.page),
    };
  };
  const output = (page: Page): string => {
    let text = content(page);
    for (let name: unknown = page.layout; typeof name === 'string'; ) {
      const layout = site.layouts.get(name);
      if (layout === undefined) break;
      text = run(layout.body, { ...scope(page), content: text }).text;
      name = layout.data['layout'];
    }
    return rewrite(page, text);
  };
  const written = site.pages.filter((page) => page.written);
  return {
    site,
    outputs: Object.fromEntries(written.map((page) => [page.outputPath, output(page)])),
    diagnostics: found,
  };
}

/** What Jekyll made of a fixture's pages, by path. */
export function jekyllOutputs(name: string, { staticFiles }: Site): Readonly<Record<string, string>> {
  const folder = fixture(`jekyll/${name}`);
  const copied = new Set(staticFiles.map((file) => file.outputPath));
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !copied.has(file));
  return Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
}

/** The site of files that are given by path and text, in a folder of its own. */
export async function siteOf(files: Readonly<Record<string, string>>): Promise<Site> {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'lectern-generators-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    }
    return await scanned(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Diagnostics as lines `file code message`. */
export function lines(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ file, code, message }) => `${file} ${code} ${message}`);
}
