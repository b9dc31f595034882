import { textFingerprint } from '../../cache/index.js';
import {
  createTypesetter,
  type MathLinkOptions,
  mathLinks,
  type PageMath,
  type PlacedFormula,
  placeFormulas,
  type TypesetPage,
  type TypesetterOptions,
  withOwnParts,
} from '../../math/index.js';
import { elementIds } from './element-ids.js';
import { withFormulaHeights } from './formula-heights.js';
import { linkMath } from './link-math.js';
import { type OwnReferences, showOwnReferences } from './page-references.js';
import { rootOf, withRelativeUrls } from './relative-urls.js';
import { withSecurityPolicy } from './security-policy.js';

/** What finishing pages takes, shared by all pages of a site. Plain data, as another thread may be told of it. */
export interface FinishOptions {
  readonly typesetter: TypesetterOptions;
  /** What a page links for its formulas. */
  readonly links: MathLinkOptions;
  readonly baseurl: string;
  /** Where lectern's own theme is in use. */
  readonly ownTheme?: {
    /** The paths in the site of the scripts that come with it. */
    readonly scripts: readonly string[];
  };
}

/** What a page is finished with. Plain data. */
export interface UnfinishedPage extends PageMath {
  /** Its file in the site. */
  readonly outputPath: string;
  /** Where its text has references: what those to its own equations are shown by. */
  readonly references?: OwnReferences | undefined;
}

/** A page as it is published. Plain data. */
export interface FinishedPage extends Omit<TypesetPage, 'html' | 'typeset'> {
  /** Its text in UTF-8, and the fingerprint of that. */
  readonly output: Uint8Array<ArrayBuffer>;
  readonly outputHash: string;
  /** The ids of its elements: where links to a part of it can lead. */
  readonly ids: readonly string[];
  /** Where its text has its formulas. */
  readonly placedFormulas: readonly PlacedFormula[];
  /** Marks of references that other pages decide. */
  readonly marks: readonly string[];
}

/** The script of lectern's own theme, which shows equations beside references as it shows anything else. */
const OWN_SCRIPT = 'assets/lectern.js';

/** Finishes a page whose formulas are still marks. */
export type PageFinisher = (html: string, page: UnfinishedPage) => FinishedPage;

/**
 * Makes a finisher: it typesets formulas, which takes the place of MathJax in the reader's browser, and links what they
 * need. What two pages have in common is typeset once. Pages of lectern's own theme lead to others from wherever they lie, their
 * policy knows their scripts, and their style sheet how high formulas are.
 */
export function createPageFinisher({ typesetter, links, baseurl, ownTheme }: FinishOptions): PageFinisher {
  const { typesetPage } = createTypesetter(typesetter);
  const encoder = new TextEncoder();
  const ownScripts = new Set(ownTheme?.scripts);
  return (text, page) => {
    const root = ownTheme === undefined ? `${baseurl}/` : rootOf(text, page.outputPath, baseurl);
    const placed = ownTheme === undefined ? text : withRelativeUrls(text, baseurl, root);
    const { html: marked, typeset: formulas, ...made } = typesetPage(placed, page);
    const hasPreviews = ownTheme !== undefined && placed.includes(`src="${root}${OWN_SCRIPT}"`);
    const typeset = hasPreviews ? { ...made, use: { ...made.use, refers: false } } : made;
    const { html, marks } = showOwnReferences(withOwnParts(marked), typeset.equations, page.references);
    const linksOfMath = typeset.formulaCount === 0 ? [] : mathLinks(typeset.use, links);
    const sized = ownTheme === undefined || typeset.formulaCount === 0 ? html : withFormulaHeights(html);
    const linked = typeset.formulaCount === 0 ? html : linkMath(sized, linksOfMath, root);
    const isOwn = (src: string): boolean =>
      src.startsWith(root) &&
      (ownScripts.has(src.slice(root.length)) || linksOfMath.some(({ path }) => src === root + path));
    const published = ownTheme === undefined ? linked : withSecurityPolicy(linked, isOwn);
    const output = encoder.encode(published);
    const ids = [...new Set([...elementIds(text), ...typeset.ids])];
    return {
      ...typeset,
      placedFormulas: placeFormulas(formulas, published),
      marks,
      output,
      outputHash: textFingerprint(output),
      ids,
    };
  };
}
