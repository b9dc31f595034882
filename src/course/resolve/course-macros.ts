import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { locator, mapText, type Place } from '../../diagnostics/index.js';
import { configuredMacros, type MacroLayer, type MathJaxReading, preambleMacros } from '../../math/index.js';
import type { Site } from '../../site/index.js';
import type { SiteMath } from '../compose/index.js';

/** The macros of a course's layouts (which say `readings` to MathJax), configuration and preambles. */
export async function courseMacros(
  site: Pick<Site, 'config'>,
  { typesetter, preambles }: Pick<SiteMath, 'typesetter' | 'preambles'>,
  readings: readonly MathJaxReading[],
): Promise<readonly MacroLayer[]> {
  const ofLayouts = readings.map(({ config, macroPlaces }) =>
    configuredMacros(config.macros, (name) => macroPlaces[name] ?? { file: '-', line: 1, column: 1 }),
  );
  const ofPages = [...preambles.values()].filter((preamble) => !typesetter.preambles.includes(preamble));
  return [
    ofLayouts,
    [configuredMacros(typesetter.macros, await configPlaces(site.config))],
    [preambleMacros(typesetter.preambles)],
    ofPages.map((preamble) => preambleMacros([preamble])),
  ];
}

/** Where the configuration writes a macro's name. Of several files, the last that names it counts. */
async function configPlaces({ source, configFiles }: Site['config']): Promise<(name: string) => Place> {
  const texts = await Promise.all(
    configFiles.map(async (file) => mapText(await readFile(file, 'utf8'), path.relative(source, file))),
  );
  const places = texts.toReversed().map((text) => ({ text: text.text, locate: locator(text) }));
  return (name) => {
    for (const { text, locate } of places) {
      const at = keyOffset(text, name);
      if (at >= 0) return locate(at);
    }
    return { file: '_config.yml', line: 1, column: 1 };
  };
}

/** The offset at which a line or a flow mapping of YAML has `name` as its key; -1 where none has. */
function keyOffset(yaml: string, name: string): number {
  const from = Math.max(0, yaml.search(/^katex\s*:/m));
  for (let at = yaml.indexOf(name, from); at >= 0; at = yaml.indexOf(name, at + 1)) {
    const before = yaml.charAt(at - 1);
    if (/^["']?\s*:/.test(yaml.slice(at + name.length)) && /["'\s{,]/.test(before)) return at;
  }
  return -1;
}
