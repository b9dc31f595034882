import { isNumeric, numberOf } from '../../liquid/index.js';
import type { CollectionConfig } from '../config/site-config.js';
import { isTruthy } from '../data/data-value.js';

import { compareBytes } from '../files/file-name.js';
import type { BuiltDocument } from './build-document.js';

/** Puts a collection's documents into Jekyll's order: by `order`, by `sort_by`, or by date and path (`sort_docs!`). */
export function orderDocuments(
  documents: readonly BuiltDocument[],
  relativeDirectory: string,
  { order, sortBy }: Pick<CollectionConfig, 'order' | 'sortBy'>,
): BuiltDocument[] {
  const sorted = [...documents].sort(compareDocuments);
  if (order !== null) {
    const wanted = new Map(order.map((path, index) => [`${relativeDirectory}/${path}`, index]));
    const place = ({ page }: BuiltDocument) => wanted.get(page.relativePath) ?? wanted.size;
    return sorted.sort((a, b) => place(a) - place(b));
  }
  if (sortBy === null) return sorted;
  return sorted.sort((a, b) => compareValues(a.page.data[sortBy], b.page.data[sortBy]));
}

/** `Document#<=>`. */
export function compareDocuments(a: BuiltDocument, b: BuiltDocument): number {
  const byDate = a.sortDate === null || b.sortDate === null ? 0 : a.sortDate.getTime() - b.sortDate.getTime();
  return byDate || compareBytes(a.page.file.absolute, b.page.file.absolute);
}

/** Ruby's `<=>` of two front matter values: 0 for what cannot be compared; documents without a value come last. */
function compareValues(a: unknown, b: unknown): number {
  const [hasA, hasB] = [isTruthy(a) || a === false, isTruthy(b) || b === false];
  if (!hasA || !hasB) return Number(hasB) - Number(hasA);
  if (isNumeric(a) && isNumeric(b)) return numberOf(a) - numberOf(b);
  if (typeof a === 'string' && typeof b === 'string') return compareBytes(a, b);
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  return 0;
}
