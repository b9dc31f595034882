import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ImageHeader, imageHeader, readImageHeader } from '../../../src/images/index.js';

const FIXTURES = path.join(import.meta.dirname, 'fixtures');

/** The header of a picture that lies in memory, and how many of its first bytes were asked for. */
function headerOf(bytes: Uint8Array): { header: ImageHeader | undefined; read: number } {
  let read = 0;
  const header = imageHeader((from, length) => {
    read = Math.max(read, from + length);
    return bytes.subarray(from, from + length);
  });
  return { header, read };
}

const svg = (text: string): ImageHeader | undefined => headerOf(new TextEncoder().encode(text)).header;

describe('a picture that a program wrote', () => {
  test.each([
    ['opaque.png', 30, 20, false],
    ['alpha.png', 30, 20, true],
    ['palette.png', 30, 20, false],
    ['palette-transparent.png', 30, 20, true],
    ['photo.jpg', 30, 20, false],
    ['progressive.jpg', 30, 20, false],
    ['upside-down.jpg', 30, 20, false],
    ['turned.jpg', 20, 30, false],
    ['opaque.gif', 30, 20, false],
    ['transparent.gif', 30, 20, true],
    ['lossy.webp', 30, 20, false],
    ['lossless.webp', 30, 20, false],
    ['lossless-alpha.webp', 30, 20, true],
    ['lossy-alpha.webp', 30, 20, true],
    ['opaque.avif', 30, 20, false],
    ['alpha.avif', 30, 20, true],
  ])('%s is shown %i × %i, and seen through: %s %s', (name, width, height, isTransparent) => {
    const expected = { width, height, isRatio: false, isTransparent };
    expect(readImageHeader(path.join(FIXTURES, name))).toEqual(expected);
  });

  test.each(['opaque.png', 'photo.jpg', 'opaque.gif', 'lossy.webp', 'opaque.avif'])(
    '%s that ends anywhere in its header, or has any byte changed there, is no fault',
    (name) => {
      const bytes = readFileSync(path.join(FIXTURES, name));
      for (let end = 0; end < Math.min(bytes.length, 400); end++) {
        expect(() => headerOf(bytes.subarray(0, end))).not.toThrow();
        for (const value of [0, 1, 0x7f, 0xff]) {
          const damaged = Uint8Array.from(bytes);
          damaged[end] = value;
          const { header } = headerOf(damaged);
          if (header !== undefined) {
            expect(header.width).toBeGreaterThan(0);
            expect(header.height).toBeGreaterThan(0);
          }
        }
      }
    },
  );
});

test('of a JPEG with a large profile in front of its size, only what leads to the size is read', () => {
  const photo = readFileSync(path.join(FIXTURES, 'photo.jpg'));
  const segment = Buffer.alloc(60_002);
  segment.writeUInt16BE(0xffe2, 0);
  segment.writeUInt16BE(60_000, 2);
  const profiles = Array.from({ length: 40 }, () => segment);
  const picture = Buffer.concat([photo.subarray(0, 2), ...profiles, photo.subarray(2)]);
  let asked = 0;
  const header = imageHeader((from, length) => {
    asked += length;
    return picture.subarray(from, from + length);
  });
  expect(header).toEqual({ width: 30, height: 20, isRatio: false, isTransparent: false });
  expect(asked).toBeLessThan(2000);
});

test('an AVIF whose property is as long as nobody writes one has a size all the same', () => {
  const avif = readFileSync(path.join(FIXTURES, 'alpha.avif'));
  const bytes = Uint8Array.from(avif);
  const padding = Buffer.alloc(200_000, 'x');
  // The box `auxC` and those around it become longer.
  const at = avif.indexOf('auxC');
  const longer = Buffer.concat([bytes.subarray(0, at + 8), padding, bytes.subarray(at + 8)]);
  for (const name of ['meta', 'iprp', 'ipco', 'auxC']) {
    const length = avif.indexOf(name) - 4;
    longer.writeUInt32BE(longer.readUInt32BE(length) + padding.length, length);
  }
  expect(headerOf(longer).header).toMatchObject({ width: 30, height: 20 });
});

