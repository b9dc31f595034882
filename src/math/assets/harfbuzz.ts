import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** HarfBuzz's program for subsets of fonts (`hb-subset.h`), in WebAssembly. A pointer is an offset in its memory. */
interface HarfBuzz {
  readonly memory: WebAssembly.Memory;
  /** Calls one of its functions; what a function without a result gives is 0. */
  readonly call: (name: string, ...values: readonly number[]) => number;
}

const MEMORY_MODE_WRITABLE = 2;
const SETS_LAYOUT_FEATURE_TAG = 6;
const FLAGS_NO_HINTING = 1;

let loading: Promise<HarfBuzz> | undefined;

/**
 * A font in the format of TrueType with no other glyphs than those of `characters` and what they need, and without the
 * instructions for fitting outlines to coarse pixels. Throws where HarfBuzz cannot read the font.
 */
export async function subsetFont(font: Uint8Array, characters: string): Promise<Uint8Array> {
  loading ??= loadHarfBuzz();
  return subset(await loading, font, characters);
}

async function loadHarfBuzz(): Promise<HarfBuzz> {
  const file = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(file));
  const { memory, ...functions } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('HarfBuzz has no memory.');
  const call = (name: string, ...values: readonly number[]): number => {
    const run = functions[name];
    if (typeof run !== 'function') throw new Error(`HarfBuzz has no function ${name}.`);
    const result: unknown = run(...values);
    return typeof result === 'number' ? result : 0;
  };
  call('_initialize');
  return { memory, call };
}

function subset({ memory, call }: HarfBuzz, font: Uint8Array, characters: string): Uint8Array {
  /** What is to be given back at the end, the last first. */
  const held: (() => unknown)[] = [];
  const hold = (free: string, pointer: number): number => {
    if (pointer === 0) throw new Error('HarfBuzz could not make a subset of a font.');
    held.unshift(() => call(free, pointer));
    return pointer;
  };
  try {
    const bytes = hold('free', call('malloc', font.length));
    new Uint8Array(memory.buffer).set(font, bytes);
    const blob = hold(
      'hb_blob_destroy',
      call('hb_blob_create', bytes, font.length, MEMORY_MODE_WRITABLE, 0, 0),
    );
    const face = hold('hb_face_destroy', call('hb_face_create', blob, 0));
    const input = hold('hb_subset_input_destroy', call('hb_subset_input_create_or_fail'));
    // All features of the font's layout stay.
    const features = call('hb_subset_input_set', input, SETS_LAYOUT_FEATURE_TAG);
    call('hb_set_clear', features);
    call('hb_set_invert', features);
    call('hb_subset_input_set_flags', input, call('hb_subset_input_get_flags', input) | FLAGS_NO_HINTING);
    const wanted = call('hb_subset_input_unicode_set', input);
    for (const character of characters) call('hb_set_add', wanted, character.codePointAt(0) ?? 0);
    const made = hold('hb_face_destroy', call('hb_subset_or_fail', face, input));
    const result = hold('hb_blob_destroy', call('hb_face_reference_blob', made));
    const from = call('hb_blob_get_data', result, 0);
    const length = call('hb_blob_get_length', result);
    if (length === 0) throw new Error('HarfBuzz has made an empty font.');
    return new Uint8Array(memory.buffer).slice(from, from + length);
  } finally {
    for (const free of held) free();
  }
}
