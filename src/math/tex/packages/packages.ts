import { type Macro, type MacroTable, simpleMacro } from '../syntax/macro.js';
import { TEXT_CHARACTER_COMMANDS } from '../translation/text-mode.js';
import type { Handler } from '../translation/translation.js';
import { CLEVEREF } from './cleveref.js';
import {
  EMPHEQ_COMMANDS,
  type EnvironmentHandler,
  framed,
  numberedCases,
  tabular,
  textCases,
} from './framed-equations.js';
import { MATHTOOLS_COMMANDS } from './mathtools.js';
import { PHYSICS } from './physics.js';
import { openProof, PROOF_COMMANDS } from './proof-trees.js';

/** Packages that give another meaning to standard commands, by name: they hold only where they are asked for. */
const OPTIONAL: ReadonlyMap<string, ReadonlyMap<string, Handler>> = new Map([
  ['physics', PHYSICS],
  ['cleveref', CLEVEREF],
]);
/** Those that MathJax has not, so that no author is told to load them. */
const UNKNOWN_TO_MATHJAX: ReadonlySet<string> = new Set(['cleveref']);

/** The name, which no author can write, under which the command of a package is always known. */
function innerName(packageName: string, name: string): string {
  return `\\${packageName}@${name}`;
}

/** By package: a macro for each of its names that calls the command. */
const MACROS: ReadonlyMap<string, ReadonlyMap<string, Macro>> = new Map(
  Array.from(OPTIONAL, ([packageName, commands]) => {
    const macros = Array.from(commands.keys(), (name): readonly [string, Macro] => {
      const call = { text: innerName(packageName, name), at: 0, primitive: true } as const;
      return [`\\${name}`, simpleMacro([call], 0)];
    });
    return [packageName, new Map(macros)] as const;
  }),
);

/** The commands of all packages. */
export const PACKAGE_COMMANDS: readonly (readonly [string, Handler])[] = [
  ...TEXT_CHARACTER_COMMANDS,
  ...MATHTOOLS_COMMANDS,
  ...EMPHEQ_COMMANDS,
  ...PROOF_COMMANDS,
  ...Array.from(OPTIONAL).flatMap(([packageName, commands]) =>
    Array.from(commands, ([name, handler]) => [innerName(packageName, name), handler] as const),
  ),
];

/** Environments of packages that are rewritten as others. */
export const PACKAGE_ENVIRONMENTS: ReadonlyMap<string, EnvironmentHandler> = new Map([
  ['cases*', textCases],
  ['dcases*', textCases],
  ['rcases*', textCases],
  ['drcases*', textCases],
  ['numcases', numberedCases],
  ['subnumcases', numberedCases],
  ['empheq', framed],
  ['prooftree', openProof],
  ['tabular', tabular],
  ['tabular*', tabular],
  ['tabularx', tabular],
]);

/** Lets the commands of a package hold from here on; other packages hold everywhere. */
export function loadPackage(table: MacroTable, packageName: string): void {
  const macros = MACROS.get(packageName);
  if (macros !== undefined) table.standard = new Map([...table.standard, ...macros]);
}

/** The package that would have to be loaded for a command, or undefined. */
export function packageOf(name: string): string | undefined {
  for (const [packageName, macros] of MACROS)
    if (macros.has(name) && !UNKNOWN_TO_MATHJAX.has(packageName)) return packageName;
  return undefined;
}
