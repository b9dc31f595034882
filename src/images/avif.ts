import { type ByteReader, bigEndian, letters } from './byte-reader.js';
import type { ImageHeader } from './image-header.js';

/** The box that has it all is a few hundred bytes long; a longer one is damaged. */
const LONGEST_META = 256 * 1024;

/** A box of a file: its content's bytes. */
interface Box {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * The header of an AVIF (ISO 23008-12, sections 6.5 and 9.3): the properties of its primary item say its size and how it
 * is turned; an auxiliary picture with alpha values makes it transparent.
 */
export function avifHeader(read: ByteReader): ImageHeader | undefined {
  const meta = metaBox(read);
  if (meta === undefined) return undefined;
  const boxes = boxesOf(meta.subarray(4));
  const properties = boxesOf(contentOf(boxes, 'iprp'));
  const all = boxesOf(contentOf(properties, 'ipco'));
  const primary = contentOf(boxes, 'pitm');
  const item = bigEndian(primary, 4, primary[0] === 0 ? 2 : 4);
  const own = propertiesOf(item, contentOf(properties, 'ipma')).flatMap((index) => all[index - 1] ?? []);
  const size = own.find(({ name }) => name === 'ispe')?.content;
  if (size === undefined || size.length < 12) return undefined;
  const turns = own.find(({ name }) => name === 'irot')?.content[0] ?? 0;
  const [width, height] = [bigEndian(size, 4, 4), bigEndian(size, 8, 4)];
  return {
    ...(turns % 2 === 1 ? { width: height, height: width } : { width, height }),
    isRatio: false,
    isTransparent: all.some(({ name, content }) => name === 'auxC' && /alpha/i.test(letters(content))),
  };
}

/** The content of the box `meta`, which stands beside the first ones. */
function metaBox(read: ByteReader): Uint8Array | undefined {
  let at = 0;
  for (let count = 0; count < 8; count++) {
    const head = read(at, 8);
    const length = bigEndian(head, 0, 4);
    if (head.length < 8 || length < 8) return undefined;
    if (letters(head.subarray(4)) === 'meta') {
      return length > LONGEST_META ? undefined : read(at + 8, length - 8);
    }
    at += length;
  }
  return undefined;
}

function boxesOf(bytes: Uint8Array): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = bigEndian(bytes, at, 4);
    if (length < 8) break;
    boxes.push({
      name: letters(bytes.subarray(at + 4, at + 8)),
      content: bytes.subarray(at + 8, at + length),
    });
    at += length;
  }
  return boxes;
}

function contentOf(boxes: readonly Box[], name: string): Uint8Array {
  return boxes.find((box) => box.name === name)?.content ?? new Uint8Array(0);
}

/** The numbers, from 1 on, of the properties that an item has, by the content of the box `ipma`. */
function propertiesOf(item: number, associations: Uint8Array): number[] {
  const version = associations[0] ?? 0;
  const isWide = ((associations[3] ?? 0) & 1) === 1;
  const idLength = version === 0 ? 2 : 4;
  const entries = bigEndian(associations, 4, 4);
  let at = 8;
  for (let entry = 0; entry < entries && at < associations.length; entry++) {
    const id = bigEndian(associations, at, idLength);
    const count = associations[at + idLength] ?? 0;
    at += idLength + 1;
    const size = isWide ? 2 : 1;
    if (id === item) {
      // The highest bit says whether a reader has to know the property.
      return Array.from({ length: count }, (_, index) =>
        isWide
          ? bigEndian(associations, at + index * 2, 2) % 2 ** 15
          : (associations[at + index] ?? 0) % 2 ** 7,
      );
    }
    at += count * size;
  }
  return [];
}
