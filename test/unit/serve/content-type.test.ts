import { expect, test } from 'vitest';
import { contentType } from '../../../src/serve/http/response.js';

test.each([
  ['a/index.html', 'text/html; charset=utf-8'],
  ['main.css', 'text/css; charset=utf-8'],
  ['app.js', 'text/javascript; charset=utf-8'],
  ['app.mjs', 'text/javascript; charset=utf-8'],
  ['data.json', 'application/json; charset=utf-8'],
  ['feed.xml', 'text/xml; charset=utf-8'],
  ['notes.txt', 'text/plain; charset=utf-8'],
  ['figure.svg', 'image/svg+xml; charset=utf-8'],
  ['figure.PNG', 'image/png'],
  ['photo.jpg', 'image/jpeg'],
  ['photo.webp', 'image/webp'],
  ['film.mp4', 'video/mp4'],
  ['film.webm', 'video/webm'],
  ['slides.pdf', 'application/pdf'],
  ['font.woff2', 'font/woff2'],
  ['lab.ipynb', 'application/octet-stream'],
  ['LICENSE', 'application/octet-stream'],
])('%s is sent as %s', (file, type) => {
  expect(contentType(file)).toBe(type);
});
