import { textFingerprint } from '../../cache/index.js';
import {
  createTypesetter,
  type MathLinkOptions,
  mathLinks,
  type PageMath,
  type TypesetPage,
  type TypesetterOptions,
  withOwnParts,
} from '../../math/index.js';
import { elementIds } from './element-ids.js';
import { linkMath } from './link-math.js';
import { type OwnReferences, showOwnReferences } from './page-references.js';

/** What finishing pages takes, shared by all pages of a site. Plain data, as another thread may be told of it. */
export interface FinishOptions {
  readonly typesetter: TypesetterOptions;
  /** What a page links for its formulas. */
  readonly links: MathLinkOptions;
  readonly baseurl: string;
}

/** What a page is finished with. Plain data. */
export interface UnfinishedPage extends PageMath {
  /** Where its text has references: what those to its own equations are shown by. */
  readonly references?: OwnReferences | undefined;
}

/** A page as it is published. Plain data. */
export interface FinishedPage extends Omit<TypesetPage, 'html'> {
  /** Its text in UTF-8, and the fingerprint of that. */
  readonly output: Uint8Array<ArrayBuffer>;
  readonly outputHash: string;
  /** The ids of its elements: where links to a part of it can lead. */
  readonly ids: readonly string[];
  /** Marks of references that other pages decide. */
  readonly marks: readonly string[];
}

/** Finishes a page whose formulas are still marks. */
export type PageFinisher = (html: string, page: UnfinishedPage) => FinishedPage;

/**
 * Makes a finisher: it typesets formulas, which takes the place of MathJax in the reader's browser, and links what they
 * need. What two pages have in common is typeset once.
 */
export function createPageFinisher({ typesetter, links, baseurl }: FinishOptions): PageFinisher {
  const { typesetPage } = createTypesetter(typesetter);
  const encoder = new TextEncoder();
  return (text, page) => {
    const { html: marked, ...typeset } = typesetPage(text, page);
    const { html, marks } = showOwnReferences(withOwnParts(marked), typeset.equations, page.references);
    const linked = typeset.formulaCount === 0 ? html : linkMath(html, mathLinks(typeset.use, links), baseurl);
    const output = encoder.encode(linked);
    const ids = [...new Set([...elementIds(text), ...typeset.ids])];
    return { ...typeset, marks, output, outputHash: textFingerprint(output), ids };
  };
}
