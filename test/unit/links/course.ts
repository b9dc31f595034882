import type { Diagnostic, Place } from '../../../src/diagnostics/index.js';
import {
  buildInventory,
  type CourseAddress,
  type Inventory,
  type LinkedPage,
  type LinkReport,
  linkReport,
  resolveLinks,
  type UnreadPage,
} from '../../../src/links/index.js';
import type { Reference } from '../../../src/markdown/index.js';

export const PLACE: Place = { file: 'week1.md', line: 3, column: 5 };

/** The files of a small course; a file that is not in `published` is only in the repository. */
export const PUBLISHED: readonly (readonly [outputPath: string, source?: string])[] = [
  ['index.html', 'index.md'],
  ['404.html', '404.md'],
  ['week1/index.html', 'week1.md'],
  ['week2.html', 'week2.html'],
  ['topics/neurons/index.html', 'topics/neurons.md'],
  ['assets/Perceptron.png', 'assets/Perceptron.png'],
  ['assets/two words.png', 'assets/two words.png'],
  ['assets/learning-rate.svg', 'assets/learning-rate.svg'],
  ['assets/が.png', 'assets/が.png'],
  ['slides/week1.pdf', 'slides/week1.pdf'],
  ['notebooks/Week1.ipynb', 'notebooks/Week1.ipynb'],
  ['notebooks/plain/week2.ipynb', 'notebooks/plain/week2.ipynb'],
  ['feed.xml'],
];
export const UNPUBLISHED = ['_drafts/week9.md', 'private/exam.pdf', 'README.md'];

export const INVENTORY: Inventory = buildInventory(
  PUBLISHED.map(([outputPath, source]) => (source === undefined ? { outputPath } : { outputPath, source })),
  UNPUBLISHED,
);

export const ADDRESS: CourseAddress = {
  url: 'https://uni.example',
  baseurl: '/course',
  repository: { owner: 'Ada', name: 'course', branch: 'main', folder: '' },
};

export function link(url: string, more: Partial<Reference> = {}): Reference {
  return { element: 'a', attribute: 'href', url, place: PLACE, label: 'text', ...more };
}

export function figure(url: string, more: Partial<Reference> = {}): Reference {
  return { element: 'img', attribute: 'src', url, place: PLACE, label: 'text', ...more };
}

export function page(outputPath: string, more: Partial<LinkedPage> = {}): LinkedPage {
  return { outputPath, references: [], anchors: [], headings: [], ids: undefined, ...more };
}

/** A page of which nothing is known. */
export function unread(linked: LinkedPage): UnreadPage {
  const { outputPath, ids } = linked;
  const print = JSON.stringify([linked, [...(ids ?? [])]]);
  return {
    outputPath,
    print,
    idsPrint: ids === undefined ? null : JSON.stringify([...ids]),
    read: () => linked,
  };
}

/** What is said of the links of pages. */
export function report(
  pages: readonly LinkedPage[],
  inventory: Inventory = INVENTORY,
  address: CourseAddress = ADDRESS,
): LinkReport {
  return linkReport(resolveLinks(pages.map(unread), () => inventory, address));
}

/** What is said of references that stand on the page `week1/index.html`. */
export function check(
  references: readonly Reference[],
  address: CourseAddress = ADDRESS,
  others: readonly LinkedPage[] = [],
): LinkReport {
  return report([page('week1/index.html', { references }), ...others], INVENTORY, address);
}

/** Diagnostics as `severity code text → hint`, short enough for a table. */
export function brief(found: readonly Diagnostic[]): string[] {
  return found.map(({ severity, code, hint }) => `${severity} ${code}: ${hint ?? ''}`);
}
