import type { SourceText } from '../../diagnostics/index.js';
import { splitFrontMatter } from '../data/front-matter.js';
import type { BodyTraits } from '../pages/page.js';
import type { TextReading } from './file-memory.js';

/** What is kept of a page from one process to another: everything but its text. Plain data. */
export interface KeptText extends Pick<TextReading, 'data' | 'diagnostics'> {
  readonly traits: BodyTraits;
}

/** What is to be kept of a reading; undefined where it has no traits, which stand for the text. */
export function keptText({ data, diagnostics, body }: TextReading): KeptText | undefined {
  return body.traits === undefined ? undefined : { data, diagnostics, traits: body.traits };
}

/**
 * Makes the reading of the file at `path` (in the course) of what was kept of it. `load` reads the file's whole text
 * when something first asks for it; it must be the text that was there.
 */
export function revivedText(
  { data, diagnostics, traits }: KeptText,
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
