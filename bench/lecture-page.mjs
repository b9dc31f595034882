import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The path of a lecture in a course: a page of Markdown with front matter, larger than two thirds of those that have ten
 * formulas, or of all where none has so many.
 */
export function lecturePage(course) {
  const pages = readdirSync(course, { recursive: true })
    .filter((file) => /\.md$/.test(file) && !/(?:^|[\\/])[._]/.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(course, file), 'utf8') }))
    .filter(({ text }) => text.startsWith('---'))
    .sort((a, b) => a.text.length - b.text.length);
  const lectures = pages.filter(({ text }) => text.split('$').length > 20);
  const candidates = lectures.length > 0 ? lectures : pages;
  const page = candidates[Math.floor((candidates.length * 2) / 3)];
  if (page === undefined) throw new Error(`${course} has no page of Markdown with front matter.`);
  return page.file;
}
