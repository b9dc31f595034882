import { viewOf } from './sfnt.js';

// WOFF 2.0, section 5.1: outlines as several streams of like things, which compress better than glyph by glyph. What
// follows from the rest, as where each glyph begins and most boxes around them, is left out.

/** The streams of the transformed table, in their order. */
interface Streams {
  readonly contours: number[];
  readonly points: number[];
  readonly flags: number[];
  readonly glyphs: number[];
  readonly composites: number[];
  readonly boxes: number[];
  readonly instructions: number[];
}

const HEADER = 10;
const BOX_FROM = 2;

/**
 * The table `glyf` of a font, whose glyphs begin at `offsets` and, with one offset more, end, as WOFF2 has it. `isLong`
 * is whether the font's `loca` has offsets of four bytes. Throws a `RangeError` where the table ends too early.
 */
export function transformedGlyf(glyf: Uint8Array, offsets: readonly number[], isLong: boolean): Uint8Array {
  const count = offsets.length - 1;
  const streams: Streams = {
    contours: [],
    points: [],
    flags: [],
    glyphs: [],
    composites: [],
    boxes: [],
    instructions: [],
  };
  /** Which glyphs have a box of their own in its stream. */
  const boxed = new Uint8Array(4 * Math.ceil(count / 32));
  for (let glyph = 0; glyph < count; glyph++) {
    const data = glyf.subarray(offsets[glyph], offsets[glyph + 1]);
    if (!addGlyph(streams, data)) continue;
    boxed[glyph >> 3] = (boxed[glyph >> 3] ?? 0) | (0x80 >> (glyph & 7));
    streams.boxes.push(...data.subarray(BOX_FROM, HEADER));
  }
  const { contours, points, flags, glyphs, composites, boxes, instructions } = streams;
  const parts = [contours, points, flags, glyphs, composites, [...boxed, ...boxes], instructions];
  const head: number[] = [];
  // Reserved, and no options.
  addUint16(head, 0);
  addUint16(head, 0);
  addUint16(head, count);
  addUint16(head, isLong ? 1 : 0);
  for (const part of parts) {
    addUint16(head, part.length >>> 16);
    addUint16(head, part.length);
  }
  return Uint8Array.from([head, ...parts].flat());
}

/** Adds a glyph to the streams; true where its box has to be stated. */
function addGlyph(streams: Streams, data: Uint8Array): boolean {
  if (data.length === 0) {
    addUint16(streams.contours, 0);
    return false;
  }
  const contours = viewOf(data).getInt16(0);
  addUint16(streams.contours, contours);
  if (contours >= 0) return addOutline(streams, data, contours);
  addComposite(streams, data);
  return true;
}

/** What the flags of a point in `glyf` say. */
const ON_CURVE = 0x01;
const X_SHORT = 0x02;
const Y_SHORT = 0x04;
const REPEAT = 0x08;
const X_SAME_OR_POSITIVE = 0x10;
const Y_SAME_OR_POSITIVE = 0x20;

function addOutline(streams: Streams, data: Uint8Array, contours: number): boolean {
  const view = viewOf(data);
  let at = HEADER;
  let count = 0;
  for (let contour = 0; contour < contours; contour++) {
    const next = view.getUint16(at) + 1;
    addCount(streams.points, next - count);
    count = next;
    at += 2;
  }
  const instructions = view.getUint16(at);
  at += 2;
  streams.instructions.push(...data.subarray(at, at + instructions));
  at += instructions;
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = view.getUint8(at++);
    flags.push(flag);
    if ((flag & REPEAT) !== 0) for (let left = view.getUint8(at++); left > 0; left--) flags.push(flag);
  }
  /** By how much a coordinate differs from that of the point before. */
  const step = (flag: number, short: number, sameOrPositive: number): number => {
    const isSameOrPositive = (flag & sameOrPositive) !== 0;
    if ((flag & short) !== 0) {
      const size = view.getUint8(at++);
      return isSameOrPositive ? size : -size;
    }
    if (isSameOrPositive) return 0;
    at += 2;
    return view.getInt16(at - 2);
  };
  const xs = flags.map((flag) => step(flag, X_SHORT, X_SAME_OR_POSITIVE));
  const ys = flags.map((flag) => step(flag, Y_SHORT, Y_SAME_OR_POSITIVE));
  flags.forEach((flag, index) => {
    addPoint(streams, (flag & ON_CURVE) !== 0, xs[index] ?? 0, ys[index] ?? 0);
  });
  if (contours > 0) addCount(streams.glyphs, instructions);
  const [left, right] = extent(xs);
  const [bottom, top] = extent(ys);
  return [left, bottom, right, top].some((edge, index) => edge !== view.getInt16(BOX_FROM + 2 * index));
}

