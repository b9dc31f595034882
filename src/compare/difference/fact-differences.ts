import { codeDifferences } from './code-differences.js';
import type { Difference } from './difference.js';
import type { FactComparison } from './fact-comparison.js';
import { figureDifferences } from './figure-differences.js';
import { formulaDifferences } from './formula-differences.js';
import { headingDifferences } from './heading-differences.js';
import { linkDifferences } from './link-differences.js';
import { structureDifferences } from './structure-differences.js';

/** All that is different between two pages but their texts. */
export function factDifferences(comparison: FactComparison): Difference[] {
  return [
    ...headingDifferences(comparison),
    ...linkDifferences(comparison),
    ...figureDifferences(comparison),
    ...formulaDifferences(comparison),
    ...codeDifferences(comparison),
    ...structureDifferences(comparison),
  ];
}
