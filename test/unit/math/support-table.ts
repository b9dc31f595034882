import 'mathjax-full/js/input/tex/AllPackages.js';
import 'mathjax-full/js/input/tex/colortbl/ColortblConfiguration.js';
import 'mathjax-full/js/input/tex/colorv2/ColorV2Configuration.js';
import 'mathjax-full/js/input/tex/physics/PhysicsConfiguration.js';
import { ConfigurationHandler } from 'mathjax-full/js/input/tex/Configuration.js';
import { MapHandler } from 'mathjax-full/js/input/tex/MapHandler.js';
import { formulaMark } from '../../../src/math/formula/formula.js';
import { createTypesetter } from '../../../src/math/index.js';
import { APPROXIMATIONS, SAME_LOOK } from './command-notes.js';
import { SAMPLES, TEXT_SAMPLES } from './command-samples.js';
import { mathjaxReader, shapeOfMathml, textOfMathml } from './mathjax.js';
import { CONFIG, formula, mathmlOf } from './support.js';

/** How lectern does with one command or environment of MathJax. */
export interface Support {
  readonly package: string;
  /** `\name` for a command or delimiter, `name` for an environment. */
  readonly name: string;
  /** The formula in which it was tried. */
  readonly tex: string;
  readonly state: 'works' | 'approximated' | 'refused' | 'different';
  /** How it is approximated, what is said where it is refused, or what both show where they differ. */
  readonly note: string;
}

/** MathJax 3's own packages of commands, with those that each needs beside `base`, `ams` and `newcommand`. */
const PACKAGES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...'base ams newcommand action amscd bbox boldsymbol braket bussproofs cancel centernot color colorv2 enclose'
    .split(' ')
    .map((name) => [name, []] as const),
  ...'extpfeil gensymb html mhchem physics setoptions textcomp unicode upgreek verb require'
    .split(' ')
    .map((name) => [name, []] as const),
  ['cases', ['empheq']],
  ['colortbl', ['color']],
  ['empheq', []],
  ['mathtools', ['boldsymbol', 'setoptions']],
  ['textmacros', ['color', 'unicode', 'html']],
]);

/** What may follow a command, from little to much: the first with which MathJax is content is tried. */
const ARGUMENTS = [
  ...['', ' x', '{x}', '{x}{y}', '{x}{y}{z}', '[x]{y}', '{1em}', '(x)', '{x}{y}{z}{w}', '{red}{x}'],
  ...['{a}{b}{c}{d}{e}', '\\frac{x}{y}', '{65}', '|x|', '{mi}{x}', '{1}{\\hat}{x}', '{\\foo}{x} \\foo'],
  ...['\\foo{x} \\foo', '{foo}{a}{b} \\begin{foo}x\\end{foo}', '{\\foo}[1]{x+#1}\\foo{y}'],
];
const BODIES = ['a & b \\\\ c & d', 'a \\\\ c', '{c} a \\\\ c', '{2} a & b & c & d', '{cc} a & b'];

/** Proof trees are measured in a browser by MathJax: here their letters are what must be seen. */
const MEASURED = 'bussproofs';

/** The names of a kind that a package knows. */
function namesOf(packageName: string, kind: 'macro' | 'environment'): string[] {
  const maps =
    packageName === 'textmacros' ? ['text-macros'] : ConfigurationHandler.get(packageName)?.handler[kind];
  if (packageName === 'textmacros' && kind === 'environment') return [];
  return (maps ?? []).flatMap((name) => {
    const map: unknown = MapHandler.getMap(name);
    return typeof map === 'object' && map !== null && 'map' in map && map.map instanceof Map
      ? Array.from(map.map.keys(), String)
      : [];
  });
}

function formsOf(packageName: string, name: string, kind: 'macro' | 'environment'): string[] {
  const samples = packageName === 'textmacros' ? TEXT_SAMPLES : SAMPLES;
  const sample = samples.get(kind === 'macro' ? `\\${name}` : name);
  if (sample !== undefined) return [sample];
  if (kind === 'environment') return BODIES.map((body) => `\\begin{${name}}${body}\\end{${name}}`);
  if (/^[^A-Za-z]$/.test(name) && '()[]<>/|.'.includes(name)) return [`\\left${name} x \\right.`];
  const forms = ARGUMENTS.map((end) => `a \\${name}${end} b`);
  return packageName === 'textmacros' ? ARGUMENTS.map((end) => `\\text{a \\${name}${end} b}`) : forms;
}

