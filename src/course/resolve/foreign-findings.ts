import { type Diagnostic, diagnostic, nearestName } from '../../diagnostics/index.js';
import type { ForeignSyntax } from '../../markdown/index.js';
import type { SiteConfig } from '../../site/index.js';
import type { RenderedPage } from '../context/index.js';
import { isNumbered } from '../render/index.js';

/** What is said of a kind of syntax: its code, what it is, and what to do. */
interface Advice {
  readonly code: string;
  readonly what: string;
  readonly hint: string;
}

const ADVICE: Readonly<Record<ForeignSyntax['kind'], Advice>> = {
  dollars: {
    code: 'math-not-read',
    what: 'looks like a formula, but nothing makes $…$ one',
    hint: 'If such are formulas, write "katex:" and, indented below it, "dollars: true" into _config.yml.',
  },
  delimiters: {
    code: 'math-not-read',
    what: 'looks like a formula, but Markdown takes the backslashes of its delimiters away',
    hint: 'Write formulas between $$ and $$, or with two backslashes: \\\\(…\\\\).',
  },
  container: {
    code: 'syntax-foreign',
    what: 'opens a container (:::) of other tools',
    hint: 'Write <div class="note" markdown="1"> and </div> around the text, or {: .note} below a paragraph.',
  },
  alert: {
    code: 'syntax-foreign',
    what: "begins an alert of GitHub's",
    hint: 'Write lectern: {numbering: true} into _config.yml, and a style for the class; or {: .note} below the quotation, and the title as bold text.',
  },
  citation: {
    code: 'syntax-foreign',
    what: "is a citation of Pandoc's",
    hint: 'Write lectern: {citations: pandoc} into _config.yml, with the work in a bibliography (_bibliography/references.bib); or a footnote, [^key], with the source in it.',
  },
};

/**
 * Tells once for a course of each syntax of other tools that its readers see as it is written, where it stands first. Of
 * dollars nothing is told where the configuration says what they are.
 */
export function foreignFindings(
  pages: readonly Pick<RenderedPage, 'foreign'>[],
  config: SiteConfig,
): Diagnostic[] {
  const isDecided = typeof config.katex['dollars'] === 'boolean';
  const all = pages.flatMap(({ foreign }) => foreign).filter(({ kind }) => !isDecided || kind !== 'dollars');
  return Object.entries(ADVICE).flatMap(([kind, { code, what, hint }]) => {
    const found = all.filter((one) => one.kind === kind);
    const [first] = found;
    if (first === undefined) return [];
    const others = found.reduce((sum, { count }) => sum + count, 0) - 1;
    const more = others === 0 ? '' : ` (with it ${others + 1} such passages on ${pagesText(found.length)})`;
    const message = `This ${what}, so readers see it as it is written${more}.`;
    const advice = kind === 'alert' && isNumbered(config) ? alertAdvice(first.text) : hint;
    return [diagnostic('warning', code, first.place, message, { text: first.text, hint: advice })];
  });
}

const ALERTS = ['[!NOTE]', '[!TIP]', '[!IMPORTANT]', '[!WARNING]', '[!CAUTION]'];

/** What to do about an alert in a course that has alerts: it is misspelt, of a kind that GitHub lacks, or has a title. */
function alertAdvice(written: string): string {
  const name = written.replace(/[+-]$/, '').toUpperCase();
  if (ALERTS.includes(name)) return `Write ${name} alone on its line, and a title as bold text below it.`;
  const meant = nearestName(name, ALERTS);
  return meant === undefined ? `Write one of ${ALERTS.join(', ')}.` : `Did you mean ${meant}?`;
}

function pagesText(count: number): string {
  return count === 1 ? 'one page' : `${count} pages`;
}
