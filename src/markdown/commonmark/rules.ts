import { anchors } from '../core/anchors.js';
import { foreignSyntax } from '../core/foreign-syntax.js';
import { htmlFormulas } from '../core/formulas/html-formulas.js';
import { environmentOf } from '../document/environment.js';
import { MarkdownIt } from '../document/markdown-it.js';
import { renderCode } from '../render/code.js';
import { useKatexMarks } from '../render/katex-marks.js';
import { collect } from './collect.js';
import { headers } from './headers.js';
import { linkWebAddresses } from './linkify.js';
import { PlacedInline, texEnvironment } from './placed-inline.js';
import { places } from './places.js';
import { taskLists } from './task-lists.js';
import { unclosed } from './unclosed.js';

/**
 * markdown-it with its own rules, which are CommonMark's with GitHub's tables, struck text, bare addresses and task
 * lists, and markdown-it-katex's for formulas. `dollars` says whether `$…$` is one.
 */
export function commonmark(dollars: boolean): MarkdownIt {
  const md = new MarkdownIt({ html: true, linkify: true });
  useKatexMarks(md);
  if (!dollars) md.disable('math_inline');
  md.inline.ruler.before('escape', 'math_environment', texEnvironment);
  linkWebAddresses(md);
  md.inline.State = PlacedInline;
  md.core.ruler.push('places', places);
  md.core.ruler.push('unclosed', unclosed);
  md.core.ruler.push('foreign_syntax', foreignSyntax);
  md.core.ruler.push('task_lists', taskLists);
  md.core.ruler.push('headers', headers);
  md.core.ruler.push('collect', collect);
  md.core.ruler.push('html_formulas', htmlFormulas);
  md.core.ruler.push('anchors', anchors);
  useRenderers(md);
  return md;
}

function useRenderers(md: MarkdownIt): void {
  const { rules } = md.renderer;
  rules['html_raw'] = (tokens, index) => tokens[index]?.content ?? '';
  rules['s_open'] = () => '<del>';
  rules['s_close'] = () => '</del>';
  rules['math_environment'] = (tokens, index) => tokens[index]?.content ?? '';
  rules['math_block'] = (tokens, index) => {
    const token = tokens[index];
    return token === undefined ? '' : token.content + (token.block ? '\n' : '');
  };
  const plain = rules['fence'];
  rules['fence'] = (tokens, index, options, env, self) => {
    const token = tokens[index];
    if (token === undefined || plain === undefined) return '';
    const [language = ''] = token.info.trim().split(/\s+/);
    if (language === '') return plain(tokens, index, options, env, self);
    token.info = language;
    token.attrSet('class', `language-${language}`);
    return renderCode(token, '', environmentOf({ env }));
  };
}
