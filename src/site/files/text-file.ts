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
export function serializeReading({
  data,
  diagnostics,
  body: { traits },
}: TextReading): SerializedReading | undefined {
  if (traits === undefined) return undefined;
  // V8 keeps the whole of a text as long as a part of it is held, unless that is copied.
  return { data, diagnostics, traits: { ...traits, heading: structuredClone(traits.heading) } };
}

/**
 * Makes the reading of the file at `path` (in the course) of what was kept of it. `load` reads the file's whole text
 * when something asks for it; it must be the text that was there. The text is held no longer than there is room for it,
 * and then read again: of a large course the texts would be a good part of what is in memory.
 */
export function deserializeReading(
  { data, diagnostics, traits }: SerializedReading,
  path: string,
  load: () => string,
): TextReading {
  let held: WeakRef<{ readonly text: string }> | undefined;
  const source: SourceText = {
    file: path,
    get text() {
      let loaded = held?.deref();
      if (loaded === undefined) {
        loaded = { text: load() };
        held = new WeakRef(loaded);
      }
      return loaded.text;
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
