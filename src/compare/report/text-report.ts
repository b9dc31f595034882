import {
  isLoss,
  type PageComparison,
  type SiteComparison,
  type SiteFacts,
} from '../comparison/compare-sites.js';
import type { RepeatedDifference } from '../comparison/fold-differences.js';
import { type Difference, SUBJECTS, type Tally } from '../difference/difference.js';
import { shortened } from '../difference/text-differences.js';
import {
  adviceText,
  byLoss,
  gapBetween,
  grouped,
  inOrder,
  numbered,
  SUBJECT_NAMES,
  subjectName,
  verdictText,
} from './wording.js';

/** How a report is printed. */
export interface TextReportOptions {
  /** Whether everything is printed, or the worst of it. */
  readonly all: boolean;
  /** Marks text as lost, as new, or as a heading. */
  readonly style: (kind: 'lost' | 'new' | 'bold', text: string) => string;
}

const PAGES = 10;
const DIFFERENCES = 6;
const REPEATED = 8;
const BETTER = 10;
const LONGEST = 160;

/** A comparison for a terminal: the verdict, the counts, what many pages share, the worst pages, what is new. */
export function textReport(comparison: SiteComparison, options: TextReportOptions): string {
  const { repeated, pages, files } = comparison;
  const { losing, others } = byLoss(pages);
  const lostFiles = files.filter(isLoss);
  const advice = adviceText(comparison);
  const lines = [
    options.style('bold', verdictText(comparison)),
    '',
    ...tableLines(comparison),
    ...unreadLines(comparison.old),
    ...unreadLines(comparison.new),
    ...section('On many pages, told once:', repeatedLines(repeated, options), options),
    ...section(
      pages.length > 0 && losing.length > PAGES && !options.all
        ? `The worst of ${numbered(losing.length, 'page')} that lose something:`
        : 'Pages that lose something, the worst first:',
      losing.slice(0, options.all ? undefined : PAGES).flatMap((page) => pageLines(page, options)),
      options,
    ),
    ...section(
      'Files that are missing:',
      cut(
        lostFiles.map((file) => `  ${file.old ?? ''}`),
        DIFFERENCES,
        'files',
        options,
      ),
      options,
    ),
    ...section('What is new or better:', betterLines(comparison, others, options), options),
    ...(advice === undefined ? [] : ['', advice]),
    ...(options.all || losing.length <= PAGES
      ? []
      : ['', 'Add --all to see every page, or --html FILE for a page to look through.']),
    '',
  ];
  return lines.join('\n');
}

function section(title: string, lines: readonly string[], { style }: TextReportOptions): string[] {
  return lines.length === 0 ? [] : ['', style('bold', title), ...lines];
}

function unreadLines({ name, unread }: SiteFacts): string[] {
  return unread.length === 0
    ? []
    : [
        '',
        `Not compared, as too large or unreadable, in ${name}: ${unread.slice(0, DIFFERENCES).join(', ')}${unread.length > DIFFERENCES ? ', …' : ''}`,
      ];
}

const COLUMNS = [
  ['old', 'old site'],
  ['new', 'new site'],
  ['kept', 'the same'],
  ['lost', 'lost'],
  ['changed', 'changed'],
  ['added', 'new'],
  ['mended', 'mended'],
] as const satisfies readonly (readonly [keyof Tally, string])[];

/** The columns of the table of counts; what mends do is told only where it is known. */
export function tallyColumns({ tellsMends }: SiteComparison): readonly (readonly [keyof Tally, string])[] {
  return tellsMends ? COLUMNS : COLUMNS.slice(0, -1);
}

