const COMMENT = /(?<!\\)%[^\n]*(\n|$)/g;
/** What numbers and names an equation, and shows nothing of its own. */
const LABELS = /\\(label|tag\*?|notag|nonumber)(\{[^}]*\})?/g;

/**
 * What a formula is known again by: as {@link exactTex}, and without a backslash before what is no letter, since Markdown and
 * a page's author halve and double these.
 */
export function texKey(tex: string): string {
  return exactTex(tex)
    .replace(/\\\\/g, '\\')
    .replace(/\\(?=[^A-Za-z])/g, '')
    .replace(/\s/g, '');
}

/** A formula's TeX without what shows nothing: comments, labels, spaces. Differences of quotation marks are folded away. */
export function exactTex(tex: string): string {
  return (
    tex
      .normalize('NFC')
      .replace(COMMENT, '$1')
      .replace(LABELS, '')
      // A space behind a single backslash is one that shows.
      .replace(/(\\\\|\\)(\s?)\s*|\s+/g, (_, slashes: string | undefined, space: string | undefined) =>
        slashes === undefined ? '' : slashes.length === 1 && space !== '' ? '\\ ' : slashes,
      )
      .replace(/[‘’′]/g, "'")
      .replace(/…/g, '...')
  );
}

const DEFINITION =
  /^\\(?:(?:re|provide)?newcommand|renewcommand|providecommand|(?:re)?newenvironment|DeclareMathOperator|require|def|gdef|let)(?![A-Za-z])\*?/;

/** Whether a formula only defines commands, so that it shows nothing. Work is linear in the TeX. */
export function definesOnly(tex: string): boolean {
  let rest = tex.replace(COMMENT, '$1').trim();
  if (!DEFINITION.test(rest)) return false;
  while (rest !== '') {
    const start = DEFINITION.exec(rest)?.[0];
    if (start === undefined) return false;
    rest = behindArguments(rest.slice(start.length), start);
  }
  return true;
}

/** What follows the arguments of a definition. */
function behindArguments(text: string, command: string): string {
  if (command.startsWith('\\let'))
    return text.replace(/^\s*\\(?:[A-Za-z]+|.)\s*=?\s*(?:\\[A-Za-z]+|\S)?\s*/, '');
  let rest = text.replace(/^\s*\\(?:[A-Za-z]+|.)/, '');
  if (/^\\g?def/.test(command)) rest = rest.replace(/^[^{]*/, '');
  for (;;) {
    rest = rest.trimStart();
    if (rest.startsWith('[')) {
      const end = rest.indexOf(']');
      rest = end < 0 ? '' : rest.slice(end + 1);
    } else if (rest.startsWith('{')) rest = rest.slice(groupEnd(rest));
    else return rest;
  }
}

/** Where the group ends that a text begins with. */
function groupEnd(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\\') at++;
    else if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}
