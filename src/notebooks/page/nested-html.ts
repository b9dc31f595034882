/** As deeply elements may be nested: what reads and writes a tree calls itself for each of them. */
const DEEPEST = 200;
/** An element for fonts that is not closed is opened again in every block behind it, so it counts for so many. */
const FONT_WEIGHT = 8;

/** Elements without content, and those that the next of their kind closes, whose nesting is that of what is around them. */
const FLAT: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot caption colgroup option optgroup rb rp rt rtc'.split(
    ' ',
  ),
);
const FONTS: ReadonlySet<string> = new Set(
  'a b big code em font i nobr s small strike strong tt u'.split(' '),
);

/** A tag; or what has no tags in it. */
const TAG =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|textarea|title)\b[\s\S]*?(?:<\/\1|$)|<(\/)?([a-z][^\s/<>]*)/gi;

/** HTML up to where more elements are open in each other than any page has. */
export function withinDepth(html: string): string {
  const open: string[] = [];
  let depth = 0;
  for (const { 2: slash, 3: tag, index } of html.matchAll(TAG)) {
    const name = tag?.toLowerCase();
    if (name === undefined || FLAT.has(name)) continue;
    const weight = FONTS.has(name) ? FONT_WEIGHT : 1;
    if (slash === undefined) {
      if (depth + weight > DEEPEST) return html.slice(0, index);
      open.push(name);
      depth += weight;
    } else {
      const at = open.lastIndexOf(name);
      if (at < 0) continue;
      open.splice(at, 1);
      depth -= weight;
    }
  }
  return html;
}
