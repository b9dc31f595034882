import type { Remark } from '../document/warnings.js';
import { isHtmlElement } from '../html/names.js';

/** Of an element that nothing closes (kramdown: "Found no end tag"). */
export function unclosedElement(element: string, at: number): Remark {
  return {
    code: 'html-unclosed',
    severity: 'warning',
    at,
    text: `<${element}`,
    message: `The element <${element}> is never closed, so it ends only where the text around it does.`,
    hint: isHtmlElement(element)
      ? `Write </${element}> where it ends.`
      : `HTML has no such element: write \`<${element}>\` or &lt;${element} if this is text, or </${element}> where the element ends.`,
  };
}

/** Of a tag that opens once more what it was meant to close: `<u>Title<u>`. */
export function reopenedElement(element: string, at: number): Remark {
  return {
    code: 'html-unclosed',
    severity: 'warning',
    at,
    text: `<${element}`,
    message: `This tag opens another <${element}> in one that is open, and neither is closed, so both end only where the text around them does.`,
    hint: `Write </${element}> here if this is where the element ends.`,
  };
}

/** Of what looks like a tag, with attributes that nobody can make out. */
export function unreadTag(written: string, at: number): Remark {
  return {
    code: 'html-attribute',
    severity: 'warning',
    at,
    text: written,
    message: 'The attributes of this tag cannot be read, so the tag is shown as text.',
    hint: 'Put each value into plain quotes, with spaces between the attributes and nothing else before the ">"; or, if no tag is meant, put it into backticks.',
  };
}

/** Of the tag of a block element in a line of text (kramdown/parser/kramdown/html.rb: `parse_span_html`). */
export function shownBlockTag(written: string, element: string, at: number): Remark {
  return {
    code: 'html-block-in-text',
    severity: 'warning',
    at,
    text: written,
    message: `The tags of a block element such as <${element}> are shown as text where they stand in a line of text.`,
    hint: `Let <${element}> begin a line of its own; or, if no tag is meant, put it into backticks.`,
  };
}

/** Of `<https://example.org/a b>`. */
export function spacedAutolink(written: string, at: number): Remark {
  return {
    code: 'link-broken-markup',
    severity: 'info',
    at,
    text: written,
    message: 'A space stands in this URL, so it is no link and is shown with its brackets.',
    hint: 'Write %20 for the space, or take it away; or, if no link is meant, put it into backticks.',
  };
}
