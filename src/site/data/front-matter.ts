import matter from 'gray-matter';
import {
  type Diagnostic,
  diagnostic,
  locator,
  type MappedText,
  mapSource,
  type Place,
  type SourceText,
} from '../../diagnostics/index.js';
import { asRecord, type DataRecord } from './data-value.js';
import { readYaml, type YamlResult } from './yaml.js';

/** A file taken apart. */
export interface FrontMatter {
  /** Empty where there is no front matter, or none that can be read. */
  readonly data: DataRecord;
  readonly body: MappedText;
  /** Where a key of the front matter stands; the start of the file for a key that is not there. */
  readonly placeOf: (key: string) => Place;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Splits the front matter off a file by Jekyll's rules (`Document::YAML_FRONT_MATTER_REGEXP`): it opens with
 * `---` in the first line and closes with the next line that is `---` or `...`; blank lines behind it are
 * dropped. Front matter that is never closed is text. If its YAML is broken the page has no data, as in Jekyll, and a
 * diagnostic `front-matter-yaml`; if it is not a mapping, `front-matter-invalid`.
 */
export function splitFrontMatter(source: SourceText): FrontMatter {
  const place = locator(mapSource(source));
  const fence = findFence(source.text);
  if (fence === null) return { data: {}, body: mapSource(source), placeOf: () => place(0), diagnostics: [] };
  const yaml = readBlock(source.text.slice(0, fence.end), fence.line);
  const at = (offset: number) => place(OPENING.length + offset);
  const diagnostics: Diagnostic[] = [];
  if (yaml.problem !== null) {
    diagnostics.push(
      diagnostic(
        'error',
        'front-matter-yaml',
        at(yaml.problem.offset),
        `The front matter cannot be read: ${yaml.problem.message}`,
        {
          hint: 'Correct the YAML; until then the page is built without its front matter.',
        },
      ),
    );
  }
  const data = asRecord(yaml.value);
  if (data === null && yaml.value !== null) {
    diagnostics.push(
      diagnostic(
        'error',
        'front-matter-invalid',
        place(0),
        'The front matter is not a list of `key: value` lines.',
        {
          hint: 'Write each line as `key: value`, or remove the lines between the two `---`.',
        },
      ),
    );
  }
  return {
    data: data ?? {},
    body: mapSource(source, fence.end),
    placeOf: (key) => at(yaml.offsetOf([key])),
    diagnostics,
  };
}

const OPENING = '---';

interface Fence {
  /** The closing line as it is written. */
  readonly line: string;
  /** Where the body starts: behind the closing line and the blank lines that follow it. */
  readonly end: number;
}

/** Finds the line that closes the front matter. Reads each line once. */
function findFence(text: string): Fence | null {
  if (!/^---[ \t\r\f\v]*\n/.test(text)) return null;
  const lines = /^(?:---|\.\.\.)[ \t\r\f\v]*(?:\n|$)/;
  for (let at = text.indexOf('\n') + 1; at > 0 && at < text.length; at = text.indexOf('\n', at) + 1) {
    if (!text.startsWith('---', at) && !text.startsWith('...', at)) continue;
    const lineEnd = text.indexOf('\n', at);
    const line = lineEnd < 0 ? text.slice(at) : text.slice(at, lineEnd);
    if (!lines.test(line)) continue;
    const blank = /(?:[ \t\r\f\v]*\n)*/y;
    blank.lastIndex = lineEnd < 0 ? text.length : lineEnd + 1;
    return { line, end: blank.lastIndex + (blank.exec(text)?.[0].length ?? 0) };
  }
  return null;
}

/**
 * Has gray-matter cut the YAML out of a block that is known to be front matter, and reads it. Its options keep it
 * from its own cache, from taking `---json` for a language, and from any engine but this one.
 */
function readBlock(block: string, closing: string): YamlResult {
  let result = readYaml('');
  const parse = (yaml: string) => {
    result = readYaml(yaml);
    return {};
  };
  matter(`${block}\n`, { language: 'yaml', engines: { yaml: parse }, delimiters: [OPENING, `${closing}\n`] });
  return result;
}
