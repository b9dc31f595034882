import { fingerprint } from '../../cache/index.js';
import type { MappedText } from '../../diagnostics/index.js';
import type { MathJaxReading } from '../../math/index.js';
import type { Page } from '../../site/index.js';
import { mapped } from '../incremental/index.js';
import type { MathTexts } from './math-texts.js';

/**
 * What the layouts of pages say to MathJax: one reading, the same object, for all equal texts. `read` reads a text that is
 * new, whose fingerprint is its second argument.
 */
export function createMathReadings(
  textOf: MathTexts,
  read: (text: MappedText, key: string) => MathJaxReading,
): (page: Page) => MathJaxReading {
  const ofPages = new Map<Page, MathJaxReading>();
  const ofTexts = new Map<MappedText, MathJaxReading>();
  const byKey = new Map<string, MathJaxReading>();
  const ofText = (text: MappedText): MathJaxReading => {
    const seen = ofTexts.get(text);
    if (seen !== undefined) return seen;
    const key = fingerprint(mapped(text));
    const known = byKey.get(key) ?? read(text, key);
    byKey.set(key, known);
    ofTexts.set(text, known);
    return known;
  };
  return (page) => {
    const known = ofPages.get(page) ?? ofText(textOf(page));
    ofPages.set(page, known);
    return known;
  };
}
