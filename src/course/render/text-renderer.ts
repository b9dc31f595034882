import { type Diagnostic, type MappedText, mapText } from '../../diagnostics/index.js';
import { createHighlighter, createMarkdown, DEFAULT_KRAMDOWN_OPTIONS } from '../../markdown/index.js';
import { createTypesetter, MATHJAX_3_DEFAULTS, readMathJaxConfig } from '../../math/index.js';
import { splitFrontMatter } from '../../site/index.js';

/** How one text is read. */
export interface TextRendererOptions {
  readonly dialect: 'kramdown' | 'commonmark';
  /** Whether `$…$` is mathematics. */
  readonly dollars: boolean;
  /** Whether mistakes that no author can have meant are mended. */
  readonly mend: boolean;
}

/** The HTML of a text, and what was found in it. */
export interface RenderedText {
  readonly html: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Renders Markdown, or with `renderPage` a page's source, whose front matter is left out. `file` names it. */
export interface TextRenderer {
  readonly renderText: (text: string, file: string) => RenderedText;
  readonly renderPage: (source: string, file: string) => RenderedText;
}

/**
 * Makes a renderer of single texts, outside of any site: Liquid is left as it is, formulas are typeset. It may be
 * kept and used for many texts.
 */
export function createTextRenderer({ dialect, dollars, mend }: TextRendererOptions): TextRenderer {
  const markdown = createMarkdown({
    dialect,
    kramdown: DEFAULT_KRAMDOWN_OPTIONS,
    dollars,
    mend: mend ? {} : false,
    highlight: createHighlighter(),
    relativeLink: () => undefined,
  });
  const typesetter = createTypesetter({
    output: 'htmlAndMathml',
    macros: {},
    preambles: [],
    displayLabel: 'Formula',
    bare: true,
  });
  // A text alone has no equations elsewhere that it could refer to. Only where dollars are delimiters are they escaped.
  const config = { ...MATHJAX_3_DEFAULTS, present: true, processRefs: false, processEscapes: dollars };
  const render = (document: MappedText, file: string): RenderedText => {
    const { html, formulas, diagnostics } = markdown(document);
    const typeset = typesetter.typesetPage(html, {
      formulas,
      config,
      scripts: readMathJaxConfig(mapText(html)).scripts,
      file,
    });
    return { html: typeset.html, diagnostics: [...diagnostics, ...typeset.diagnostics] };
  };
  return {
    renderText: (text, file) => render(mapText(unixLines(text), file), file),
    renderPage: (text, file) => render(splitFrontMatter({ file, text: unixLines(text) }).body, file),
  };
}

/** Text as every stage expects it: no byte order mark, lines ended by a line feed. */
function unixLines(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
