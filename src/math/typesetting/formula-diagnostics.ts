import { type Diagnostic, diagnostic, nearestName, type textLocator } from '../../diagnostics/index.js';
import type { Formula } from '../formula/index.js';
import { TOO_LONG } from '../katex/index.js';
import type { UnpairedDelimiter } from '../search/index.js';
import { COMMAND_NAMES, packageOf, quoteOf, type TexNote } from '../tex/index.js';
import { isFigureLabel } from './figure-labels.js';

/** What KaTeX says of a formula, as a sentence with a next step. `macros` are the names that the page defines. */
export function katexNote(message: string, at: number, macros: Iterable<string>): TexNote {
  const name = /^Undefined control sequence: (\\.+)$/s.exec(message)?.[1];
  if (name !== undefined) return undefinedMacro(name, at, macros);
  if (message === TOO_LONG)
    return { fault: 'math-limit', at, message, hint: 'Break it up, or show it as a figure.' };
  const [said, hint] = SENTENCES.find(([pattern]) => pattern.test(message))?.slice(1) ?? [];
  const sentence = typeof said === 'string' ? said : `This cannot be typeset: ${message.replace(/\.$/, '')}.`;
  return typeof hint === 'string'
    ? { fault: 'math-syntax', at, message: sentence, hint }
    : { fault: 'math-syntax', at, message: sentence };
}

function undefinedMacro(name: string, at: number, macros: Iterable<string>): TexNote {
  return {
    fault: 'math-undefined-macro',
    at,
    missing: name,
    message: `The macro ${name} is not defined.`,
    hint: () => {
      const likely = nearestName(name, macros) ?? nearestName(name, COMMAND_NAMES);
      const inPackage = packageOf(name);
      return inPackage !== undefined
        ? `The package ${inPackage} has it: write \\require{${inPackage}} before it, or \\usepackage{${inPackage}} in a file of macros.`
        : likely === undefined
          ? `Define it on this page with \\newcommand{${name}}{…}, or for all pages under "katex: macros:" in _config.yml.`
          : `Did you mean ${likely}?`;
    },
  };
}

/** A reference to what several other pages have; it leads to the first. */
export function ambiguousLabel(label: string, at: number, pages: readonly string[]): TexNote {
  return {
    fault: 'math-ambiguous-label',
    at,
    message: `Several pages have the label "${label}": ${pages.join(', ')}. This leads to the first of them.`,
    hint: 'Give one of them another label.',
  };
}

/** A reference that leads nowhere; `labels` are those of the page. */
export function undefinedLabel(label: string, at: number, labels: Iterable<string>): TexNote {
  const figure = isFigureLabel(label);
  return {
    fault: 'math-undefined-label',
    at,
    message: figure ? `No figure or table has the id "${label}".` : `No equation has the label "${label}".`,
    hint: () => {
      const likely = nearestName(label, labels);
      return likely !== undefined
        ? `Did you mean "${likely}"?`
        : figure
          ? `Write {: #${label}} behind the image or below the table, or link to it in words.`
          : `Write \\label{${label}} in a numbered equation.`;
    },
  };
}

/** A delimiter without its partner, in a page whose file is known and no more. */
export function unpairedDelimiter(
  { delimiter, opens, text, isInBrace }: UnpairedDelimiter,
  file: string,
): Diagnostic {
  const message = opens
    ? `This ${delimiter} opens a formula that does not end in the same piece of text.`
    : `This ${delimiter} closes a formula that does not begin in the same piece of text.`;
  const hint =
    isInBrace === true
      ? 'A brace of it is still open at the next $, which therefore does not end it. Write the } that is missing.'
      : delimiter === '$'
        ? 'Write $ where it ends, with a backslash before each * and _ that Markdown takes for its own, or \\$ for a dollar.'
        : 'Write its partner, and see that no blank line, list or markup of Markdown stands between them.';
  return diagnostic('warning', 'math-unpaired', { file, line: 1, column: 1 }, message, { text, hint });
}

/** Of a page's formulas that cannot be typeset, once, where MathJax or KaTeX was left out of the page all the same. */
export function notTypesetNote(
  [first, ...others]: readonly Formula[],
  locate: ReturnType<typeof textLocator>,
): Diagnostic[] {
  if (first === undefined) return [];
  const [what, them] =
    others.length === 0
      ? ['This formula of the page is', 'it']
      : [`This formula and ${others.length} more of the page are`, 'them'];
  const message = `${what} not typeset, and what loaded MathJax or KaTeX, which might have shown ${them}, is left out of the page.`;
  const { tex } = first;
  const hint = 'Correct what is told of the formulas of this page.';
  return [
    diagnostic('warning', 'math-not-typeset', () => locate(tex, 0), message, { text: quoteOf(tex), hint }),
  ];
}

/** Of the formulas in AsciiMath of a page, once, in a page whose file is known and no more. */
export function asciiMathNote(formulas: readonly string[], file: string): Diagnostic[] {
  const [text] = formulas;
  if (text === undefined) return [];
  const others = formulas.length === 1 ? '' : `, as are ${formulas.length - 1} others of this page`;
  const message = `This formula is written in AsciiMath${others}; it is not typeset, and MathJax stays in the page for it.`;
  const hint = 'Write it as TeX, between $$ and $$, to have it typeset and checked like other formulas.';
  return [diagnostic('warning', 'math-asciimath', { file, line: 1, column: 1 }, message, { text, hint })];
}

/** What KaTeX's messages (`Parser.ts`) mean to an author, and what to do. */
const SENTENCES: readonly (readonly [RegExp, string, string])[] = [
  [
    /^Double superscript/,
    'This has two superscripts.',
    'Put braces around what is raised: {x^a}^b or x^{ab}.',
  ],
  [/^Double subscript/, 'This has two subscripts.', 'Put braces around what is lowered: {x_a}_b or x_{ab}.'],
  [
    /^Expected group after/,
    'Nothing stands here to be raised or lowered.',
    'Write what belongs there in braces.',
  ],
  [
    /^Unexpected end of input/,
    'The formula ends before this command has its arguments.',
    'Add them in braces.',
  ],
  [
    /^only one infix operator/,
    'Two fractions of the kind \\over stand in one group.',
    'Put braces around one of them.',
  ],
  [/^Invalid delimiter/, 'What stands here is no delimiter.', 'Write \\{ for a brace, and . for none.'],
  [/^Invalid size/, 'This is no length.', 'Write a number with a unit such as em, ex, pt or mu.'],
  [/^Too many tab characters/, 'This line has more columns than its environment.', 'Take an & away.'],
  [/call stack/i, 'This formula is nested too deep.', 'Break it up.'],
];
