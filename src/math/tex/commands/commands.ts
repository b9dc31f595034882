import { PACKAGE_COMMANDS } from '../packages/packages.js';
import type { Handler } from '../translation/translation.js';
import { BOX_COMMANDS } from './box-commands.js';
import { CHARACTER_COMMANDS } from './character-commands.js';
import { COLOR_COMMANDS } from './color-commands.js';
import { DEFINITIONS } from './definitions.js';
import { big, left, middle, right } from './delimiters.js';
import { begin, end } from './environments.js';
import { EQUATION_COMMANDS } from './equation-commands.js';
import { HTML_COMMANDS } from './html-commands.js';
import { PLAIN_TEX_COMMANDS } from './plain-tex-commands.js';
import { NATIVE_COMMANDS } from './signatures.js';

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
