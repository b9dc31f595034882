import { PACKAGE_COMMANDS } from '../packages/packages.js';
import { readOptional, type Token, takeAfterSpaces, textOf } from '../syntax/tokens.js';
import { type TexNode, tex } from '../translation/node.js';
import { textNodes } from '../translation/text-mode.js';
import {
  braced,
  expandAll,
  type Handler,
  mathArgument,
  rawArgument,
  type Translation,
  write,
} from '../translation/translation.js';
import { BOX_COMMANDS } from './box-commands.js';
import { CHARACTER_COMMANDS } from './character-commands.js';
import { COLOR_COMMANDS } from './color-commands.js';
import { DEFINITIONS } from './definitions.js';
import { big, left, middle, right } from './delimiters.js';
import { begin, end } from './environments.js';
import { EQUATION_COMMANDS } from './equation-commands.js';
import { HTML_COMMANDS } from './html-commands.js';
import { PLAIN_TEX_COMMANDS } from './plain-tex-commands.js';

/**
 * How KaTeX's own commands read their arguments, one letter each: `m` mathematics, `t` text, `r` characters as
 * they stand, `e` the same with macros replaced, `o` an optional argument of characters, `O` one of mathematics,
 * `s` an optional star. What is not listed has no arguments that need to be known.
 */
const BY_SIGNATURE: Readonly<Record<string, string>> = {
  m: `\\acute \\grave \\ddot \\tilde \\bar \\breve \\check \\hat \\vec \\dot \\mathring \\widecheck \\widehat
    \\widetilde \\dddot \\ddddot \\overline \\underline \\overbrace \\underbrace \\overbracket \\underbracket
    \\overgroup \\undergroup \\overlinesegment \\underlinesegment \\overrightarrow \\overleftarrow
    \\overleftrightarrow \\Overrightarrow \\overleftharpoon \\overrightharpoon \\underrightarrow
    \\underleftarrow \\underleftrightarrow \\utilde \\mathrm \\mathit \\mathbf \\mathnormal \\mathsf \\mathsfit
    \\mathtt \\mathcal \\mathfrak \\mathscr \\Bbb \\bold \\frak \\boldsymbol \\bm \\pmb \\mathord \\mathbin
    \\mathrel \\mathopen \\mathclose \\mathpunct \\mathinner \\operatornamewithlimits \\boxed
    \\phantom \\vphantom \\hphantom \\mathllap \\mathrlap \\mathclap \\cancel \\bcancel \\xcancel \\sout \\phase
    \\angl \\substack \\pmod \\pod \\mod \\bra \\ket \\braket \\Bra \\Ket \\Braket \\set \\Set \\vcenter`,
  mm: '\\frac \\dfrac \\tfrac \\binom \\dbinom \\tbinom \\overset \\underset \\stackrel',
  mmmm: '\\mathchoice',
  rrrrmm: '\\genfrac',
  sm: '\\operatorname',
  om: '\\smash',
  Om: `\\sqrt \\xleftarrow \\xrightarrow \\xLeftarrow \\xRightarrow \\xleftrightarrow \\xLeftrightarrow
    \\xhookleftarrow \\xhookrightarrow \\xmapsto \\xrightharpoondown \\xrightharpoonup \\xleftharpoondown
    \\xleftharpoonup \\xrightleftharpoons \\xleftrightharpoons \\xlongequal \\xtwoheadrightarrow
    \\xtwoheadleftarrow \\xtofrom`,
  t: '\\text \\textrm \\textsf \\texttt \\textnormal \\textbf \\textmd \\textit \\textup \\emph \\fbox',
  e: '\\ce \\pu',
  sr: '\\hspace',
  orr: '\\rule',
};

/** Writes a command of KaTeX with its arguments, each translated as it is to be read. */
function withArguments(signature: string): Handler {
  return (translation, command) => {
    const { reader, formula } = translation;
    const { at } = command;
    const result: TexNode[] = [tex(command.text, at)];
    for (const kind of signature) {
      if (kind === 's') {
        if (takeAfterSpaces(reader, '*')) result.push(tex('*', at));
      } else if (kind === 'o' || kind === 'O') {
        const option = readOptional(reader);
        if (option === undefined) continue;
        result.push(tex('[', at));
        if (kind === 'o') result.push(tex(textOf(option), at));
        else result.push(braced(formula.translate(option, formula), at));
        result.push(tex(']', at));
      } else if (kind === 'm') {
        result.push(braced(mathArgument(translation, command), at));
      } else {
        result.push(braced(argumentNodes(translation, rawArgument(translation, command), kind), at));
      }
    }
    write(translation, result);
  };
}

function argumentNodes(translation: Translation, argument: readonly Token[], kind: string): TexNode[] {
  if (kind === 't') return textNodes(argument, translation.formula);
  const tokens = kind === 'e' ? expandAll(translation, argument) : argument;
  return tokens.map((token) => tex(token.text, token.at));
}

const NATIVE_COMMANDS: ReadonlyMap<string, Handler> = new Map(
  Object.entries(BY_SIGNATURE).flatMap(([signature, names]) =>
    names.split(/\s+/).map((name): [string, Handler] => [name, withArguments(signature)]),
  ),
);

const DELIMITER_COMMANDS: readonly (readonly [string, Handler])[] = [
  ['\\left', left],
  ['\\middle', middle],
  ['\\right', right],
  ...['big', 'Big', 'bigg', 'Bigg'].flatMap((size) =>
    ['', 'l', 'r', 'm'].map((side) => [`\\${size}${side}`, big] as const),
  ),
];

/** The commands that are not handed to KaTeX as they stand. */
export const COMMANDS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...NATIVE_COMMANDS,
  ...DEFINITIONS,
  ...DELIMITER_COMMANDS,
  ['\\begin', begin],
  ['\\end', end],
  ...EQUATION_COMMANDS,
  ...PLAIN_TEX_COMMANDS,
  ...BOX_COMMANDS,
  ...COLOR_COMMANDS,
  ...HTML_COMMANDS,
  ...CHARACTER_COMMANDS,
  ...PACKAGE_COMMANDS,
]);
