import { TexError } from '../syntax/tex-error.js';
import { next, skipSpaces, type Token } from '../syntax/tokens.js';
import { tex } from '../translation/node.js';
import { closeFrame } from '../translation/rows.js';
import {
  endCell,
  expand,
  frameOf,
  type Handler,
  macroFor,
  note,
  open,
  type Translation,
  write,
} from '../translation/translation.js';

/** Delimiters that MathJax or a Japanese keyboard writes and KaTeX does not know. */
const DELIMITERS: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '［': '[',
  '］': ']',
  '｛': '\\{',
  '｝': '\\}',
  '｜': '|',
  '〈': '\\langle',
  '〉': '\\rangle',
  '⟨': '\\langle',
  '⟩': '\\rangle',
  '<': '\\langle',
  '>': '\\rangle',
  '‖': '\\|',
  '∥': '\\|',
  '\\bracevert': '|',
  '\\arrowvert': '|',
  '\\Arrowvert': '\\|',
  '\\lbrack': '[',
  '\\rbrack': ']',
};

/** Reads the delimiter of `\left`, `\big` and their like; macros in front of it are replaced first. */
export function delimiter(translation: Translation, command: Token): string {
  const { reader } = translation;
  for (;;) {
    const token = skipSpaces(reader);
    const macro = token === undefined ? undefined : macroFor(translation, token);
    if (token !== undefined && macro !== undefined) {
      next(reader);
      expand(translation, token, macro);
      continue;
    }
    if (token === undefined || token.text === '&' || token.text === '\\\\') break;
    if (token.text === '{') return bracedDelimiter(translation, command);
    if (token.text === '}') break;
    next(reader);
    return DELIMITERS[token.text] ?? token.text;
  }
  throw new TexError('math-syntax', command.at, `${command.text} has no delimiter behind it.`);
}

/** `\left{(}`: a delimiter in braces. */
function bracedDelimiter(translation: Translation, command: Token): string {
  const { reader } = translation;
  next(reader);
  const token = skipSpaces(reader);
  if (token !== undefined) next(reader);
  if (token === undefined || skipSpaces(reader)?.text !== '}') {
    const hint = 'Write \\{ where you mean a brace.';
    throw new TexError('math-syntax', command.at, `${command.text} has no single delimiter behind it.`, hint);
  }
  next(reader);
  return DELIMITERS[token.text] ?? token.text;
}

/** A command with its delimiter; a letter, which is none, must not become part of the command's name. */
export function sized(command: string, text: string): string {
  return /^[A-Za-z]/.test(text) ? `${command} ${text}` : command + text;
}

export const left: Handler = (translation, command) => {
  const opening = sized('\\left', delimiter(translation, command));
  open(translation, {
    kind: 'left',
    name: command.text,
    at: command.at,
    nodes: [tex(opening, command.at)],
    cell: 1,
    close: (frame) => frame.nodes,
  });
};

export const middle: Handler = (translation, command) => {
  const text = delimiter(translation, command);
  if (frameOf(translation).kind !== 'left') {
    note(translation, 'math-repaired', command.at, 'A \\middle stands outside of \\left and \\right.');
    write(translation, tex(sized('\\big', text), command.at));
    return;
  }
  endCell(frameOf(translation), command.at);
  write(translation, tex(sized('\\middle', text), command.at));
};

/** `\right`: closes what `\left` has opened, or what the part of the formula before it would have opened. */
export const right: Handler = (translation, command) => {
  const closing = tex(sized('\\right', delimiter(translation, command)), command.at);
  const frame = frameOf(translation);
  endCell(frame, command.at);
  if (frame.kind === 'left') {
    frame.nodes.push(closing);
    closeFrame(translation, command.at);
    return;
  }
  note(
    translation,
    'math-repaired',
    command.at,
    'A \\right has no \\left in its part of the formula.',
    'Write \\left. where nothing is to be seen on the left.',
  );
  const content = frame.nodes.splice(frame.cell);
  write(translation, [tex('\\left.', command.at), ...content, closing]);
};

/** `\big(`, `\Biggl\{` and their like. */
export const big: Handler = (translation, command) => {
  write(translation, tex(sized(command.text, delimiter(translation, command)), command.at));
};
