import { BOX_COMMANDS } from './commands/box-commands.js';
import { CHARACTER_COMMANDS } from './commands/character-commands.js';
import { COLOR_COMMANDS } from './commands/color-commands.js';
import { EQUATION_COMMANDS } from './commands/equation-commands.js';
import { HTML_COMMANDS } from './commands/html-commands.js';
import { PLAIN_TEX_COMMANDS } from './commands/plain-tex-commands.js';
import { DEFINITIONS } from './definitions.js';
import { big, left, middle, right } from './delimiters.js';
import { begin, end } from './environments.js';
import { PACKAGE_COMMANDS } from './packages/packages.js';
import { NATIVE_COMMANDS } from './signatures.js';
import type { Handler } from './translation.js';

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
