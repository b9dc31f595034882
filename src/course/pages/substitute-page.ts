import { textFingerprint } from '../../cache/index.js';
import { withoutReferenceMarks } from '../../labels/index.js';
import { htmlReferences, stylesheetReferences } from '../../markdown/index.js';
import { escapeText, type MathUse, mathUseOf, NO_MATH, texText } from '../../math/index.js';
import { type Page, type Site, wordsFor } from '../../site/index.js';
import { isIncomplete, type SubstitutePage } from '../context/index.js';
import { filledText } from './completed-page.js';
import type { PageMaker } from './page-maker.js';
import type { PageResults } from './page-results.js';

/** Where substitutes are taken from. */
export interface SubstituteSources {
  readonly results: Pick<PageResults, 'lastComposed' | 'rendered'>;
  readonly maker: PageMaker;
  /** What an earlier build has published at a path; undefined where it has nothing there. */
  readonly published: (outputPath: string) => Uint8Array | undefined;
  /** Whether what is made of a page comes to no end, so that nothing of it is made here either. */
  readonly isEndless: (page: Page) => boolean;
  readonly site: Pick<Site, 'config' | 'words'>;
}

/** By what a page is known that is itself a substitute. */
const MARK = 'class="lectern-failed"';

/** What stands for pages at which lectern has failed, and the published files that they load. Never throws. */
export async function substitutePages(
  pages: readonly Page[],
  sources: SubstituteSources,
): Promise<{ readonly failed: readonly SubstitutePage[]; readonly needed: readonly string[] }> {
  const failed: SubstitutePage[] = [];
  for (const page of pages) failed.push(lastVersion(page, sources) ?? (await noticePage(page, sources)));
  return { failed, needed: neededFiles(failed, sources) };
}

/** The last version of a page, out of the cache or as it is published. */
function lastVersion(page: Page, { results, published }: SubstituteSources): SubstitutePage | undefined {
  const kept = attempt(() => {
    const composed = results.lastComposed(page);
    if (composed === undefined) return undefined;
    const { output, mathUse } = composed;
    // A build that was given up has not come to know what its references lead to.
    const shown = isIncomplete(composed) ? filledText(output(), new Map(), undefined, page).output : output();
    return substitute(page, 'last', shown, mathUse);
  });
  if (kept !== undefined) return kept;
  const bytes = published(page.outputPath);
  const text = bytes === undefined ? '' : new TextDecoder().decode(bytes);
  if (bytes === undefined || text.includes(MARK) || text === page.body.text) return undefined;
  return substitute(page, 'last', bytes, text.includes('class="katex') ? mathUseOf(text) : NO_MATH);
}

/** The text of a page with a notice, in its layouts if that can be, and in any case something. */
async function noticePage(page: Page, sources: SubstituteSources): Promise<SubstitutePage> {
  const { results, maker, site, isEndless } = sources;
  if (!/^(?:|\.x?html?)$/.test(page.outputExtension)) return plainSubstitute(page);
  const words = notice(wordsFor(site, page.data['lang']).unfinished);
  const asWritten = (): string => preformatted(withoutHidden(page.body.text));
  if (isEndless(page)) return barePage(page, words + asWritten());
  const made = attempt(() => {
    const { content, formulas } = results.rendered(page).marked();
    return withoutReferenceMarks(texText(content, formulas));
  });
  const text = made === undefined ? attempt(() => maker.renderer.text(page)) : undefined;
  const content = words + (made ?? (text === undefined ? asWritten() : preformatted(text)));
  const marked = { content, formulas: [], labels: [] };
  try {
    const { output, outputHash, mathUse } = await maker.finish(page, maker.place(page, marked));
    return { page, shows: 'text', output, outputHash, mathUse };
  } catch {
    return barePage(page, content);
  }
}

