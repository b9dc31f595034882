import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { mapText } from '../../../src/diagnostics/index.js';
import { type MathOutput, readMathJaxConfig, type TypesetterOptions } from '../../../src/math/index.js';
import { formula, typesetFormulas, typesetHtml } from './support.js';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const OUTPUTS: readonly MathOutput[] = ['htmlAndMathml', 'html', 'mathml'];

/** What a formula of a page may consist of: KaTeX's boxes, MathML, links, and the drawings of stretched signs. */
const ELEMENTS = new Set([
  ...'span a svg path line br button'.split(' '),
  ...'math semantics annotation mrow mi mo mn mtext mspace msup msub msubsup mover munder munderover'.split(
    ' ',
  ),
  ...'mfrac msqrt mroot mtable mtr mtd mlabeledtr mstyle mpadded mphantom menclose merror'.split(' '),
]);
const ADDRESS = /^(?:https?:\/\/|mailto:|#|\/(?!\/)|\.{1,2}\/|[\w-]+(?:[.\w/-]*)(?:[?#]|$))/i;
/** What would load something, or run, in a declaration of CSS. */
const ACTIVE =
  /url\s*\(|expression|image|import|behavior|-moz-binding|javascript|position\s*:\s*(?:fixed|sticky)/i;

function elements(node: Node): Element[] {
  const inside = 'childNodes' in node ? node.childNodes.flatMap(elements) : [];
  return 'tagName' in node ? [node, ...inside] : inside;
}

/** What in the HTML could do harm. */
function harm(html: string): string[] {
  return elements(parseFragment(html)).flatMap(({ tagName, attrs }) => [
    ...(ELEMENTS.has(tagName) ? [] : [`<${tagName}>`]),
    ...attrs.flatMap(({ name, value }) => {
      const bad =
        /^on/i.test(name) ||
        /^(?:src|srcset|srcdoc|action|formaction|data|poster|background|ping)$/i.test(name) ||
        ((name === 'href' || name === 'xlink:href') && !ADDRESS.test(value)) ||
        (name === 'style' && ACTIVE.test(value));
      return bad ? [`${tagName} ${name}="${value}"`] : [];
    }),
  ]);
}

const SCRIPT = '<img src=x onerror=alert(1)>';
const BREAK_OUT = '"><script>alert(1)</script><a title="';

const ATTACKS = [
  '\\href{javascript:alert(1)}{x}',
  '\\href{JaVaScRiPt:alert(1)}{x}',
  '\\href{java\tscript:alert(1)}{x}',
  '\\href{java\nscript:alert(1)}{x}',
  '\\href{&#106;avascript:alert(1)}{x}',
  '\\href{\u0001javascript:alert(1)}{x}',
  '\\href{data:text/html;base64,PHNjcmlwdD4=}{x}',
  '\\href{vbscript:msgbox(1)}{x}',
  '\\href{//evil.example/}{x}',
  '\\href{\\unicode{106}avascript:alert(1)}{x}',
  `\\href{https://example.org/${BREAK_OUT}}{x}`,
  `\\href{#${BREAK_OUT}}{x}`,
  "\\href{x' onmouseover='alert(1)}{x}",
  '\\url{javascript:alert(1)}',
  '\\includegraphics{javascript:alert(1)}',
  '\\includegraphics[width=1em]{https://evil.example/x.svg}',
  `\\includegraphics[alt=${BREAK_OUT}]{x.png}`,
  '\\htmlData{onclick=alert(1)}{x}',
  `\\htmlData{x=${BREAK_OUT}}{y}`,
  `\\htmlId{${BREAK_OUT}}{x}`,
  '\\htmlId{x onclick=alert(1)}{x}',
  `\\htmlClass{${BREAK_OUT}}{x}`,
  '\\htmlStyle{background:url(javascript:alert(1))}{x}',
  '\\htmlStyle{background-image:url(https://evil.example/)}{x}',
  '\\style{color:red;background:url(//evil.example)}{x}',
  '\\style{width: expression(alert(1))}{x}',
  '\\style{position:fixed;inset:0}{x}',
  `\\style{color:red${BREAK_OUT}}{x}`,
  '\\style{color: \\75rl(x)}{x}',
  `\\class{${BREAK_OUT}}{x}`,
  `\\cssId{${BREAK_OUT}}{x}`,
  '\\unicode{60}script\\unicode{62}alert(1)\\unicode{60}/script\\unicode{62}',
  '\\unicode[a" onmouseover="alert(1)]{60}',
  '\\unicode{0}\\unicode{x110000}\\unicode{-1}',
  `\\text{${SCRIPT}}`,
  `\\mbox{${BREAK_OUT}}`,
  `\\verb|${SCRIPT}|`,
  `\\mmlToken{mi}[onclick="alert(1)"]{x}`,
  `\\mmlToken{script}{alert(1)}`,
  `\\mmlToken{annotation-xml}[encoding="text/html"]{${SCRIPT}}`,
  `\\ce{${SCRIPT}}`,
  `\\tag{${SCRIPT}} x`,
  `\\tag{${BREAK_OUT}} x`,
  `\\tag{\\href{javascript:alert(1)}{1}} x`,
  `\\begin{equation} x \\label{${BREAK_OUT}} \\end{equation}`,
  "\\begin{equation} x \\label{' onclick='alert(1)} \\end{equation}",
  `\\ref{${BREAK_OUT}}`,
  `\\eqref{${SCRIPT}}`,
  `\\begin{${BREAK_OUT}} x \\end{${BREAK_OUT}}`,
  `\\nosuch${BREAK_OUT}`,
  '\\def\\j{javascript:alert(1)} \\href{\\j}{x}',
  '\\newcommand{\\h}[1]{\\href{javascript:#1}{x}} \\h{alert(1)}',
  '\\let\\h\\href \\h{javascript:alert(1)}{x}',
  '\\def\\c#1{\\htmlData{onclick=#1}{x}} \\c{alert(1)}',
  `\\color{red${BREAK_OUT}}{x}`,
  '\\color{expression(alert(1))}{x}',
  `\\definecolor{c}{HTML}{${BREAK_OUT}} \\color{c}{x}`,
  `\\colorbox{url(x)}{y}`,
  `\\bbox[red; background:url(x)]{y}`,
  '\\bbox[border: 1px solid url(x)]{y}',
  `\\enclose{circle}[mathbackground="url(x)" onclick="alert(1)"]{y}`,
  `\\rule{1em;background:url(x)}{1em}`,
  '\\hspace{1em" onclick="alert(1)}',
  `\\begin{array}{c${BREAK_OUT}} x \\end{array}`,
  `\\newtagform{f}{${SCRIPT}}{)} \\usetagform{f} x \\tag{1}`,
  '\\require{html} \\href{javascript:alert(1)}{x}',
  '</math><img src=x onerror=alert(1)>',
  '</span></annotation><script>alert(1)</script>',
  '<!--><script>alert(1)</script>-->',
  '\uFDD0' + '0\uFDD1' + '\uFDD2<script>',
];

describe.each(OUTPUTS)(
  'as %s, no formula of a page brings a script, an address that runs, or a foreign element',
  (output) => {
    const options: Partial<TypesetterOptions> = { output };

    it.each(ATTACKS)('%j', (tex) => {
      const { html } = typesetFormulas([formula(tex), formula(tex, false)], { options });
      expect(harm(html.replaceAll('<hr>', ''))).toEqual([]);
    });
  },
);

describe('nothing that stands around formulas does so either', () => {
  it.each([
    { macros: { 'x" onclick="alert(1)': 'y', h: '\\href{javascript:#1}{x}' } },
    { displayLabel: '"><script>alert(1)</script>' },
  ])('%j', (options) => {
    const { html } = typesetFormulas(
      [formula('\\h{alert(1)}'), formula('\\begin{equation}x\\end{equation}')],
      {
        options,
      },
    );
    expect(harm(html.replaceAll('<hr>', ''))).toEqual([]);
  });

  it('whatever a layout says to MathJax', () => {
    const script = `MathJax = { tex: { macros: { a: '\\\\href{javascript:1}{x}' } },
      chtml: { displayAlign: 'left', displayIndent: '1em;background:url(x)' } };`;
    const { config } = readMathJaxConfig(mapText(`<script>${script}</script>`));
    expect(config).toMatchObject({ displayAlign: 'left', displayIndent: '0em' });
    const { html } = typesetFormulas([formula('x \\a')], { config });
    expect(harm(html.replaceAll('<hr>', ''))).toEqual([]);
  });

  it.each(ATTACKS)('written in the HTML of the page: %j', (tex) => {
    const escaped = tex.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    const { html } = typesetHtml(`<span>\\(${escaped}\\)</span>`);
    expect(harm(html)).toEqual([]);
  });
});
