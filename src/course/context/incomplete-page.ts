import type { ComposeNotes } from './rendered-page.js';

/** Whether other pages decide something of a page. */
export function isIncomplete({
  marks,
  missingLabels,
  isTermed,
}: Pick<ComposeNotes, 'marks' | 'missingLabels' | 'isTermed'>): boolean {
  return marks.length > 0 || missingLabels.length > 0 || isTermed;
}
