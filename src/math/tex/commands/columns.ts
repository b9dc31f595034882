/**
 * The column specification of an `array` in KaTeX's terms: `l`, `c`, `r`, `|` and `:`. What LaTeX's array package
 * knows beyond that is resolved (`*{3}{c}`), brought to its nearest kin (`p{3cm}` is `l`) or left out (`@{…}`).
 */
export function columnSpecification(written: string): string {
  const plain = withoutRepetition(written.replace(/\s+/g, ''));
  let columns = '';
  for (let i = 0; i < plain.length; i++) {
    const c = plain.charAt(i);
    if ('lcr|:'.includes(c)) columns += c;
    else if ('pmbX'.includes(c)) columns += 'l';
    if ('@!><pmb'.includes(c)) i = groupEnd(plain, i + 1);
  }
  return columns === '' ? 'c' : columns;
}

const MOST_COLUMNS = 200;

/** Resolves `*{n}{columns}`. */
function withoutRepetition(written: string): string {
  return written.replace(
    /\*(?:\{(\d+)\}|(\d))\{([^{}*]*)\}/g,
    (_, braced?: string, bare?: string, what = '') =>
      String(what).repeat(Math.min(Number(braced ?? bare), MOST_COLUMNS)),
  );
}

/** The index of the `}` that ends the group that starts at `at`, or of what stands before `at` where none does. */
function groupEnd(text: string, at: number): number {
  if (text.charAt(at) !== '{') return at - 1;
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return i;
  }
  return text.length;
}