/** A page that is in no layout. */
function barePage(page: Page, content: string): SubstitutePage {
  return substitute(page, 'text', new TextEncoder().encode(bareDocument(page, content)), NO_MATH);
}

/** A style sheet that does nothing; of other files the text as it is written. */
function plainSubstitute(page: Page): SubstitutePage {
  const text =
    page.outputExtension === '.css' ? `/* This style sheet could not be made: ${MARK} */\n` : page.body.text;
  return substitute(page, 'text', new TextEncoder().encode(text), NO_MATH);
}

function substitute(
  page: Page,
  shows: SubstitutePage['shows'],
  output: Uint8Array,
  mathUse: MathUse,
): SubstitutePage {
  return { page, shows, output, outputHash: textFingerprint(output), mathUse };
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

function notice(words: string): string {
  return `<div ${MARK} role="note" style="border:2px solid;padding:0.5em 1em;margin:1em 0"><p>${escapeText(words)}</p></div>\n`;
}

function preformatted(text: string): string {
  return `<pre style="white-space:pre-wrap;overflow-wrap:anywhere">${escapeText(text.trim())}</pre>\n`;
}

/** What may hide a part of a text from readers; nobody knows whether it does where Liquid has failed. */
const HIDING = /\{%-?\s*(end)?(if|unless|case|comment)\b[\s\S]*?%\}/g;

/** A text without comments and without what stands under a condition. */
function withoutHidden(text: string): string {
  let shown = '';
  let from = 0;
  let depth = 0;
  for (const { 0: tag, 1: end, index } of text.matchAll(HIDING)) {
    if (depth === 0) shown += text.slice(from, index);
    depth = Math.max(0, depth + (end === undefined ? 1 : -1));
    from = index + tag.length;
  }
  return depth === 0 ? shown + text.slice(from) : shown;
}

function bareDocument({ title, data }: Page, content: string): string {
  const name = escapeText(typeof data['title'] === 'string' ? data['title'] : String(title ?? ''));
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}</title></head>
<body><h1>${name}</h1>
${content}</body></html>
`;
}

/** Elements whose URLs lead elsewhere: a page is whole without what they name. */
const LEADING: ReadonlySet<string> = new Set(['a', 'area', 'form', 'base', 'blockquote', 'q', 'ins', 'del']);

/**
 * The paths of the files that pages load, and that those load in turn, as far as they were published: style sheets,
 * scripts, figures, fonts.
 */
function neededFiles(
  pages: readonly SubstitutePage[],
  {
    published,
    site: {
      config: { baseurl, url },
    },
  }: SubstituteSources,
): readonly string[] {
  const needed = new Set<string>();
  const add = (text: string, path: string): void => {
    const urls = path.endsWith('.css')
      ? stylesheetReferences({ text, runs: [] }).map((reference) => reference.url)
      : htmlReferences(text)
          .references.filter(({ element }) => !LEADING.has(element))
          .map((reference) => reference.url);
    for (const loaded of urls) {
      const found = pathOf(loaded, path, baseurl, url);
      if (found === undefined || needed.has(found)) continue;
      const bytes = published(found);
      if (bytes === undefined) continue;
      needed.add(found);
      if (found.endsWith('.css')) add(new TextDecoder().decode(bytes), found);
    }
  };
  for (const { page, output } of pages) attempt(() => add(new TextDecoder().decode(output), page.outputPath));
  return [...needed];
}

/** The path in the site that a URL of the file at `from` names; undefined for one elsewhere. */
function pathOf(loaded: string, from: string, baseurl: string, url: string): string | undefined {
  return attempt(() => {
    const root = new URL(`${baseurl}/`, url === '' ? 'http://localhost' : url);
    const target = new URL(loaded, new URL(from.split('/').map(encodeURIComponent).join('/'), root));
    if (target.host !== root.host || !target.pathname.startsWith(root.pathname)) return undefined;
    return decodeURIComponent(target.pathname.slice(root.pathname.length));
  });
}
