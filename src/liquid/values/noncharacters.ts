import { escapePattern } from '../../diagnostics/index.js';

/**
 * Unicode's noncharacters from U+FDD0 to U+FDEF, which no text of an author holds: those who give texts to templates and
 * take their output mark with them what they must find again, such as formulas. To a template they are not there, but for
 * U+FDD2, which is a dollar that stays one.
 */
const UNSEEN = /[\uFDD0\uFDD1\uFDD3-\uFDEF]/g;
const ANY_MARK = /[\uFDD0-\uFDEF]/;
const DOLLAR = '\uFDD2';

/** A text as a template sees it. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, '').replaceAll(DOLLAR, '$');
}

/** The characters of a text, each together with the unseen ones before it; the last with those behind it, too. */
export function visibleCharacters(text: string): string[] {
  const characters = text.match(/[\uFDD0\uFDD1\uFDD3-\uFDEF]*[^\uFDD0\uFDD1\uFDD3-\uFDEF]/gsu) ?? [];
  const rest = /[\uFDD0\uFDD1\uFDD3-\uFDEF]*$/.exec(text)?.[0] ?? '';
  const last = characters.pop();
  return last === undefined ? [] : [...characters, last + rest];
}

/** What finds a text in another, also where unseen characters stand between its own. */
export function searchPattern(wanted: string, within: string): string | RegExp {
  if (within.search(ANY_MARK) < 0) return wanted;
  const characters = Array.from(visibleText(wanted), (one) =>
    one === '$' ? `[$${DOLLAR}]` : escapePattern(one),
  );
  return new RegExp(characters.join('[\uFDD0\uFDD1\uFDD3-\uFDEF]*'), 'u');
}
