import { isLoss, type PageComparison, type SiteComparison } from '../comparison/compare-sites.js';
import { type Difference, SUBJECTS, type Subject } from '../difference/difference.js';

/** What things are called, one and several of them. */
export const SUBJECT_NAMES: Readonly<Record<Subject, readonly [one: string, several: string]>> = {
  page: ['page', 'pages'],
  title: ['page title', 'page titles'],
  heading: ['heading', 'headings'],
  link: ['link', 'links'],
  figure: ['figure', 'figures'],
  formula: ['formula', 'formulas'],
  code: ['code block', 'code blocks'],
  text: ['word', 'words'],
  structure: ['row or item', 'rows and items'],
  file: ['other file', 'other files'],
};

/** A number with its digits in groups, as in 12,345. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function numbered(number: number, subject: Subject): string {
  return `${grouped(number)} ${SUBJECT_NAMES[subject][number === 1 ? 0 : 1]}`;
}

/** What a difference is called where it is told by itself. */
export function subjectName(subject: Subject): string {
  return subject === 'text' ? 'text' : subject === 'structure' ? 'structure' : SUBJECT_NAMES[subject][0];
}

/** Whether a move is safe, in one sentence. */
export function verdictText(comparison: SiteComparison): string {
  const { old, new: young, pages, repeated, compared, hasLoss, files } = comparison;
  const all = pages.length + repeated.length + files.length;
  const empty = [old, young].find(({ pages: count, redirects }) => count + redirects === 0);
  if (empty !== undefined)
    return `There is no page in ${empty.name}: name the folder of a built site, such as _site or docs.`;
  if (compared === 0) return `${old.name} and ${young.name} have no page in common.`;
  if (all === 0) return `Nothing differs: ${young.name} shows all that ${old.name} does, on ${of(compared)}.`;
  if (!hasLoss) {
    const by = isMendedOnly(comparison)
      ? 'but for what mends put right'
      : 'and what differs is new or better';
    return `Nothing is lost: ${young.name} has all that ${old.name} shows, on ${of(compared)}, ${by}.`;
  }
  const losing = pages.filter(({ differences }) => differences.some(isLoss)).length;
  const where = losing > 0 ? ` on ${grouped(losing)} of ${of(old.pages)}` : '';
  const everywhere = repeated.filter(({ difference }) => isLoss(difference)).length;
  const also =
    everywhere === 0
      ? ''
      : `${where === '' ? '' : ', and'} in ${count(everywhere, 'place')} that many pages share`;
  return `Something is lost or reads otherwise in ${young.name}${where}${also}: ${lossList(comparison)}.`;
}

function of(pages: number): string {
  return numbered(pages, 'page');
}

export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function isMendedOnly({ pages, repeated }: SiteComparison): boolean {
  return (
    pages.every(({ differences }) => differences.every(({ isMended }) => isMended)) &&
    repeated.every(({ difference }) => difference.isMended)
  );
}

/** How much is lost or changed, of each kind. */
function lossList({ pages, repeated, files }: SiteComparison): string {
  const amounts = new Map<Subject, number>();
  const all = [
    ...pages.flatMap(({ differences }) => differences),
    ...repeated.map(({ difference }) => difference),
    ...files,
  ];
  for (const difference of all) {
    if (!isLoss(difference)) continue;
    amounts.set(difference.subject, (amounts.get(difference.subject) ?? 0) + difference.amount);
  }
  const parts = SUBJECTS.flatMap((subject) => {
    const amount = amounts.get(subject) ?? 0;
    return amount === 0 ? [] : [numbered(amount, subject)];
  });
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

/** The differences of a page, those that lose something first, the gravest of a kind before others. */
export function inOrder(differences: readonly Difference[]): Difference[] {
  const rank = (one: Difference): number => (isLoss(one) ? 0 : one.isMended ? 2 : 1);
  return [...differences].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      SUBJECTS.indexOf(a.subject) - SUBJECTS.indexOf(b.subject) ||
      (a.subject === 'text' ? b.amount - a.amount : 0) ||
      a.block - b.block,
  );
}

/** Pages on which readers lack something, and others that differ. */
export function byLoss(pages: readonly PageComparison[]): {
  readonly losing: readonly PageComparison[];
  readonly others: readonly PageComparison[];
} {
  const loses = ({ differences }: PageComparison): boolean => differences.some(isLoss);
  return { losing: pages.filter(loses), others: pages.filter((page) => !loses(page)) };
}

/** What a reader of a report can do to know more; absent where there is nothing. */
export function adviceText({ tellsMends, hasLoss }: SiteComparison): string | undefined {
  if (tellsMends || !hasLoss) return undefined;
  return 'With --source COURSE, naming the course that the new site is made of, lectern also tells which differences are its mends.';
}

/** Before these no space stands, and behind those. */
const CLOSING = /^[\s,.;:!?)\]}’”、。，．：；！？）」』]/;
const OPENING = /[\s([{‘“（「『]$/;
/** Chinese and Japanese have no spaces between their letters. */
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff]/;

/** What stands between two parts of a text that were cut out of it: a space, or nothing. */
export function gapBetween(before: string, after: string): string {
  if (before === '' || after === '' || CLOSING.test(after) || OPENING.test(before)) return '';
  return UNSPACED.test(before.slice(-1)) && UNSPACED.test(after.charAt(0)) ? '' : ' ';
}
