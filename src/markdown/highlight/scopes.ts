/** A stretch of code and the scopes that highlight.js found it in, outermost first (`title.function`, …). */
export interface ScopedText {
  readonly text: string;
  readonly scopes: readonly string[];
}

const SPAN_OR_TEXT = /<span class="([^"]*)">|(<\/span>)|([^<]+)/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
};

/**
 * Takes highlight.js's HTML apart. It consists of nothing but spans and of text in which `& < > " '` are
 * escaped (highlight.js, `lib/core.js`: `escapeHTML` and `HTMLRenderer`); the texts of the answer, one behind
 * the other, are the code again.
 */
export function readScopes(html: string): ScopedText[] {
  const texts: ScopedText[] = [];
  const open: string[] = [];
  for (const [, classes, close, text] of html.matchAll(SPAN_OR_TEXT)) {
    if (classes !== undefined) open.push(scopeName(classes));
    else if (close !== undefined) open.pop();
    else if (text !== undefined) texts.push({ text: unescapeText(text), scopes: [...open] });
  }
  return texts;
}

/** `hljs-title function_ inherited__` is how `title.function.inherited` is printed. */
function scopeName(classes: string): string {
  return classes
    .split(' ')
    .map((name) => name.replace(/^hljs-/, '').replace(/_+$/, ''))
    .join('.');
}

function unescapeText(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
}
