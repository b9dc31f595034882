import { isSafeClass, isSafeId, isSafeStyle, isSafeUrl } from '../../katex/index.js';
import { readArgument, readOptional, textOf } from '../syntax/tokens.js';
import { tex } from '../translation/node.js';
import {
  braced,
  type Handler,
  mathArgument,
  note,
  plainArgument,
  type Translation,
  write,
} from '../translation/translation.js';

/** Writes `content` under an attribute, or alone where the attribute could do harm. */
function withAttribute(name: string, isSafe: (value: string) => boolean): Handler {
  return (translation, command) => {
    const { at } = command;
    const value = plainArgument(translation, command);
    const content = mathArgument(translation, command);
    if (!isSafe(value)) {
      untrusted(translation, at, command.text, value);
      write(translation, braced(content, at));
    } else write(translation, [tex(`${name}{${escaped(value)}}`, at), braced(content, at)]);
  };
}

function untrusted(translation: Translation, at: number, command: string, value: string): void {
  note(
    translation,
    'math-untrusted',
    at,
    `What ${command} is given ("${value.slice(0, 60)}") could do harm in a page and is left out.`,
  );
}

/** KaTeX reads `%` and `#` in raw arguments as TeX would, unless they are escaped. */
function escaped(value: string): string {
  return value.replace(/%/g, '\\%');
}

/** `\href{url}{x}`. */
const link = withAttribute('\\href', isSafeUrl);

/** `\url{url}`. */
const url: Handler = (translation, command) => {
  const value = plainArgument(translation, command);
  const shown = isSafeUrl(value) ? `\\url{${escaped(value)}}` : '';
  if (shown === '') untrusted(translation, command.at, command.text, value);
  write(translation, tex(shown, command.at));
};

/** `\includegraphics` and `\htmlData`, which have no place in a formula of a page. */
const refused: Handler = (translation, command) => {
  readOptional(translation.reader);
  const value = textOf(readArgument(translation.reader) ?? []);
  untrusted(translation, command.at, command.text, value);
};

const className = withAttribute('\\htmlClass', isSafeClass);
const id = withAttribute('\\htmlId', isSafeId);
const style = withAttribute('\\htmlStyle', isSafeStyle);

export const HTML_COMMANDS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['\\href', link],
  ['\\url', url],
  ['\\class', className],
  ['\\htmlClass', className],
  ['\\cssId', id],
  ['\\htmlId', id],
  ['\\style', style],
  ['\\htmlStyle', style],
  ['\\htmlData', refused],
  ['\\includegraphics', refused],
]);
