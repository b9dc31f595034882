import { MATHJAX_2_DEFAULTS, MATHJAX_3_DEFAULTS, type MathConfig, type PageScript } from '../config/index.js';
import { mathScope, type PagePart } from '../search/index.js';

/**
 * Whether a page keeps the scripts that load and configure MathJax or KaTeX, although its formulas are typeset: one of
 * its scripts needs them, what a configuration says is not known, or something in the page is no formula that can be
 * typeset now: AsciiMath, or a text of which a script is to make something (slides, a template).
 */
export function keepsScripts(parts: readonly PagePart[], scripts: readonly PageScript[]): boolean {
  return (
    scripts.some(({ use, calls }) => calls === true || use === 'unreadable') ||
    parts.some(({ kind }) => kind === 'later' || kind === 'asciimath')
  );
}

/** The HTML of a formula that is typeset, with a class by which a MathJax that stays in the page leaves it alone. */
export function leftAlone(formula: string, className: string): string {
  return formula.replace('class="', () => `class="${className} `);
}

/** A class that a page's MathJax leaves alone: one that its configuration names, or its own. */
export function ignoredClass(config: MathConfig): string {
  const standard = config.version === 3 ? MATHJAX_3_DEFAULTS : MATHJAX_2_DEFAULTS;
  const named = config.ignoreClass.split('|').filter((name) => /^[\w-]+$/.test(name));
  return named.find((name) => isIgnored(name, config)) ?? standard.ignoreClass;
}

function isIgnored(name: string, config: MathConfig): boolean {
  const scope = mathScope(config);
  scope.pass({ name: 'span', closing: false }, `<span class="${name} katex">`);
  return !scope.isSearched();
}
