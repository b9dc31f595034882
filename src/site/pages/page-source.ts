import type { Diagnostic, Place } from '../../diagnostics/index.js';
import { splitFrontMatter } from '../data/front-matter.js';
import type { ScanEffects } from '../files/effects.js';
import { remembered, type TextReading } from '../files/file-memory.js';
import { readText } from '../files/read-file.js';
import type { SourceFile } from '../files/source-file.js';
import { firstHeading } from '../scan/titles-from-headings.js';
import type { BodyTraits, DataRecord, PageBody } from './page.js';

/** A page's file taken apart, before Jekyll's rules say where it goes and what it is called. */
export interface PageSource {
  readonly file: SourceFile;
  /** Jekyll's `relative_path`. */
  readonly relativePath: string;
  /** Its own front matter, without defaults. */
  readonly data: DataRecord;
  readonly body: PageBody;
  /** Where a key of the front matter stands. */
  readonly placeOf: (key: string) => Place;
}

/** A page's file as it was read, and what it had wrong. */
export interface ReadPageSource {
  readonly source: PageSource;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a page's file. Rejects with the system's error. */
export async function readPageSource(
  effects: ScanEffects,
  file: SourceFile,
  relativePath: string,
): Promise<ReadPageSource> {
  const { diagnostics, ...parts } = await readTextFile(effects, file);
  return { source: { file, relativePath, ...parts }, diagnostics };
}

/** Takes a text file with front matter apart. Rejects with the system's error. */
export function readTextFile({ fs, memory }: ScanEffects, file: SourceFile): Promise<TextReading> {
  return remembered(memory, 'text', file, async () => {
    const { source, diagnostics } = await readText(fs, file);
    const { data, body, placeOf, diagnostics: more } = splitFrontMatter(source);
    const found = [...diagnostics, ...more];
    if (memory === undefined) return { data, body, placeOf, diagnostics: found };
    const traits = traitsOf(body, memory.fingerprint(source.text));
    return { data, body: { ...body, traits }, placeOf, diagnostics: found };
  });
}

/** Whether a text names MathJax or KaTeX, by which a page had its formulas before. */
export function namesMath(text: string): boolean {
  return /mathjax|katex/i.test(text);
}

function traitsOf({ text, runs }: PageBody, hash: string): BodyTraits {
  return {
    hash,
    from: runs[0]?.from ?? 0,
    isPlain: !/\{[{%]|MathJax/.test(text),
    namesMath: namesMath(text),
    heading: firstHeading(text),
  };
}
