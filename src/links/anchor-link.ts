import { editDistance } from '../diagnostics/index.js';
import type { Reference } from '../markdown/types.js';
import { type Fault, linkFault } from './fault.js';
import type { LinkContext } from './link-context.js';
import { decodePath } from './url-path.js';

/**
 * What is wrong with the fragment of a link to the page `output`: the page must have the id, spelt with the same
 * letters (HTML Standard, "Scrolling to a fragment"). Fragments that pages read by script (`#/week/3`, `#page=2`)
 * and those of files that are no pages are not looked at.
 */
export function anchorFault(
  { url }: Reference,
  fragment: string,
  output: string,
  { ids }: LinkContext,
): Fault | undefined {
  const encoded = fragment.replace(/:~:.*$/s, '');
  const wanted = decodePath(encoded);
  const known = ids.get(output);
  if (known === undefined || wanted === '' || /^top$/i.test(wanted) || /^[!/]|=/.test(wanted))
    return undefined;
  if (known.has(encoded) || known.has(wanted)) return undefined;
  return linkFault('warning', 'anchor-missing', `The page has no heading or anchor "#${wanted}".`, {
    text: url,
    hint: anchorHint(wanted, output, known, ids),
  });
}

function anchorHint(
  wanted: string,
  output: string,
  known: ReadonlySet<string>,
  ids: LinkContext['ids'],
): string {
  const nearest = nearestId(wanted, known);
  if (nearest !== undefined) return `Did you mean #${nearest}?`;
  const elsewhere = [...ids]
    .filter(([page, set]) => page !== output && set.has(wanted))
    .map(([page]) => page);
  const [page] = elsewhere;
  if (page !== undefined && elsewhere.length === 1) return `The page ${page} has it.`;
  return 'Correct the link, or give the place it leads to an id.';
}

/** The id that is the same but for letter case and signs, else the one that differs in the fewest letters. */
function nearestId(wanted: string, known: ReadonlySet<string>): string | undefined {
  const bare = bareId(wanted);
  let found: string | undefined;
  let least = Math.min(5, Math.floor(bare.length / 4));
  for (const id of known) {
    const other = bareId(id);
    if (other === bare && bare !== '') return id;
    const distance = editDistance(bare, other, least);
    if (distance <= least && distance > 0) {
      found = id;
      least = distance - 1;
    }
  }
  return found;
}

function bareId(id: string): string {
  return id
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