/** The least and the greatest of the coordinates that one comes to by these steps. */
function extent(steps: readonly number[]): readonly [least: number, greatest: number] {
  let at = steps[0] ?? 0;
  let least = at;
  let greatest = at;
  for (const step of steps.slice(1)) {
    at += step;
    least = Math.min(least, at);
    greatest = Math.max(greatest, at);
  }
  return [least, greatest];
}

/** A point, by its distance from the one before (section 5.2): the fewer bytes, the nearer it is. */
function addPoint({ flags, glyphs }: Streams, isOnCurve: boolean, dx: number, dy: number): void {
  const base = isOnCurve ? 0 : 128;
  const x = Math.abs(dx);
  const y = Math.abs(dy);
  const signs = (dx < 0 ? 0 : 1) + (dy < 0 ? 0 : 2);
  if (x === 0 && y < 1280) {
    flags.push(base + ((y & 0xf00) >> 7) + (dy < 0 ? 0 : 1));
    glyphs.push(y & 0xff);
  } else if (y === 0 && x < 1280) {
    flags.push(base + 10 + ((x & 0xf00) >> 7) + (dx < 0 ? 0 : 1));
    glyphs.push(x & 0xff);
  } else if (x < 65 && y < 65) {
    flags.push(base + 20 + ((x - 1) & 0x30) + (((y - 1) & 0x30) >> 2) + signs);
    glyphs.push((((x - 1) & 0xf) << 4) | ((y - 1) & 0xf));
  } else if (x < 769 && y < 769) {
    flags.push(base + 84 + 12 * (((x - 1) & 0x300) >> 8) + (((y - 1) & 0x300) >> 6) + signs);
    glyphs.push((x - 1) & 0xff, (y - 1) & 0xff);
  } else if (x < 4096 && y < 4096) {
    flags.push(base + 120 + signs);
    glyphs.push(x >> 4, ((x & 0xf) << 4) | (y >> 8), y & 0xff);
  } else {
    flags.push(base + 124 + signs);
    glyphs.push(x >> 8, x & 0xff, y >> 8, y & 0xff);
  }
}

/** What the flags of a component say. */
const ARGUMENTS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_TWO_SCALES = 0x0040;
const HAS_MATRIX = 0x0080;
const HAS_INSTRUCTIONS = 0x0100;

/** A glyph that is put together from others. */
function addComposite(streams: Streams, data: Uint8Array): void {
  const view = viewOf(data);
  let at = HEADER;
  let hasInstructions = false;
  let flags = MORE_COMPONENTS;
  while ((flags & MORE_COMPONENTS) !== 0) {
    flags = view.getUint16(at);
    hasInstructions ||= (flags & HAS_INSTRUCTIONS) !== 0;
    at += 4 + ((flags & ARGUMENTS_ARE_WORDS) !== 0 ? 4 : 2);
    if ((flags & HAS_SCALE) !== 0) at += 2;
    else if ((flags & HAS_TWO_SCALES) !== 0) at += 4;
    else if ((flags & HAS_MATRIX) !== 0) at += 8;
  }
  streams.composites.push(...data.subarray(HEADER, at));
  if (!hasInstructions) return;
  const length = view.getUint16(at);
  addCount(streams.glyphs, length);
  streams.instructions.push(...data.subarray(at + 2, at + 2 + length));
}

/** The least numbers that take one byte more, and two. */
const ONE_MORE = 253;
const TWO_MORE = 2 * ONE_MORE;

/** A number that is mostly small (`255UInt16`). */
function addCount(stream: number[], value: number): void {
  if (value < ONE_MORE) stream.push(value);
  else if (value < TWO_MORE) stream.push(255, value - ONE_MORE);
  else if (value < TWO_MORE + 256) stream.push(254, value - TWO_MORE);
  else stream.push(253, value >> 8, value & 0xff);
}

function addUint16(stream: number[], value: number): void {
  stream.push((value >> 8) & 0xff, value & 0xff);
}
