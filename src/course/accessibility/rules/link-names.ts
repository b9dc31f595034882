import { accessibleName } from '../page/accessible-name.js';
import { type CheckedPage, type Finding, shortened } from '../page/finding.js';
import { attribute, type PageElement, within } from '../page/page-tree.js';
import { saysNothing } from './link-words.js';

/** A bare address that is longer than this is tedious to be read out. */
const LONG_URL = 40;

/** Links that a screen reader cannot tell, or tells in vain (WCAG 2.2, 2.4.4 and 4.1.2). */
export function linkNames({ tree, isOwn }: CheckedPage): readonly Finding[] {
  const links = tree.elements.filter(
    (element) => element.name === 'a' && attribute(element, 'href') !== undefined,
  );
  const found: Finding[] = [];
  const leading = new Map<string, { readonly element: PageElement; readonly href: string }>();
  const told = new Set<string>();
  for (const element of links) {
    const name = accessibleName(element, tree);
    const href = (attribute(element, 'href') ?? '').trim();
    if (name === '') {
      const pictures = [...within(element)].filter((one) => one.name === 'img');
      // Of a picture without any alternative text that is said already.
      if (pictures.some((one) => attribute(one, 'alt') === undefined)) continue;
      found.push(nameless(element, href, pictures.length > 0));
    } else if (saysNothing(name)) found.push(vague(element, name));
    else if (isBareUrl(name)) found.push(bareUrl(element, name));
    else if (isOwn(element) && isTold(element, name)) {
      const key = name.toLowerCase();
      const before = leading.get(key);
      const to = placeLedTo(href);
      if (before === undefined) leading.set(key, { element, href: to });
      else if (before.href !== to && !told.has(key)) {
        told.add(key);
        found.push(ambiguous(element, name));
      }
    }
  }
  return found;
}

/** Where a link leads: parts of another page are one place, those of this page are places of their own. */
function placeLedTo(href: string): string {
  const page = href.replace(/#.*$/s, '').replace(/^https?:/i, '');
  return page === '' ? href : page.replace(/\/(?:index\.(?:html?|md))?$/, '');
}

/** Whether it is a link of the text: neither one to a footnote, nor one that a screen reader tells by its role. */
function isTold(element: PageElement, name: string): boolean {
  const classes = attribute(element, 'class') ?? '';
  return (
    !/footnote|self-link|reference/.test(classes) &&
    attribute(element, 'role') === undefined &&
    /\p{L}{2}|\p{Script=Han}/u.test(name)
  );
}

function nameless(element: PageElement, href: string, hasPicture: boolean): Finding {
  return {
    severity: 'warning',
    code: 'access-link-name',
    element,
    message: hasPicture
      ? 'All that this link shows is a picture whose alternative text is empty, so that nothing says where it leads.'
      : 'This link has no text, so that nothing says where it leads.',
    text: href,
    hint: hasPicture
      ? "Say in the picture's alt where the link leads."
      : 'Write where it leads, or remove it.',
  };
}

function vague(element: PageElement, name: string): Finding {
  return {
    severity: 'warning',
    code: 'access-link-text',
    element,
    message: `The link's text "${shortened(name)}" does not say where it leads.`,
    text: shortened(name),
    hint: 'Link the words that name what is there: [the notes of week 3](…).',
  };
}

function isBareUrl(name: string): boolean {
  return name.length > LONG_URL && /^(?:https?:\/\/|www\.)\S+$/i.test(name);
}

function bareUrl(element: PageElement, name: string): Finding {
  return {
    severity: 'info',
    code: 'access-link-text',
    element,
    message: 'The text of this link is a long address, which a screen reader reads out sign by sign.',
    text: shortened(name),
    hint: 'Give it a text: [what is there](https://…).',
  };
}

function ambiguous(element: PageElement, name: string): Finding {
  return {
    severity: 'info',
    code: 'access-link-same',
    element,
    message: `Another link on this page has the text "${shortened(name)}", too, and leads elsewhere.`,
    text: shortened(name),
    hint: 'Say in each what it leads to, as a list of links shows nothing around them.',
  };
}
