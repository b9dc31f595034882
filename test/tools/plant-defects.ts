import { type CourseFacts, DEFECT_KINDS, type Defect } from './defects.ts';

/** A defect in a course, and where it has to be reported. */
export interface Planted {
  readonly kind: string;
  readonly code: string;
  readonly file: string;
  readonly line: number;
  /** In code points, from 1; undefined where any column of the line will do. */
  readonly column: number | undefined;
}

/** A course with defects: the files that change or are new, and what was planted. */
export interface PlantedCourse {
  readonly files: ReadonlyMap<string, string>;
  readonly planted: readonly Planted[];
}

/** What stands before a defect in its line, in which columns are easily miscounted. */
const BEFORE = ['See ', '図を見よ：', 'a\tb ', '😀 и ', 'ガ\u3099 ', ''];

/**
 * Plants `count` defects of all kinds in turn, each between two paragraphs of one of the pages (paths and texts, with
 * front matter) or in a file of its own. Every third page ends its lines with CR LF, and every fifth begins with a byte
 * order mark. The same seed plants the same.
 */
export function plantDefects(
  pages: ReadonlyMap<string, string>,
  course: CourseFacts,
  count: number,
  seed: number,
): PlantedCourse {
  const random = randomNumbers(seed);
  const files = new Map<string, string>();
  const planted: Planted[] = [];
  const perPage = new Map<
    string,
    { readonly kind: string; readonly defect: Defect; readonly line: number }[]
  >();
  const spots = shuffled(
    [...pages].flatMap(([file, text]) => safeLines(text).map((line) => ({ file, line }))),
    random,
  );
  const kinds = Object.entries(DEFECT_KINDS);
  for (let n = 0, sown = 0; sown < count && n < count * 3; n++) {
    const [kind, make] = kinds[n % kinds.length] ?? [];
    const defect = make?.(n, course);
    if (kind === undefined || defect === undefined) continue;
    if (defect.file !== undefined) {
      files.set(defect.file, defect.text.replace('⟦', ''));
      if (defect.besides !== undefined) files.set(defect.besides.file, defect.besides.text);
      planted.push({ kind, code: defect.code, file: defect.file, ...placeOf(defect, 1) });
    } else {
      const index = spots.findLastIndex(({ file, line }) => fits(defect, pages.get(file) ?? '', line));
      const [spot] = index < 0 ? [] : spots.splice(index, 1);
      if (spot === undefined) break;
      const { file } = spot;
      const text = pages.get(file) ?? '';
      const taken = perPage.get(file) ?? [];
      if (defect.atEnd && taken.some((other) => other.defect.atEnd)) continue;
      const line = defect.atEnd ? text.split('\n').length : spot.line;
      perPage.set(file, [...taken, { kind, defect, line }]);
    }
    sown++;
  }
  let index = 0;
  for (const [file, defects] of perPage) {
    const lines = (pages.get(file) ?? '').split('\n');
    const written: string[] = [];
    defects.sort((a, b) => a.line - b.line);
    for (const [at, line] of [...lines, undefined].entries()) {
      for (const { kind, defect } of defects.filter((one) => one.line === at)) {
        const prefix = /^⟦?[<#]/.test(defect.text)
          ? ''
          : (BEFORE[Math.floor(random() * BEFORE.length)] ?? '');
        const whole = { ...defect, text: prefix + defect.text };
        planted.push({
          kind,
          code: defect.code,
          file,
          ...placeOf(whole, written.length + (at === lines.length ? 2 : 1)),
        });
        written.push(...(at === lines.length ? [''] : []), ...whole.text.replace('⟦', '').split('\n'), '');
      }
      if (line !== undefined) written.push(line);
    }
    const ending = index % 3 === 1 ? '\r\n' : '\n';
    files.set(file, (index % 5 === 2 ? '\uFEFF' : '') + written.join(ending));
    index++;
  }
  return { files, planted };
}

/** Whether a defect is one before a line: a heading skips levels only behind another heading. */
function fits({ code }: Defect, text: string, line: number): boolean {
  if (code !== 'heading-skips') return true;
  const heading = text
    .split('\n')
    .slice(0, line)
    .findLast((one) => /^#{1,6} /.test(one));
  return heading !== undefined && /^#{1,4} /.test(heading);
}

/** Where the sign ⟦ stands in a defect whose first line is line `first` of its file. */
function placeOf({ text, anyColumn }: Defect, first: number): Pick<Planted, 'line' | 'column'> {
  const before = text.slice(0, text.indexOf('⟦')).split('\n');
  const column = [...(before.at(-1) ?? '')].length + 1;
  return { line: first + before.length - 1, column: anyColumn ? undefined : column };
}

/** Elements within which a paragraph of Markdown is none. */
const CONTAINERS =
  /<(\/?)(?:article|aside|blockquote|center|details|div|dl|figure|font|form|iframe|ol|p|pre|script|section|span|style|table|ul|video)\b[^>]*>/gi;

/** A line of a paragraph, a heading, a list's item at the margin, or the fence of a formula. */
function isPlain(line: string): boolean {
  return /^(?:[\p{L}\d#*-]|\$\$)/u.test(line) && !/\||^\*\[|^---/.test(line);
}

/** The lines (from 0) before which a paragraph can be put: those behind a blank line, between two paragraphs, formulas or headings. */
function safeLines(text: string): number[] {
  const lines = text.split('\n');
  const safe: number[] = [];
  let fence = '';
  let math = false;
  let depth = 0;
  let comment = false;
  let liquid = 0;
  const start = lines.indexOf('---', 1);
  for (const [at, line] of lines.entries()) {
    if (at <= start) continue;
    const isOpen = fence !== '' || math || depth !== 0 || comment || liquid !== 0;
    if (!isOpen && lines[at - 1] === '' && isPlain(line) && isPlain(lines[at - 2] ?? '')) safe.push(at);
    const marker = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (marker !== undefined) {
      if (fence === '') fence = marker;
      else if (marker.startsWith(fence)) fence = '';
    }
    if (fence !== '') continue;
    if ((line.match(/\$\$/g)?.length ?? 0) % 2 === 1) math = !math;
    for (const [, closing] of line.matchAll(CONTAINERS)) depth += closing === '' ? 1 : -1;
    if (line.includes('<!--')) comment = true;
    if (line.includes('-->')) comment = false;
    for (const [, end] of line.matchAll(
      /\{%-?\s*(end)?(?:if|for|raw|comment|capture|highlight|unless|case)\b/g,
    )) {
      liquid += end === undefined ? 1 : -1;
    }
  }
  return safe;
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
