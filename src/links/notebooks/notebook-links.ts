/** A URL in a cell of a notebook. */
export interface NotebookLink {
  readonly element: 'a' | 'img';
  readonly url: string;
  /** Offset of the URL in the cell's text. */
  readonly at: number;
  /** Whether it is a badge: a link around a picture that says "Open in Colab" or the like. */
  readonly badge: boolean;
}

const BADGE = /colab-badge|badge_logo|open[-_ ]in[-_ ]colab|launch[-_ ]binder|nbviewer_badge/i;

/** The links and pictures of a Markdown cell, in Markdown and in HTML, outside of code. */
export function markdownLinks(text: string): NotebookLink[] {
  const visible = withoutCode(text);
  const definitions = linkDefinitions(visible);
  const isBadge = badgeTest(definitions);
  return [
    ...inlineLinks(visible, isBadge),
    ...htmlLinks(visible),
    ...definedLinks(visible, definitions, isBadge),
  ];
}

/** Code as blanks of the same length, so that offsets hold. */
function withoutCode(text: string): string {
  let fence: string | undefined;
  const lines = text.split('\n').map((line) => {
    const marks = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined && marks === undefined) return line.replace(/`[^`]+`/g, blank);
    if (fence === undefined) fence = marks;
    else if (marks?.startsWith(fence)) fence = undefined;
    return blank(line);
  });
  return lines.join('\n');
}

function blank(code: string): string {
  return ' '.repeat(code.length);
}

/** How far back the bracket that opens a link's text is looked for. */
const LONGEST_TEXT = 1000;

function inlineLinks(text: string, isBadge: BadgeTest): NotebookLink[] {
  const links: NotebookLink[] = [];
  for (const match of text.matchAll(/\]\(\s*<?([^)\s<>]+)/g)) {
    const [whole, url = ''] = match;
    const open = openingBracket(text, match.index);
    if (open === undefined) continue;
    const element = text.charAt(open - 1) === '!' ? 'img' : 'a';
    const badge = element === 'a' && isBadge(text.slice(open, match.index));
    links.push({ element, url, at: match.index + whole.length - url.length, badge });
  }
  return links;
}

function openingBracket(text: string, close: number): number | undefined {
  let depth = 1;
  for (let at = close - 1; at >= 0 && at >= close - LONGEST_TEXT; at--) {
    const sign = text.charAt(at);
    if (sign === ']') depth++;
    else if (sign === '[' && --depth === 0) return at;
  }
  return undefined;
}

function htmlLinks(text: string): NotebookLink[] {
  const links: NotebookLink[] = [];
  const tag = /<(img|a)\b[^<>]*?\s(?:src|href)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')[^<>]*>/gi;
  for (const match of text.matchAll(tag)) {
    const [whole, name = '', double, single] = match;
    const url = double ?? single ?? '';
    const element = name.toLowerCase() === 'img' ? 'img' : 'a';
    const inside =
      text
        .slice(match.index + whole.length)
        .slice(0, LONGEST_TEXT)
        .split(/<\/a/i, 1)[0] ?? '';
    links.push({
      element,
      url,
      at: match.index + whole.indexOf(url, name.length + 1),
      badge: element === 'a' && BADGE.test(inside),
    });
  }
  return links;
}

/** Whether the text of a link is the picture of a badge. */
type BadgeTest = (text: string) => boolean;

/** `[label]: url`. */
interface Definition {
  readonly label: string;
  readonly url: string;
  readonly at: number;
}

function linkDefinitions(text: string): Definition[] {
  return [...text.matchAll(/^ {0,3}\[([^\]\n]+)\]:[ \t]*<?([^\s>]+)/gm)].map((match) => {
    const [whole, label = '', url = ''] = match;
    return { label: labelOf(label), url, at: match.index + whole.length - url.length };
  });
}

/** Labels are the same whatever their case and white space (CommonMark 0.31, "Matches"). */
function labelOf(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The picture may be named by a label, as in `![badge][image]`. */
function badgeTest(definitions: readonly Definition[]): BadgeTest {
  const pictures = new Set(definitions.filter(({ url }) => BADGE.test(url)).map(({ label }) => label));
  return (text) =>
    BADGE.test(text) ||
    [...text.matchAll(/!\[([^\]\n]*)\](?:\[([^\]\n]*)\])?/g)].some(([, alt = '', label = '']) =>
      pictures.has(labelOf(label === '' ? alt : label)),
    );
}

/** The links of definitions. Such a one is a badge where a link names it whose text is one: `[![badge][image]][label]`. */
function definedLinks(text: string, definitions: readonly Definition[], isBadge: BadgeTest): NotebookLink[] {
  const badges = new Set<string>();
  for (const { 1: label = '', index } of text.matchAll(/\]\[([^\]\n]+)\]/g)) {
    const open = openingBracket(text, index);
    if (open === undefined || text.charAt(open - 1) === '!') continue;
    if (isBadge(text.slice(open, index))) badges.add(labelOf(label));
  }
  return definitions.map(({ label, url, at }) => ({ element: 'a', url, at, badge: badges.has(label) }));
}

const READS =
  /\b(?:read_(?:csv|table|excel|json|pickle|parquet)|imread|loadtxt|genfromtxt|load_img|Image\.open|np\.load|open)\(\s*(?:r?'([^'\n]+)'|r?"([^"\n]+)")\s*(?:\)|,\s*(?!(?:mode\s*=\s*)?['"][wax]))/g;

/** Signs that a notebook gets or makes its files itself. */
const FETCHES =
  /\b(?:wget|curl|gdown|git clone|unzip|tar|urlretrieve|urlopen|requests\.get|files\.upload|drive\.mount|download\w*|get_file|snapshot|to_csv|savefig|imsave|np\.savez?|torch\.save|shutil|os\.makedirs|%%writefile|kaggle)\b/;

/**
 * The files that code cells read by a relative path, where the notebook neither fetches nor writes anything that
 * they could come from.
 */
export function filesRead(
  codes: readonly string[],
): { readonly cell: number; readonly path: string; readonly at: number }[] {
  if (codes.some((code) => FETCHES.test(code) || /open\([^()\n]*['"][wax]b?['"]/.test(code))) return [];
  return codes.flatMap((code, cell) =>
    [...code.matchAll(READS)].flatMap((match) => {
      const path = match[1] ?? match[2] ?? '';
      if (!/^[^/~{}*?<>|:]+\.[a-z0-9]{2,5}$/i.test(path)) return [];
      return [{ cell, path, at: match.index + match[0].indexOf(path) }];
    }),
  );
}
