import { escapeText } from '../../math/index.js';
import { isLoss, type PageComparison, type SiteComparison } from '../comparison/compare-sites.js';
import type { RepeatedDifference } from '../comparison/fold-differences.js';
import { type Difference, SUBJECTS } from '../difference/difference.js';
import { REPORT_STYLE } from './report-style.js';
import { tallyColumns } from './text-report.js';
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

/** How much one report shows: pages, differences of a page, and differences in all. */
const MOST_PAGES = 400;
const MOST_OF_PAGE = 100;
const MOST = 4000;
/** How many pages are open at first. */
const OPEN = 2;

/**
 * A comparison as one page that needs nothing else: no other file, host or script. Both sites stand side by side, with
 * what differs marked; the gravest page comes first.
 */
export function htmlReport(comparison: SiteComparison): string {
  const { old, new: young, hasLoss, pages, repeated, files } = comparison;
  const { losing, others } = byLoss(pages);
  const budget = { left: MOST };
  const advice = adviceText(comparison);
  const title = `${old.name} → ${young.name}`;
  const lostFiles = files.filter(isLoss);
  const newFiles = files.filter((file) => !isLoss(file));
  const unread = [
    ...old.unread.map((file) => `${old.name}: ${file}`),
    ...young.unread.map((file) => `${young.name}: ${file}`),
  ];
  const body = [
    `<h1>${escapeText(old.name)} <span>compared with</span> ${escapeText(young.name)}</h1>`,
    `<p class="verdict ${hasLoss ? 'bad' : 'good'}">${escapeText(verdictText(comparison))}</p>`,
    table(comparison),
    ...(advice === undefined ? [] : [`<p class="soft">${escapeText(advice)}</p>`]),
    ...(unread.length === 0 ? [] : [`<h2>Not compared</h2><p>Too large or unreadable:</p>${list(unread)}`]),
    ...repeatedPart(repeated, budget),
    ...pagesPart('Pages that lose something, the worst first', losing, budget, OPEN),
    ...(lostFiles.length === 0
      ? []
      : [`<h2>Files that are missing</h2>${list(lostFiles.map((file) => file.old ?? ''))}`]),
    ...pagesPart('What is new, better or mended', others, budget, 0),
    ...(newFiles.length === 0
      ? []
      : [`<h2>Files that are new</h2>${list(newFiles.map((file) => file.new ?? ''))}`]),
  ];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeText(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
${body.join('\n')}
</main>
</body>
</html>
`;
}

function table(comparison: SiteComparison): string {
  const columns = tallyColumns(comparison);
  const head = columns.map(([name, title]) => `<th scope="col" class="of-${name}">${title}</th>`).join('');
  const rows = SUBJECTS.map((subject) => {
    const cells = columns.map(([name]) => {
      const number = comparison.tallies[subject][name];
      return `<td class="of-${name} ${number === 0 ? 'zero' : name}">${grouped(number)}</td>`;
    });
    return `<tr><th scope="row">${SUBJECT_NAMES[subject][1]}</th>${cells.join('')}</tr>`;
  });
  return `<div class="table"><table><thead><tr><th></th>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** How many names a list shows. */
const LONGEST_LIST = 200;

function list(items: readonly string[]): string {
  const shown = items.slice(0, LONGEST_LIST).map((item) => `<li>${escapeText(item)}</li>`);
  const rest = items.length - shown.length;
  return `<ul class="plain">${shown.join('')}${rest > 0 ? `<li class="soft">and ${grouped(rest)} more</li>` : ''}</ul>`;
}

interface Budget {
  left: number;
}

function repeatedPart(repeated: readonly RepeatedDifference[], budget: Budget): string[] {
  if (repeated.length === 0) return [];
  const first = [...repeated].sort(
    (a, b) => Number(isLoss(b.difference)) - Number(isLoss(a.difference)) || b.pages - a.pages,
  );
  const shown = first.slice(0, MOST_OF_PAGE).map(({ difference, pages, examples }) => {
    budget.left--;
    const where = `on ${numbered(pages, 'page')}: ${examples.join(', ')}${pages > examples.length ? ', …' : ''}`;
    return differencePart(difference, where);
  });
  const rest = repeated.length - shown.length;
  return [
    '<h2>On many pages, told once</h2>',
    `<details${repeated.some(({ difference }) => isLoss(difference)) ? ' open' : ''}><summary><b>On up to ${numbered(Math.max(...repeated.map(({ pages }) => pages)), 'page')}</b>${chips(repeated.map(({ difference }) => difference))}</summary>${shown.join('')}${more(rest)}</details>`,
  ];
}

function pagesPart(title: string, pages: readonly PageComparison[], budget: Budget, open: number): string[] {
  if (pages.length === 0) return [];
  const parts: string[] = [];
  for (const [index, page] of pages.slice(0, MOST_PAGES).entries()) {
    if (budget.left <= 0) break;
    parts.push(pagePart(page, budget, index < open));
  }
  const rest = pages.length - parts.length;
  return [
    `<h2>${title} <span class="soft">(${grouped(pages.length)})</span></h2>`,
    ...parts,
    ...(rest > 0 ? [`<p class="soft">And ${numbered(rest, 'page')} more, which --format json has.</p>`] : []),
  ];
}

function pagePart(
  { address, oldAddress, source, differences }: PageComparison,
  budget: Budget,
  isOpen: boolean,
): string {
  const shown = inOrder(differences).slice(0, Math.min(MOST_OF_PAGE, budget.left));
  budget.left -= shown.length;
  const facts = [
    ...(oldAddress === undefined ? [] : [`before at ${oldAddress}`]),
    ...(source === undefined ? [] : [source]),
  ];
  const about = facts.length === 0 ? '' : `<span class="soft">${escapeText(facts.join(', '))}</span>`;
  return `<details${isOpen ? ' open' : ''}><summary><b>${escapeText(address)}</b>${about}${chips(differences)}</summary>${shown
    .map((difference) => differencePart(difference))
    .join('')}${more(differences.length - shown.length)}</details>`;
}

function more(rest: number): string {
  return rest > 0 ? `<p class="difference soft">And ${grouped(rest)} more.</p>` : '';
}

function chips(differences: readonly Difference[]): string {
  const groups = { lost: 0, better: 0, mended: 0 };
  for (const difference of differences) groups[groupOf(difference)]++;
  const names = { lost: 'lost or changed', better: 'new or better', mended: 'mended' };
  return (['lost', 'better', 'mended'] as const)
    .flatMap((group) =>
      groups[group] === 0
        ? []
        : [`<span class="chip ${group}">${grouped(groups[group])} ${names[group]}</span>`],
    )
    .join('');
}

function groupOf(difference: Difference): 'lost' | 'better' | 'mended' {
  return difference.isMended ? 'mended' : isLoss(difference) ? 'lost' : 'better';
}

function differencePart(difference: Difference, where?: string): string {
  const { subject, what, section } = difference;
  const group = groupOf(difference);
  const under = section === undefined ? '' : `<span class="soft">under “${escapeText(section)}”</span>`;
  const place = where === undefined ? under : `<span class="soft">${escapeText(where)}</span>`;
  const mend = group === 'mended' ? '<span class="chip mended">a mend</span>' : '';
  const name = subjectName(subject);
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)} ${what}`;
  return `<div class="difference ${group === 'lost' ? 'loss' : group}"><h3><span class="what">${escapeText(title)}</span>${mend}${place}</h3>${sides(difference)}</div>`;
}

/** What both sites have, side by side. */
function sides(difference: Difference): string {
  const { subject, old, new: young, segments } = difference;
  if (subject === 'page') return '';
  const isCode = subject === 'code' || subject === 'formula';
  const mono = isCode ? ' code' : '';
  if (segments !== undefined && (subject === 'text' || subject === 'code')) {
    const side = (own: 'lost' | 'new'): string => {
      let before = '';
      return segments
        .flatMap(({ kind, text }) => {
          if (kind !== 'same' && kind !== own) return [];
          const gap = subject !== 'code' ? gapBetween(before, text) : before === '' ? '' : '\n';
          before = text;
          const shown = escapeText(text);
          return [
            gap,
            kind === 'same' ? shown : own === 'lost' ? `<del>${shown}</del>` : `<ins>${shown}</ins>`,
          ];
        })
        .join('');
    };
    return pair(side('lost') || NOTHING, side('new') || NOTHING, mono);
  }
  const isAlike = old !== undefined && old === young;
  const before = old === undefined ? NOTHING : isAlike ? escapeText(old) : `<del>${escapeText(old)}</del>`;
  const after =
    young === undefined ? NOTHING : isAlike ? escapeText(young) : `<ins>${escapeText(young)}</ins>`;
  const [context] = segments ?? [];
  const around = context === undefined ? '' : `<p class="soft">${escapeText(context.text)}</p>`;
  return `${pair(before, after, mono)}${around}`;
}

const NOTHING = '<span class="none">nothing</span>';

function pair(before: string, after: string, mono: string): string {
  return `<div class="sides"><div class="side${mono}"><span class="name">old</span>${before}</div><div class="side${mono}"><span class="name">new</span>${after}</div></div>`;
}
