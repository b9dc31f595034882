import jsonc from 'jsonc-parser';
import { isRecord } from '../site/index.js';

/** The scripts of a course, by what they do. */
export interface CourseScripts {
  readonly build: string;
  readonly check: string;
  readonly serve: string;
}

/** A package.json with what lectern needs, and the names of its scripts; `problem` where it cannot be added to. */
export type ExtendedPackage =
  | { readonly text: string; readonly scripts: CourseScripts; readonly added: readonly string[] }
  | { readonly problem: string };

/**
 * Adds what the package.json of a course needs to one that is there already: the dependency, and a script for each of lectern's
 * commands. Nothing else changes, no space of it. A script of that name that does something else stays, and lectern's is
 * called `lectern:build` and the like; one that calls lectern is taken for what is wanted.
 */
export function extendPackage(
  text: string,
  wanted: { readonly scripts: CourseScripts; readonly spec: string },
): ExtendedPackage {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  let json = text.slice(mark.length);
  const data = parseObject(json);
  if (data === undefined) return { problem: 'it is no JSON object' };
  const own = objectAt(data, 'scripts');
  const dependencies = objectAt(data, 'dependencies');
  const development = objectAt(data, 'devDependencies');
  if (own === undefined || dependencies === undefined || development === undefined)
    return { problem: 'its scripts or dependencies are no JSON objects' };
  const added: string[] = [];
  const add = (key: string, name: string, value: string): void => {
    json = jsonc.applyEdits(
      json,
      jsonc.modify(json, [key, name], value, { formattingOptions: styleOf(json) }),
    );
    added.push(name);
  };
  const nameOf = (command: keyof CourseScripts): string => {
    const isOurs = (name: string): boolean => /\blectern\b/.test(String(own[name]));
    const names = [command, `lectern:${command}`];
    const known = names.find((name) => Object.hasOwn(own, name) && isOurs(name));
    if (known !== undefined) return known;
    const free = names.find((name) => !Object.hasOwn(own, name)) ?? `lectern:${command}`;
    if (!Object.hasOwn(own, free)) add('scripts', free, wanted.scripts[command]);
    return free;
  };
  const scripts = { build: nameOf('build'), check: nameOf('check'), serve: nameOf('serve') };
  if (![dependencies, development].some((packages) => Object.hasOwn(packages, 'lectern')))
    add('dependencies', 'lectern', wanted.spec);
  return { text: mark + json, scripts, added };
}

/** A JSON object; undefined where a text is none. */
function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isRecord(data) ? data : undefined;
}

/** The object under a key, empty where there is none; undefined where something else is there. */
function objectAt(
  data: Readonly<Record<string, unknown>>,
  key: string,
): Readonly<Record<string, unknown>> | undefined {
  if (!Object.hasOwn(data, key)) return {};
  const value = data[key];
  return isRecord(value) ? value : undefined;
}

/** How a file is indented, and how its lines end. */
function styleOf(text: string): jsonc.FormattingOptions {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
