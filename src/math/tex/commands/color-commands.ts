import { peek, readOptional, skipSpaces } from '../syntax/tokens.js';
import { colorArgument, colorOf } from '../translation/arguments.js';
import { type TexNode, tex } from '../translation/node.js';
import { textNodes } from '../translation/text-mode.js';
import {
  braced,
  frameOf,
  type Handler,
  mathArgument,
  plainArgument,
  rawArgument,
  write,
} from '../translation/translation.js';

/**
 * `\color`: MathJax colours the argument that follows the colour; after `\require{color}`, and in LaTeX, it is the
 * rest of the group that is coloured. Without braces behind the colour the rest of the group must be meant.
 */
const color: Handler = (translation, command) => {
  const { at } = command;
  const value = colorArgument(translation, command);
  if (!translation.formula.page.colorIsSwitch && skipSpaces(translation.reader)?.text === '{') {
    const content = mathArgument(translation, command);
    write(translation, [tex(`\\textcolor{${value}}`, at), braced(content, at)]);
    return;
  }
  const frame = frameOf(translation);
  frame.nodes.push(tex(`\\textcolor{${value}}{`, at));
  frame.closers = `}${frame.closers}`;
};

const textColor: Handler = (translation, command) => {
  const { at } = command;
  const value = colorArgument(translation, command);
  write(translation, [tex(`\\textcolor{${value}}`, at), braced(mathArgument(translation, command), at)]);
};

/** `\colorbox{background}{text}`, `\fcolorbox{frame}{background}{text}`. */
function colorBox(colors: 1 | 2): Handler {
  return (translation, command) => {
    const { at } = command;
    const nodes: TexNode[] = [tex(command.text, at)];
    for (let i = 0; i < colors; i++) nodes.push(tex(`{${colorArgument(translation, command)}}`, at));
    const content = rawArgument(translation, command);
    write(translation, [...nodes, braced(textNodes(content, translation.formula), at)]);
  };
}

/** `\definecolor{name}{model}{value}`. */
const defineColor: Handler = (translation, command) => {
  const name = plainArgument(translation, command);
  const model = plainArgument(translation, command);
  const value = colorOf(model, plainArgument(translation, command), translation);
  translation.formula.page.colors.set(name, value);
  translation.formula.defines = true;
};

/** Colours of cells and columns of tables, which KaTeX does not know. */
const cellColor: Handler = (translation, command) => {
  colorArgument(translation, command);
  while (peek(translation.reader)?.text === '[') if (readOptional(translation.reader) === undefined) return;
};

export const COLOR_COMMANDS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['\\color', color],
  ['\\textcolor', textColor],
  ['\\colorbox', colorBox(1)],
  ['\\fcolorbox', colorBox(2)],
  ['\\definecolor', defineColor],
  ['\\cellcolor', cellColor],
  ['\\rowcolor', cellColor],
  ['\\columncolor', cellColor],
]);