function tableLines(comparison: SiteComparison): string[] {
  const columns = tallyColumns(comparison);
  const rows = SUBJECTS.map((subject) => [
    SUBJECT_NAMES[subject][1],
    ...columns.map(([name]) => grouped(comparison.tallies[subject][name])),
  ]);
  const head = ['', ...columns.map(([, title]) => title)];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function repeatedLines(repeated: readonly RepeatedDifference[], options: TextReportOptions): string[] {
  const first = repeated
    .filter(({ difference }) => options.all || !difference.isMended)
    .sort((a, b) => Number(isLoss(b.difference)) - Number(isLoss(a.difference)) || b.pages - a.pages);
  const lines = first.map(
    ({ difference, pages, examples }) =>
      `${differenceLine(difference, options)}\n      on ${numbered(pages, 'page')}: ${examples.slice(0, 3).join(', ')}${pages > 3 ? ', …' : ''}`,
  );
  return cut(lines, REPEATED, 'such differences', options);
}

function pageLines(
  { address, oldAddress, source, differences }: PageComparison,
  options: TextReportOptions,
): string[] {
  const from = oldAddress === undefined ? '' : `, before at ${oldAddress}`;
  const made = source === undefined ? '' : `  (${source})`;
  const lines = inOrder(differences).map((difference) => differenceLine(difference, options));
  return [
    '',
    options.style('bold', `${address}${from}${made}`),
    ...cut(lines, DIFFERENCES, 'differences', options),
  ];
}

function cut(lines: readonly string[], most: number, noun: string, { all }: TextReportOptions): string[] {
  const left = lines.length - most;
  return all || left <= 1 ? [...lines] : [...lines.slice(0, most), `  … and ${grouped(left)} more ${noun}`];
}

function betterLines(
  { pages, files, tallies }: SiteComparison,
  others: readonly PageComparison[],
  options: TextReportOptions,
): string[] {
  const better = [
    ...pages.flatMap(({ address, differences }) =>
      differences.filter((one) => !isLoss(one) && !one.isMended).map((one) => [address, one] as const),
    ),
    ...files.filter((one) => !isLoss(one)).map((one) => ['', one] as const),
  ];
  const mended = SUBJECTS.flatMap((subject) => {
    const { mended: number } = tallies[subject];
    return number === 0 ? [] : [numbered(number, subject)];
  });
  const lines = better.map(
    ([address, one]) =>
      `${differenceLine(one, options)}${address === '' || one.subject === 'page' ? '' : `\n      on ${address}`}`,
  );
  const newPages = others.filter(({ differences }) =>
    differences.some(({ subject, kind }) => subject === 'page' && kind === 'new'),
  );
  const named = newPages.slice(0, BETTER).map(({ address }) => address);
  return [
    ...(newPages.length === 0
      ? []
      : [
          `  ${numbered(newPages.length, 'page')}: ${named.join(', ')}${newPages.length > BETTER ? ', …' : ''}`,
        ]),
    ...(mended.length === 0 ? [] : [`  Mends change ${mended.join(', ')}; MENDS.md says what they are.`]),
    ...(lines.length === 0
      ? []
      : cut(
          lines.filter((line) => !line.includes('page is new')),
          BETTER,
          'of this kind',
          options,
        )),
  ];
}

/** One difference in a line: what it is, what both sites have, and the heading that it stands under. */
function differenceLine(difference: Difference, { style }: TextReportOptions): string {
  const { subject, what, isMended, section: under } = difference;
  const mark = isMended ? '~' : isLoss(difference) ? '!' : '+';
  const place = under === undefined ? '' : `  (under “${shortened(under, 40)}”)`;
  return `  ${mark} ${subjectName(subject)} ${what}: ${contentText(difference, style)}${place}`;
}

function contentText(
  { subject, old, new: young, segments }: Difference,
  style: TextReportOptions['style'],
): string {
  const lost = (text: string): string => style('lost', `[-${shortened(oneLine(text), LONGEST)}-]`);
  const added = (text: string): string => style('new', `{+${shortened(oneLine(text), LONGEST)}+}`);
  if ((subject === 'text' || subject === 'code') && segments !== undefined) {
    let before = '';
    return segments
      .map(({ kind, text }) => {
        const gap = gapBetween(before, text);
        before = text;
        if (kind === 'same') return `${gap}${shortened(oneLine(text), LONGEST)}`;
        return gap + (kind === 'lost' ? lost(text) : added(text));
      })
      .join('');
  }
  if (old !== undefined && young !== undefined && old === young) return shortened(oneLine(old), LONGEST);
  return [...(old === undefined ? [] : [lost(old)]), ...(young === undefined ? [] : [added(young)])].join(
    ' ',
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