/** Tries all that MathJax 3 knows. */
export function supportOfAll(): Support[] {
  const typesetter = createTypesetter({ output: 'mathml', macros: {}, preambles: [], displayLabel: '' });
  const config = { ...CONFIG, tags: 'none' } as const;
  const typeset = (tex: string) => {
    const page = { formulas: [formula(tex)], config, file: 'page.md' };
    const { html, diagnostics } = typesetter.typesetPage(formulaMark(0), page);
    const error = diagnostics.find(({ severity }) => severity === 'error');
    return { mathml: mathmlOf(html), error };
  };
  return Array.from(PACKAGES).flatMap(([packageName, needed]) => {
    const read = mathjaxReader([...new Set(['base', 'ams', 'newcommand', ...needed, packageName])]);
    const tried = (name: string, kind: 'macro' | 'environment'): Support => {
      const shownName = kind === 'macro' && !'()[]<>/|.'.includes(name) ? `\\${name}` : name;
      const forms = formsOf(packageName, name, kind);
      const reference = forms
        .map((tex) => ({ tex, mathml: read(tex) }))
        .find(({ mathml }) => mathml !== undefined);
      const tex = reference?.tex ?? forms[0] ?? '';
      const result = typeset(packageName === 'physics' ? `\\require{physics}${tex}` : tex);
      const about = { package: packageName, name: shownName, tex };
      if (result.error !== undefined) return { ...about, state: 'refused', note: result.error.message };
      const inText = packageName === 'textmacros' ? APPROXIMATIONS.get(`text: ${shownName}`) : undefined;
      const approximation = inText ?? APPROXIMATIONS.get(shownName);
      if (approximation !== undefined) return { ...about, state: 'approximated', note: approximation };
      const text = textOfMathml(result.mathml);
      if (packageName === MEASURED) return compared(about, sorted(text), sorted(lettersOf(tex)));
      if (reference?.mathml === undefined)
        return { ...about, state: 'different', note: 'refused by MathJax' };
      if (SAME_LOOK.has(shownName)) return { ...about, state: 'works', note: '' };
      return compared(
        about,
        `${sorted(text)}, ${shapeOfMathml(result.mathml)}`,
        `${sorted(textOfMathml(reference.mathml))}, ${shapeOfMathml(reference.mathml)}`,
      );
    };
    return (['macro', 'environment'] as const).flatMap((kind) =>
      [...new Set(namesOf(packageName, kind))].map((key) =>
        tried(key.startsWith('\\') && key.length > 1 ? key.slice(1) : key, kind),
      ),
    );
  });
}

function compared(
  about: Pick<Support, 'package' | 'name' | 'tex'>,
  shown: string,
  expected: string,
): Support {
  return shown === expected
    ? { ...about, state: 'works', note: '' }
    : { ...about, state: 'different', note: `${shown} instead of ${expected}` };
}

/** MathJax orders some things otherwise in its MathML (scripts on the left, tags) that stand in the same places. */
function sorted(text: string): string {
  return [...text].sort().join('');
}

/** The letters of a proof tree's statements and labels. */
function lettersOf(tex: string): string {
  return Array.from(
    tex.matchAll(/[{$]\$?([a-z])\b(?: \\fCenter ([a-z]))?/g),
    ([, a = '', b = '']) => a + b,
  ).join('');
}

const LINE = 110;

/** The table as a Markdown document. */
export function supportDocument(all: readonly Support[]): string {
  const packages = [...new Set(all.map((one) => one.package))];
  const count = (state: Support['state'], of: readonly Support[]) =>
    of.filter((one) => one.state === state).length;
  const works = count('works', all);
  const approximated = count('approximated', all);
  const share = (100 * (works + approximated)) / all.length;
  const summary = packages.map((name) => {
    const of = all.filter((one) => one.package === name);
    return `| ${name} | ${of.length} | ${count('works', of)} | ${count('approximated', of)} | ${count('refused', of)} |`;
  });
  return [
    '# Mathematics',
    '',
    'What MathJax 3 knows, and what lectern makes of it. A script takes the list of commands and environments out of',
    'MathJax itself (`mathjax-full`, its base, AMS and extension packages), tries each in a formula, and compares the',
    "characters, fractions, roots, lines and scripts that are seen with MathJax's own. `npm run math-table` writes this",
    'document anew; a test keeps it true.',
    '',
    `Of ${all.length} names **${works} work**, ${approximated} are approximated as said below, and`,
    `${all.length - works - approximated} are not supported: ${share.toFixed(1)} % can be used. What is not supported is shown`,
    'as its TeX in a box and reported at its line and column.',
    '',
    'All packages are there without being asked for, but `physics`: it gives other meanings to standard commands',
    '(`\\div`, `\\Re`, `\\sin`), so it holds where `\\require{physics}`, `\\usepackage{physics}` in a file of macros, or',
    'the configuration of MathJax in a layout asks for it.',
    '',
    '| package | names | work | approximated | not supported |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...summary,
    ...packages.flatMap((name) =>
      packageSection(
        name,
        all.filter((one) => one.package === name),
      ),
    ),
    '',
  ].join('\n');
}

function packageSection(name: string, of: readonly Support[]): string[] {
  const works = of.filter(({ state }) => state === 'works').map((one) => code(one.name));
  const table = (state: Support['state'], title: string): string[] => {
    const rows = of.filter((one) => one.state === state);
    if (rows.length === 0) return [];
    return [
      '',
      `| ${title} | |`,
      '| --- | --- |',
      ...rows.map((one) => `| ${code(one.name)} | ${one.note.replace(/\|/g, '\\|')} |`),
    ];
  };
  return [
    '',
    `## ${name}`,
    ...(works.length === 0 ? [] : ['', ...wrapped(works)]),
    ...table('approximated', 'approximated'),
    ...table('refused', 'not supported'),
    ...table('different', 'different'),
  ];
}

function code(name: string): string {
  const cell = name.replace(/\|/g, '\\|');
  return cell.includes('`') ? `\`\` ${cell} \`\`` : `\`${cell}\``;
}

function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= LINE) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
