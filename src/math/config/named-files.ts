import type { ScriptElement } from '../html/index.js';
import { isObject, type Literal, plainValue, type ScriptSpot, type ToldValue } from '../javascript/index.js';

/** A file of configuration, macros or an extension that a page names for MathJax. */
export interface NamedFile {
  readonly address: string;
  /** The number of the script that names it. */
  readonly script: number;
  /** Where in its code; undefined where it is named by the script's own address. */
  readonly spot?: ScriptSpot;
}

/** Scripts elsewhere that by their name configure MathJax; the course's own are read whatever they are called. */
const CONFIGURES =
  /^(?:https?:)?\/\/[^?#]*\/[^/?#]*mathjax[-_.]?(?:conf(?:ig)?|setup|settings|options|macros)[^/?#]*\.js(?:[?#]|$)/i;
/** A name in brackets that stands for a folder (`MathJax.Ajax.config.path`); these two are MathJax's own. */
const IN_FOLDER = /^\[(?!MathJax\]|Contrib\])([^\]/]+)\]/;
const ELSEWHERE = /^(?:https?:)?\/\/|^\[/;

/**
 * The files that MathJax 2 is told to load beside those of its own: in its address (`MathJax.js?config=TeX-AMS,/js/local.js`) and
 * in its configuration (`config`, `extensions`, `TeX.extensions`) by the names of folders; and scripts that lie elsewhere and
 * by their name configure MathJax.
 */
export function namedFiles(elements: readonly ScriptElement[], told: readonly ToldValue[]): NamedFile[] {
  const folders = new Map<string, string>();
  for (const { kind, values } of told) {
    const [name, folder] = values;
    if (kind === 'folder' && typeof name === 'string' && typeof folder === 'string')
      folders.set(name, folder);
  }
  const addressOf = (name: string): string => {
    const file = /\.js(?:\?|$)/.test(name) ? name : `${name}.js`;
    return file.replace(
      IN_FOLDER,
      (whole, folder: string) => folders.get(folder)?.replace(/\/$/, '') ?? whole,
    );
  };
  const named: NamedFile[] = [];
  for (const [script, { src }] of elements.entries()) {
    if (CONFIGURES.test(src)) named.push({ address: src, script });
    for (const name of /[?&]config=([^&#]*)/.exec(src)?.[1]?.split(',') ?? []) {
      if (/^(?:https?:)?\/\/|^\//.test(name) || IN_FOLDER.test(name))
        named.push({ address: addressOf(name), script });
    }
  }
  for (const { kind, values, spot } of told) {
    if (kind !== 'config') continue;
    for (const name of loadedNames(plainValue(values[0]).value)) {
      if (IN_FOLDER.test(name)) named.push({ address: addressOf(name), script: spot.script, spot });
    }
  }
  return named;
}

/** Whether an address leads out of the course, or by a name of a folder that nobody has said. */
export function isElsewhere(address: string): boolean {
  return ELSEWHERE.test(address);
}

function loadedNames(settings: Literal | undefined): string[] {
  if (!isObject(settings)) return [];
  const { config, extensions, TeX } = settings;
  const lists = [config, extensions, isObject(TeX) ? TeX['extensions'] : undefined];
  return lists
    .flatMap((list): readonly Literal[] => (Array.isArray(list) ? list : []))
    .filter((name): name is string => typeof name === 'string');
}
