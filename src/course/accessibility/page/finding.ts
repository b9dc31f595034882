import type { Severity } from '../../../diagnostics/index.js';
import type { PageElement, PageTree } from './page-tree.js';

/** What a check finds of an element, told where its tag was written. */
export interface Finding {
  readonly severity: Severity;
  readonly code: string;
  readonly element: PageElement;
  readonly message: string;
  readonly text?: string;
  readonly hint: string;
}

/** A page that is checked. */
export interface CheckedPage {
  readonly tree: PageTree;
  /** Whether the page's own text has the element, rather than a layout. */
  readonly isOwn: (element: PageElement) => boolean;
  /** Whether lectern's own theme is around it, whose colours and sizes are known. */
  readonly ownTheme: boolean;
}

/** Looks for one kind of barrier. */
export type Check = (page: CheckedPage) => readonly Finding[];

/** Text as it is shown in a finding, with dots in the place of formulas and of what is long. */
export function shortened(text: string): string {
  const flat = text
    .replace(/[\uFDD0-\uFDEF]+(?:\d+[\uFDD0-\uFDEF]+)*/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
  return flat.length > 60 ? `${flat.slice(0, 59)}…` : flat;
}
