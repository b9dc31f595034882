import { mapText } from '../../../src/diagnostics/index.js';
import { formulaMark } from '../../../src/math/formula/formula.js';
import {
  createTypesetter,
  type Formula,
  MATHJAX_3_DEFAULTS,
  type MathConfig,
  readMathJaxConfig,
  type TypesetPage,
  type TypesetterOptions,
} from '../../../src/math/index.js';

const OPTIONS: TypesetterOptions = {
  output: 'htmlAndMathml',
  macros: {},
  preambles: [],
  displayLabel: 'Formula',
};

/** A page that MathJax 3 would typeset, with dollars as delimiters and equations numbered as amsmath does. */
export const CONFIG: MathConfig = {
  ...MATHJAX_3_DEFAULTS,
  present: true,
  tags: 'ams',
  inlineMath: [
    ['$', '$'],
    ['\\(', '\\)'],
  ],
};

/** A formula in `page.md`. */
export function formula(tex: string, display = true): Formula {
  return { tex: mapText(tex, 'page.md'), display };
}

/** Typesets HTML in which the marks of `formulas` stand. */
export function typesetHtml(
  html: string,
  formulas: readonly Formula[] = [],
  more: { readonly options?: Partial<TypesetterOptions>; readonly config?: Partial<MathConfig> } = {},
): TypesetPage {
  const typesetter = createTypesetter({ ...OPTIONS, ...more.options });
  return typesetter.typesetPage(html, {
    formulas,
    config: { ...CONFIG, ...more.config },
    scripts: readMathJaxConfig(mapText(html)).scripts,
    file: 'page.md',
  });
}

/** Typesets a page of formulas; answers with the page and the HTML of each formula. */
export function typesetFormulas(
  formulas: readonly Formula[],
  more: Parameters<typeof typesetHtml>[2] = {},
): TypesetPage & { readonly each: readonly string[] } {
  const html = formulas.map((_, index) => `${formulaMark(index)}`).join('<hr>');
  const page = typesetHtml(html, formulas, more);
  return { ...page, each: page.html.split('<hr>') };
}

/** The MathML of a formula's HTML. */
export function mathmlOf(html: string): string {
  return /<math[\s\S]*?<\/math>/.exec(html)?.[0] ?? '';
}

/** What a formula's annotation says. */
export function annotationOf(html: string): string | undefined {
  return /<annotation encoding="application\/x-tex"[^>]*>([\s\S]*?)<\/annotation>/.exec(html)?.[1];
}
