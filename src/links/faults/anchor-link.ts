import type { Reference } from '../../markdown/index.js';
import { decodePath } from '../urls/url-path.js';
import { type Fault, linkFault } from './fault.js';
import type { LinkContext } from './link-context.js';

/**
 * What is wrong with the fragment of a link to the page `output`: the page must have the id, spelt with the same
 * letters (HTML Standard, "Scrolling to a fragment"). Fragments that pages read by script (`#/week/3`, `#page=2`)
 * and those of files that are no pages are not looked at.
 */
export function anchorFault(
  { url }: Reference,
  fragment: string,
  output: string,
  { ids, nearIds }: LinkContext,
): Fault | undefined {
  const encoded = fragment.replace(/:~:.*$/s, '');
  const wanted = decodePath(encoded);
  const known = ids.get(output);
  if (known === undefined || wanted === '' || /^top$/i.test(wanted) || /^[!/]|=/.test(wanted))
    return undefined;
  if (known.has(encoded) || known.has(wanted)) return undefined;
  return linkFault('warning', 'anchor-missing', `The page has no heading or anchor "#${wanted}".`, {
    text: url,
    hint: anchorHint(wanted, output, nearIds),
  });
}

function anchorHint(wanted: string, output: string, { nearest, onlyPage }: LinkContext['nearIds']): string {
  const near = nearest(output, wanted);
  if (near !== undefined) return `Did you mean #${near}?`;
  const page = onlyPage(wanted);
  if (page !== undefined) return `The page ${page} has it.`;
  return 'Correct the link, or give the place it leads to an id.';
}
