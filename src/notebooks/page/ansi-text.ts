import { escapeText } from '../../math/index.js';

/** How text of a terminal is shown from some place on. */
interface Style {
  readonly colour: string | null;
  readonly background: string | null;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isUnderlined: boolean;
  readonly isInverse: boolean;
}

const PLAIN: Style = {
  colour: null,
  background: null,
  isBold: false,
  isItalic: false,
  isUnderlined: false,
  isInverse: false,
};

/** The names of the sixteen colours (ECMA-48, SGR 30–37 and 90–97), which a style sheet gives. */
const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** Sequences that change colours, and all others that programs write to steer a terminal. */
const SEQUENCE =
  /\x1b\[([\d;:]*)m|\x1b\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-Z\\^_]?/g;

/** Control characters that stay in no text: what is left when lines have been drawn. */
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f]/g;

/**
 * HTML of what a program has written to a terminal: colours become classes (`ansi-red`, `ansi-bold`, `ansi-on-blue`), or a
 * style where they are none of the sixteen (ISO 8613-6, 38 and 48). A line that was drawn again and again, as progress bars are,
 * is as it was at the end.
 */
export function ansiHtml(text: string): string {
  const parts: string[] = [];
  let style = PLAIN;
  let last = 0;
  const drawn = redrawn(text);
  for (const match of drawn.matchAll(SEQUENCE)) {
    parts.push(span(drawn.slice(last, match.index), style));
    last = match.index + match[0].length;
    const codes = match[1];
    if (codes !== undefined) style = restyled(style, codes.split(/[;:]/).map(Number));
  }
  parts.push(span(drawn.slice(last), style));
  return parts.join('');
}

/** Text without sequences that steer a terminal. */
export function plainAnsi(text: string): string {
  return redrawn(text).replace(SEQUENCE, '').replace(CONTROLS, '');
}

/** Lines as they were last drawn: a carriage return begins the line again, a backspace takes a character back. */
function redrawn(text: string): string {
  if (!/[\r\b]/.test(text)) return text;
  return text
    .replace(/(?<!\r)\r+\n/g, '\n')
    .split('\n')
    .map((line) => {
      const shown = line.split('\r').findLast((part) => part !== '') ?? '';
      if (!shown.includes('\b')) return shown;
      const letters: string[] = [];
      for (const letter of shown) {
        if (letter === '\b') letters.pop();
        else letters.push(letter);
      }
      return letters.join('');
    })
    .join('\n');
}

function restyled(before: Style, codes: readonly number[]): Style {
  let style = before;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const [colour, used] = extended(codes.slice(at + 1));
      style = { ...style, [code === 38 ? 'colour' : 'background']: colour };
      at += used;
    } else style = simple(style, code);
  }
  return style;
}

function simple(style: Style, code: number): Style {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, isBold: true };
  if (code === 3) return { ...style, isItalic: true };
  if (code === 4) return { ...style, isUnderlined: true };
  if (code === 7) return { ...style, isInverse: true };
  if (code === 22) return { ...style, isBold: false };
  if (code === 23) return { ...style, isItalic: false };
  if (code === 24) return { ...style, isUnderlined: false };
  if (code === 27) return { ...style, isInverse: false };
  if (code === 39) return { ...style, colour: null };
  if (code === 49) return { ...style, background: null };
  const name = NAMES[code % 10];
  if (name === undefined) return style;
  if (code >= 30 && code <= 37) return { ...style, colour: name };
  if (code >= 40 && code <= 47) return { ...style, background: name };
  if (code >= 90 && code <= 97) return { ...style, colour: `bright-${name}` };
  if (code >= 100 && code <= 107) return { ...style, background: `bright-${name}` };
  return style;
}

/** A colour of 256 (`5;N`) or of three channels (`2;R;G;B`), and how many numbers say it. */
function extended([mode, ...numbers]: readonly number[]): readonly [colour: string | null, used: number] {
  if (mode === 5) return [indexed(numbers[0] ?? 0), 2];
  if (mode === 2) return [rgb(numbers.slice(0, 3)), 4];
  return [null, 1];
}

/** The colours of xterm: sixteen that have names, a cube of six levels a channel, and 24 greys. */
function indexed(index: number): string | null {
  const name = NAMES[index % 8];
  if (index < 16 && name !== undefined) return index < 8 ? name : `bright-${name}`;
  if (index > 255) return null;
  if (index >= 232) return rgb([8, 8, 8].map((grey) => grey + 10 * (index - 232)));
  const cube = index - 16;
  const level = (step: number): number => (step === 0 ? 0 : 55 + 40 * step);
  return rgb([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)]);
}

function rgb(channels: readonly number[]): string {
  const [red, green, blue] = [0, 1, 2].map((at) =>
    Math.min(255, Math.max(0, Math.trunc(channels[at] ?? 0) || 0)),
  );
  return `rgb(${red}, ${green}, ${blue})`;
}

function span(text: string, style: Style): string {
  if (text === '') return '';
  const html = escapeText(text.replace(CONTROLS, ''));
  const { colour, background, isBold, isItalic, isUnderlined, isInverse } = style;
  const [front, back] = isInverse ? [background ?? 'white', colour ?? 'black'] : [colour, background];
  const isNamed = (one: string | null): one is string => one !== null && !one.startsWith('rgb');
  const classes = [
    ...(isBold ? ['ansi-bold'] : []),
    ...(isItalic ? ['ansi-italic'] : []),
    ...(isUnderlined ? ['ansi-underline'] : []),
    ...(isNamed(front) ? [`ansi-${front}`] : []),
    ...(isNamed(back) ? [`ansi-on-${back}`] : []),
  ];
  const styles = [
    ...(front !== null && !isNamed(front) ? [`color: ${front}`] : []),
    ...(back !== null && !isNamed(back) ? [`background-color: ${back}`] : []),
  ];
  if (classes.length === 0 && styles.length === 0) return html;
  const named = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
  const styled = styles.length === 0 ? '' : ` style="${styles.join('; ')}"`;
  return `<span${named}${styled}>${html}</span>`;
}
