import { putBack, readArgument, readerOf, readOptional, readUpTo, textOf } from '../syntax/tokens.js';
import { type TexNode, tex } from '../translation/node.js';
import { textNodes } from '../translation/text-mode.js';
import {
  braced,
  type Handler,
  mathArgument,
  operatorNodes,
  plainArgument,
  rawArgument,
  write,
} from '../translation/translation.js';

/** A command of LaTeX whose argument is text, under the name that KaTeX has for it. */
function textAs(name: string): Handler {
  return (translation, { at, text }) => {
    const content = rawArgument(translation, { at, text });
    write(translation, [tex(name, at), braced(textNodes(content, translation.formula), at)]);
  };
}

/** `\framebox[width][place]{text}`. */
const frameBox: Handler = (translation, command) => {
  readOptional(translation.reader);
  readOptional(translation.reader);
  textAs('\\fbox')(translation, command);
};

/** `\Rule{width}{height}{depth}` and `\Space`: MathJax's rule, and the same without ink. */
function box(ink: boolean): Handler {
  return (translation, command) => {
    const [width, height, depth] = [0, 1, 2].map(() => lengthOf(plainArgument(translation, command)));
    const { at } = command;
    const struts = `\\rule{0em}{${height}}\\rule[-${depth}]{0em}{${depth}}`;
    const rule = `\\rule[-${depth}]{${width}}{${depth}}\\kern-${width}\\rule{${width}}{${height}}`;
    write(translation, [tex(ink ? `{${rule}}` : `{${struts}\\kern${width}}`, at)]);
  };
}

function lengthOf(text: string): string {
  return /^\d*\.?\d+(pt|em|ex|mu|px|mm|cm|in)$/.test(text) ? text : '0em';
}

/** `\bbox[background, padding, border]{x}`: of these KaTeX can draw the background and the border. */
const boundingBox: Handler = (translation, command) => {
  const { at } = command;
  const options = textOf(readOptional(translation.reader) ?? []).split(',');
  const content = mathArgument(translation, command);
  const box = boxCommand(options.map((option) => option.trim()));
  if (box === undefined) write(translation, braced(content, at));
  else write(translation, [tex(`${box}{$\\displaystyle`, at), content, tex('$}', at)]);
};

/** KaTeX's command, with its colours, for the options of a `\bbox`; undefined where nothing is to be drawn. */
function boxCommand(options: readonly string[]): string | undefined {
  const background = options.find((option) => /^([a-z]+|#[a-f0-9]{3,6})$/i.test(option));
  const border = options.find((option) => /^border\s*:/i.test(option));
  if (border === undefined) return background === undefined ? undefined : `\\colorbox{${background}}`;
  const stated = /\b(?:solid|dashed|dotted|double)\s+(#[a-f0-9]{3,6}|[a-z]+)$/i.exec(border)?.[1];
  return `\\fcolorbox{${stated ?? 'black'}}{${background ?? 'transparent'}}`;
}

/** What KaTeX has for the notations of `\enclose`. */
const NOTATIONS: Readonly<Record<string, string>> = {
  box: '\\boxed',
  roundedbox: '\\boxed',
  circle: '\\boxed',
  updiagonalstrike: '\\cancel',
  downdiagonalstrike: '\\bcancel',
  horizontalstrike: '\\sout',
  top: '\\overline',
  bottom: '\\underline',
  actuarial: '\\angl',
  radical: '\\sqrt',
  phasorangle: '\\phase',
};

/** `\enclose{notation …}[attributes]{x}`. Notations that KaTeX cannot draw are left out. */
const enclosed: Handler = (translation, command) => {
  const notations = plainArgument(translation, command).split(/[\s,]+/);
  readOptional(translation.reader);
  const { at } = command;
  let content: TexNode[] = mathArgument(translation, command);
  for (const notation of notations) {
    const name = NOTATIONS[notation];
    if (notation === 'longdiv') content = [tex('{)\\!\\overline{\\,', at), content, tex('}}', at)];
    else if (notation === 'left') content = [tex('\\left|', at), content, tex('\\right.', at)];
    else if (notation === 'right') content = [tex('\\left.', at), content, tex('\\right|', at)];
    else if (name !== undefined) content = [tex(name, at), braced(content, at)];
  }
  write(translation, braced(content, at));
};

/** `\sideset{_a^b}{_c^d}\sum`: scripts at the four corners of an operator, which keeps its own limits. */
const sideSet: Handler = (translation, command) => {
  const { at } = command;
  const [left, right] = [mathArgument(translation, command), mathArgument(translation, command)];
  const operator = mathArgument(translation, command);
  const corners: TexNode[] = [
    tex('{\\vphantom{', at),
    operator,
    tex('}}', at),
    left,
    tex('\\mathop{', at),
    operator,
    tex('}\\nolimits', at),
    right,
  ];
  write(translation, operatorNodes(translation, corners, at));
};

/** `\toggle{a}{b}\endtoggle`: shows its first state; what follows would need a script to be seen. */
const toggle: Handler = (translation) => {
  const states = readUpTo(translation.reader, '\\endtoggle');
  if (states === undefined) return;
  const first = readArgument(readerOf(states));
  putBack(translation.reader, first ?? []);
};

/** `\mathtip{x}{tip}`, `\texttip{x}{tip}`: shows `x`. */
const withTip: Handler = (translation, command) => {
  const content = mathArgument(translation, command);
  rawArgument(translation, command);
  write(translation, content);
};

/** A command that shows its argument, or nothing, after so many arguments that mean nothing here. */
function dropped(count: number): Handler {
  return (translation) => {
    readOptional(translation.reader);
    for (let i = 0; i < count; i++) readArgument(translation.reader);
  };
}

export const BOX_COMMANDS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['\\mbox', textAs('\\text')],
  ['\\hbox', textAs('\\text')],
  ['\\textsc', textAs('\\text')],
  ['\\textsl', textAs('\\textit')],
  ['\\framebox', frameBox],
  ['\\Rule', box(true)],
  ['\\Space', box(false)],
  ['\\bbox', boundingBox],
  ['\\enclose', enclosed],
  ['\\sideset', sideSet],
  ['\\toggle', toggle],
  ['\\mathtip', withTip],
  ['\\texttip', withTip],
  ['\\vspace', dropped(1)],
  ['\\minCDarrowwidth', dropped(1)],
  ['\\minCDarrowheight', dropped(1)],
]);
