import type { SourceText } from '../../diagnostics/index.js';
import { splitFrontMatter } from '../data/front-matter.js';
import type { ScanEffects } from './effects.js';
import { remembered, type TextReading } from './file-memory.js';
import { type BodyTraits, bodyTraits } from './page-body.js';
import { readText } from './read-file.js';
import type { SourceFile } from './source-file.js';

/** Takes a text file with front matter apart. Rejects with the system's error. */
export function readTextFile({ fs, memory }: ScanEffects, file: SourceFile): Promise<TextReading> {
  return remembered(memory, 'text', file, async () => {
    const { source, diagnostics } = await readText(fs, file);
    const { data, body, placeOf, diagnostics: more } = splitFrontMatter(source);
    const found = [...diagnostics, ...more];
    if (memory === undefined) return { data, body, placeOf, diagnostics: found };
    const traits = bodyTraits(body, memory.fingerprint(source.text));
    return { data, body: { ...body, traits }, placeOf, diagnostics: found };
  });
}

/** What is kept of a page from one process to another: everything but its text. Plain data. */
export interface SerializedReading extends Pick<TextReading, 'data' | 'diagnostics'> {
  readonly traits: BodyTraits;
}

/** What is to be kept of a reading; undefined where it has no traits, which stand for the text. */
export function serializeReading({ data, diagnostics, body }: TextReading): SerializedReading | undefined {
  return body.traits === undefined ? undefined : { data, diagnostics, traits: body.traits };
}

/**
 * Makes the reading of the file at `path` (in the course) of what was kept of it. `load` reads the file's whole text
 * when something first asks for it; it must be the text that was there.
 */
export function deserializeReading(
  { data, diagnostics, traits }: SerializedReading,
  path: string,
  load: () => string,
): TextReading {
  let loaded: string | undefined;
  const source: SourceText = {
    file: path,
    get text() {
      loaded ??= load();
      return loaded;
    },
  };
  return {
    data,
    diagnostics,
    body: {
      get text() {
        return source.text.slice(traits.from);
      },
      runs: [{ at: 0, source, from: traits.from, verbatim: true }],
      traits,
    },
    placeOf: (key) => splitFrontMatter(source).placeOf(key),
  };
}
