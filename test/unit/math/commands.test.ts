import { ConfigurationHandler } from 'mathjax-full/js/input/tex/Configuration.js';
import { MapHandler } from 'mathjax-full/js/input/tex/MapHandler.js';
import { describe, expect, it } from 'vitest';
import { mathjaxFormula } from './mathjax.js';
import { formula, typesetFormulas } from './support.js';

/** What may follow a command, from little to much: the first with which MathJax is content is tried. */
const ARGUMENTS = ['', ' x', '{x}{y}', '{x}{y}{z}', '[x]{y}', '{1em}', '(x)'];

/** Delimiters and MathJax's inner doings, which no author writes as commands. */
const NOT_WRITTEN = new Set(['\\[', '\\]', '\\<', '\\\\{', '\\\\}']);

/** The names of a kind (`macro`, `environment`) that a package of MathJax knows. */
function namesOf(packageName: string, kind: 'macro' | 'environment'): string[] {
  const maps = ConfigurationHandler.get(packageName)?.handler[kind] ?? [];
  return maps.flatMap((name) => {
    const map: unknown = MapHandler.getMap(name);
    return typeof map === 'object' && map !== null && 'map' in map && map.map instanceof Map
      ? Array.from(map.map.keys(), String)
      : [];
  });
}

/** Whether MathJax typesets it. */
function isAccepted(tex: string): boolean {
  try {
    return !mathjaxFormula(tex).failed;
  } catch {
    return false;
  }
}

/** Those of the formulas that MathJax typesets and we do not, with what is said of them. */
function refused(candidates: readonly (readonly string[])[]): string[] {
  const accepted = candidates.flatMap((forms) => forms.find(isAccepted) ?? []);
  return accepted.flatMap((tex) => {
    const { diagnostics } = typesetFormulas([formula(tex)]);
    const error = diagnostics.find(({ severity }) => severity === 'error');
    return error === undefined ? [] : [`${tex}: ${error.message}`];
  });
}

describe('every command that MathJax typesets is typeset', () => {
  it.each([
    'base',
    'ams',
    'boldsymbol',
    'braket',
    'cancel',
    'enclose',
    'extpfeil',
    'html',
    'action',
    'bbox',
    'unicode',
  ])('of its package %s', (name) => {
    const commands = namesOf(name, 'macro')
      .map((command) => `\\${command}`)
      .filter((command) => !NOT_WRITTEN.has(command));
    expect(commands.length).toBeGreaterThan(0);
    expect(refused(commands.map((command) => ARGUMENTS.map((end) => `a ${command}${end} b`)))).toEqual([]);
  });
});

describe('every environment that MathJax typesets is typeset', () => {
  it.each(['base', 'ams'])('of its package %s', (name) => {
    const tables = ['a & b \\\\ c & d', 'a \\\\ c', '{c} a \\\\ c', '{2} a & b & c & d', '{cc} a & b'];
    const environments = namesOf(name, 'environment');
    expect(environments.length).toBeGreaterThan(0);
    const forms = environments.map((env) =>
      (env === 'subarray' ? ['{c} a \\\\ c'] : tables).map((body) => `\\begin{${env}}${body}\\end{${env}}`),
    );
    expect(refused(forms)).toEqual([]);
  });
});
