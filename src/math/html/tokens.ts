/**
 * A token of an HTML text. Tokens follow one another without gaps; offsets are UTF-16 units.
 * `raw` is the content of an element that holds no markup (`script`, `style`, `title`, `textarea`, …), and
 * `other` a comment, a doctype or a processing instruction.
 */
export type HtmlToken =
  | { readonly kind: 'text'; readonly from: number; readonly to: number }
  | { readonly kind: 'other'; readonly from: number; readonly to: number; readonly comment: boolean }
  | { readonly kind: 'raw'; readonly from: number; readonly to: number; readonly name: string }
  | {
      readonly kind: 'tag';
      readonly from: number;
      readonly to: number;
      /** The element's name in lower case. */
      readonly name: string;
      readonly closing: boolean;
      readonly selfClosing: boolean;
    };

/** Elements whose content is no markup, each with the pattern of its end tag at a place in a text. */
const RAW_ELEMENTS: ReadonlyMap<string, RegExp> = new Map([
  ['script', /<\/script(?=[\s/>])/iy],
  ['style', /<\/style(?=[\s/>])/iy],
  ['title', /<\/title(?=[\s/>])/iy],
  ['textarea', /<\/textarea(?=[\s/>])/iy],
  ['xmp', /<\/xmp(?=[\s/>])/iy],
  ['iframe', /<\/iframe(?=[\s/>])/iy],
  ['noembed', /<\/noembed(?=[\s/>])/iy],
  ['noframes', /<\/noframes(?=[\s/>])/iy],
]);
const TAG_NAME = /^<\/?([A-Za-z][^\s/>]*)/;
/**
 * The same at a place in a text, of a name's first 63 letters, and all of a tag that has no `=` in it: most tags are read
 * at once that way.
 */
const TAG_AT = /<\/?([A-Za-z][^\s/>]{0,62})([^=>]*>)?/y;

/**
 * Texts and tags, up to a hundred tags at once, of elements that hold markup: what lies between scripts and the like on
 * most of a page. Every repetition is bounded but those of one class of signs, so that no text is too long for it; a tag
 * that is written in any odd way is none of these.
 */
export const COMMON_TAGS =
  /(?:[^<]*<\/?(?!(?:script|style|title|textarea|xmp|iframe|noembed|noframes)[\s/>])[a-z][^\s/>="'<]{0,30}(?=[\s/>])[^=>]*(?:=\s*(?:"[^"]*"|'[^']*'|(?!["'\s]))[^=>]*){0,50}>){1,100}/iy;

/** Those of them without an `id` and a `name`. A `=` in a value could be taken for one behind such a name. */
export const COMMON_TAGS_WITHOUT_ID =
  /(?:[^<]*<\/?(?!(?:script|style|title|textarea|xmp|iframe|noembed|noframes)[\s/>])[a-z][^\s/>="'<]{0,30}(?=[\s/>])[^=>]*(?:(?<!(?:id|name)\s*)=\s*(?:"[^"=]*"|'[^'=]*'|(?!["'\s]))[^=>]*){0,50}>){1,100}/iy;

/** Those of them in which no value of an attribute begins with a slash. */
export const TAGS_WITHOUT_ROOT_URL =
  /(?:[^<]*<\/?(?!(?:script|style|title|textarea|xmp|iframe|noembed|noframes)[\s/>])[a-z][^\s/>="'<]{0,30}(?=[\s/>])[^=>]*(?:=\s*(?:"(?!\s*\/)[^"]*"|'(?!\s*\/)[^']*'|(?!["'\s/]))[^=>]*){0,50}>){1,100}/iy;

/**
 * Cuts an HTML text into its tokens, as the tokenizer of the HTML standard does (section 13.2.5), in one pass
 * and for any input: a tag without its `>`, a comment or a script without its end run to the end of the text.
 * Who has no use for texts and for most tags names these by a pattern of this file (`passed`), which takes a quarter of
 * the time: they are then left out, and texts are told in part.
 */
export function* htmlTokens(html: string, passed?: RegExp): Generator<HtmlToken> {
  let at = 0;
  let textFrom = 0;
  while (at < html.length) {
    if (passed !== undefined) {
      passed.lastIndex = at;
      if (passed.test(html)) {
        at = passed.lastIndex;
        textFrom = at;
      }
    }
    const open = html.indexOf('<', at);
    if (open < 0) break;
    const markup = markupAt(html, open);
    if (markup === undefined) {
      at = open + 1;
      continue;
    }
    if (open > textFrom) yield { kind: 'text', from: textFrom, to: open };
    yield markup;
    at = markup.to;
    const endTag = markup.kind === 'tag' && !markup.closing ? RAW_ELEMENTS.get(markup.name) : undefined;
    if (markup.kind === 'tag' && endTag !== undefined) {
      const end = rawEnd(html, markup.to, endTag);
      if (end > at) yield { kind: 'raw', from: at, to: end, name: markup.name };
      at = end;
    }
    textFrom = at;
  }
  if (html.length > textFrom) yield { kind: 'text', from: textFrom, to: html.length };
}

/** The tag, comment or declaration that starts at `open`, or undefined where the `<` is text. */
function markupAt(html: string, open: number): HtmlToken | undefined {
  const next = html.charAt(open + 1);
  if (next === '!' || next === '?') {
    const comment = html.startsWith('<!--', open);
    const end = comment ? html.indexOf('-->', open + 4) : html.indexOf('>', open + 2);
    const to = end < 0 ? html.length : end + (comment ? 3 : 1);
    return { kind: 'other', from: open, to, comment };
  }
  TAG_AT.lastIndex = open;
  const match = TAG_AT.exec(html);
  const name = match?.[1];
  if (name === undefined) return undefined;
  const to = match?.[2] === undefined ? tagEnd(html, open + 1 + name.length) : TAG_AT.lastIndex;
  return {
    kind: 'tag',
    from: open,
    to,
    name: name.toLowerCase(),
    closing: next === '/',
    selfClosing: html.charAt(to - 2) === '/',
  };
}

/** A quoted value, from the `=` on, up to its end or that of the text. */
const VALUE_OR_END = /=\s*(?:"[^"]*"?|'[^']*'?)?|>/g;

/** The offset behind the `>` that ends the tag; a `>` inside a quoted attribute value does not end it. */
function tagEnd(html: string, from: number): number {
  VALUE_OR_END.lastIndex = from;
  while (VALUE_OR_END.test(html)) {
    // Where a value ends with this sign, it has no quote at its end and goes up to that of the text.
    if (html.charAt(VALUE_OR_END.lastIndex - 1) === '>') return VALUE_OR_END.lastIndex;
  }
  return html.length;
}

/** Where the end tag of a raw element starts, or the end of the text. */
function rawEnd(html: string, from: number, endTag: RegExp): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    endTag.lastIndex = at;
    if (endTag.test(html)) return at;
  }
  return html.length;
}

/**
 * The value of an attribute in the text of a start tag, with its character references as they stand; '' for an
 * attribute without a value, undefined where the tag has no such attribute.
 */
export function attributeOf(tag: string, name: string): string | undefined {
  const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
  attribute.lastIndex = TAG_NAME.exec(tag)?.[0].length ?? 0;
  for (let match = attribute.exec(tag); match !== null; match = attribute.exec(tag)) {
    if (match[1]?.toLowerCase() === name) return match[2] ?? match[3] ?? match[4] ?? '';
  }
  return undefined;
}
