import type { MappedText } from '../diagnostics/index.js';
import { shownText } from '../math/index.js';
import { envOf, makeEnvironment } from './document/environment.js';
import type { MarkdownOptions } from './document/options.js';
import { kramdown } from './markdown.js';
import { markShownFormulas } from './shown-formulas.js';

/**
 * Makes the function behind the filter `smartify`: quotes, dashes, ellipses, entities and HTML as kramdown reads
 * them, and everything else as it is, without paragraphs (Jekyll: `converters/smartypants.rb`). Formulas come out as templates
 * read them.
 */
export function createSmartyPants(options: MarkdownOptions): (text: MappedText) => string {
  const md = kramdown();
  md.block.ruler.enableOnly(['kramdown_block_html']);
  md.inline.ruler.enableOnly(SPAN_RULES.map((name) => `kramdown_${name}`));
  return (shown) => {
    const { document, formulas } = markShownFormulas(shown);
    const text = document.text.endsWith('\n') ? document.text : `${document.text}\n`;
    const environment = makeEnvironment(document, options, formulas);
    const html = md.render(text, envOf(environment)).replace(/\n$/, '');
    return shownText(html, environment.formulas);
  };
}

const SPAN_RULES = ['text', 'smart_quotes', 'html_entity', 'typographic_syms', 'span_html'];
