import { describe, expect, it } from 'vitest';
import { linkMath } from '../../../src/course/typeset/link-math.js';
import type { MathLink } from '../../../src/math/index.js';

const LINKS: readonly MathLink[] = [
  { kind: 'style', path: 'm/a.css' },
  { kind: 'script', path: 'm/b.js', when: 'later', label: 'Formula' },
  { kind: 'script', path: 'm/c.js', when: 'later' },
  { kind: 'script', path: 'm/d.js', when: 'now' },
];
const TAGS =
  '<link rel="stylesheet" href="/base/m/a.css">\n<script defer src="/base/m/b.js" data-label="Formula"></script>\n<script defer src="/base/m/c.js"></script>\n<script src="/base/m/d.js"></script>\n';

/** A page with `|` where its formulas' files are linked. */
function place(html: string): string {
  return linkMath(html, LINKS, '/base/').replace(TAGS, '|');
}

describe("the links of formulas' files stand", () => {
  it.each([
    [
      "before a page's own style sheets",
      '<!DOCTYPE html><head><title>t</title>|<link rel="stylesheet" href="x">',
    ],
    ['before a style element', '<head><meta name="x">|<style>a{}</style></head>'],
    ['at the end of a head without any', '<head><title>t</title>|</head><body>'],
    ['before the body where the head is not closed', '<head><title>t</title>|<body>'],
    [
      'behind links of other kinds',
      '<head><link rel="icon" href="stylesheet">|<link rel=\'alternate StyleSheet\'></head>',
    ],
    ['behind the doctype where there is no head', '<!DOCTYPE html>|<title>t</title><p>'],
    ['in a document without a head', '<!DOCTYPE html>\n<html lang="en">|\n<body>'],
    ['at the start of a fragment', '|<p>text</p><head>'],
    ['at the start of a text', '|text'],
    ['in the real head, not in one that a comment shows', '<!-- <head><style> --><head>|</head>'],
    ['in a head whose attributes hold tags', '<head data-a="</head><style>">|<style></style>'],
    ['not within a script that writes style sheets', '<head><script>"<style></head>"</script>|</head>'],
  ])('%s', (_, page) => {
    expect(place(page.replace('|', ''))).toBe(page);
  });

  it.each([
    ['tags without an end', '<head '.repeat(50_000)],
    ['links without an end', `<head>${'<link rel="'.repeat(50_000)}`],
    ['white space', `<head>${'<link rel'.concat(' '.repeat(200)).repeat(1000)}`],
    ['comments without an end', '<!--'.repeat(100_000)],
  ])('somewhere soon even in a page of %s', (_, html) => {
    expect(linkMath(html, LINKS, '/base/')).toHaveLength(html.length + TAGS.length);
  });
});