test('what is no picture, or no file, has no header', () => {
  expect(headerOf(new TextEncoder().encode('<!doctype html><p>no picture')).header).toBeUndefined();
  expect(headerOf(new Uint8Array(0)).header).toBeUndefined();
  expect(readImageHeader(path.join(FIXTURES, 'missing.png'))).toBeUndefined();
  expect(readImageHeader(FIXTURES)).toBeUndefined();
});

describe('the size of an SVG', () => {
  const box = 'viewBox="0 0 400 300"';
  test.each([
    ['width="40" height="30"', 40, 30, false],
    ['width="40px" height="30.5px"', 40, 30.5, false],
    ['width="3in" height="72pt"', 288, 96, false],
    [`${box}`, 400, 300, true],
    [`width="100%" height="100%" ${box}`, 400, 300, true],
    [`width="200" ${box}`, 200, 150, false],
    [`height="30" ${box}`, 40, 30, false],
    ["width='40' height='30'", 40, 30, false],
    ['viewBox="-10,-10,20,40"', 20, 40, true],
  ])('<svg %s> is %d × %d, as a ratio only: %s', (attributes, width, height, isRatio) => {
    expect(svg(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}></svg>`)).toEqual({
      width,
      height,
      isRatio,
      isTransparent: true,
    });
  });

  test.each(['', 'width="40"', 'width="100%" height="100%"', 'viewBox="0 0 0 0"', 'width="0" height="0"'])(
    '<svg %s> has none',
    (attributes) => {
      expect(svg(`<svg ${attributes}></svg>`)).toBeUndefined();
    },
  );

  test('stands behind a declaration, a doctype and comments, which may be written in SVG', () => {
    const text =
      '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "<svg width=\'2\' height=\'2\'>">]><!-- <svg width="1" height="1"> --><svg width="8" height="6"/>';
    expect(svg(text)).toMatchObject({ width: 8, height: 6 });
  });
});

describe('an SVG', () => {
  const inside = (drawing: string, more = '') =>
    svg(`<svg width="40" height="30" viewBox="0 0 400 300" ${more}>${drawing}</svg>`)?.isTransparent;

  test.each([
    ['a rectangle of its size', '<rect width="400" height="300" fill="#fff"/>'],
    [
      'a rectangle of all of it',
      '<defs><path d="M0 0"/></defs><rect width="100%" height="100%" fill="white"/>',
    ],
    ['a path around it', '<g><path d="M 0 300 L 400 300 L 400 0 L 0 0 z" style="fill: #ffffff"/></g>'],
    ['a path along its edges', '<path fill="#fff" d="M0 0h400v300h-400z"/>'],
    [
      'a polygon around it',
      '<g transform="translate(4 296)"><polygon fill="white" points="-4,4 -4,-296 396,-296 396,4"/></g>',
    ],
  ])('with %s behind everything is opaque', (_, drawing) => {
    expect(inside(drawing)).toBe(false);
  });

  test('with a background of its own is opaque', () => {
    expect(inside('', 'style="background-color: rgb(255, 255, 255);"')).toBe(false);
  });

  test.each([
    ['nothing', ''],
    ['a small shape', '<rect width="40" height="30" fill="#fff"/>'],
    ['an empty shape', '<rect width="400" height="300" fill="none"/>'],
    ['a shape that is seen through', '<rect width="400" height="300" fill="#fff" opacity="0.5"/>'],
    ['a colour that is seen through', '<rect width="400" height="300" fill="rgba(0, 0, 0, 0.2)"/>'],
    ['a line', '<path d="M0 0 C 10 10 20 20 400 300" fill="#000"/>'],
  ])('with %s behind everything is seen through', (_, drawing) => {
    expect(inside(drawing)).toBe(true);
  });
});
