import { type Diagnostic, diagnostic, nearestName, type Place, type Severity } from '../diagnostics/index.js';
import type { MarkdownEnvironment } from './environment.js';
import { isHtmlElement } from './mends/html-names.js';

/** Something doubtful that is read as it stands; most are what kramdown warns of, too. */
export interface Remark {
  readonly code: string;
  readonly severity: Severity;
  /** Document offset of what was written. */
  readonly at: number;
  /** What was written, as its author wrote it. */
  readonly text: string;
  /** One sentence: what is wrong, and what readers see of it. */
  readonly message: string;
  /** What to do about it; as a function where it takes looking for. */
  readonly hint: string | (() => string);
  /** Whether it is said but once of all that is written alike. */
  readonly isSaidOnce?: true;
}

/** A remark as a diagnostic at its place. */
export function remarkDiagnostic(remark: Remark, locate: (at: number) => Place): Diagnostic {
  const { code, severity, at, text, message, hint } = remark;
  return diagnostic(severity, code, () => locate(at), message, { text, hint });
}

/** Reports a remark. */
export function reportRemark(remark: Remark, environment: MarkdownEnvironment): void {
  const { code, text, isSaidOnce } = remark;
  const isSaid = (found: Diagnostic): boolean => found.code === code && found.text === text;
  if (isSaidOnce && environment.diagnostics.some(isSaid)) return;
  environment.diagnostics.push(remarkDiagnostic(remark, environment.locate));
}

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

/** Of a bar in a formula whose backslash Markdown takes. */
export function singleBar(at: number): Remark {
  return {
    code: 'math-markdown',
    severity: 'info',
    at,
    text: '\\|',
    message: 'Markdown takes the backslash of \\| in this formula, so that a single bar is shown.',
    hint: 'If a double bar is meant, write \\Vert, or \\lVert and \\rVert.',
    isSaidOnce: true,
  };
}

/** Of an environment of text, which TeX's mathematics does not have. */
export function textEnvironment(name: string, at: number): Remark {
  return {
    code: 'math-text-environment',
    severity: 'warning',
    at,
    text: `\\begin{${name}}`,
    message: `TeX’s mathematics has no environment "${name}", for which MathJax shows an error; it is shown as text, with the formulas in it.`,
    hint: `Take \\begin{${name}} and \\end{${name}} out, and write a heading, a list or **bold** words in their place.`,
    isSaidOnce: true,
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

/** Of a comment that ends nowhere, or behind the start of another block; `isClosed` tells which. */
export function shownComment(isClosed: boolean, at: number): Remark {
  return {
    code: 'html-comment',
    severity: 'info',
    at,
    text: '<!--',
    message: isClosed
      ? 'This comment goes on over the start of a block, so it is shown as text.'
      : 'This comment is never closed, so it is shown as text.',
    hint: 'Put the comment on lines of its own, with a blank line before it and --> at its end; or, if no comment is meant, write `<!--` or &lt;!--.',
  };
}

/**
 * Of the marker of a footnote that nobody wrote (kramdown: "Footnote definition not found"); `known` are the names of
 * those that somebody did.
 */
export function missingFootnote(name: string, at: number, known: Iterable<string>): Remark {
  return {
    code: 'footnote-missing',
    severity: 'warning',
    at,
    text: `[^${name}]`,
    message: `There is no footnote ${name} on this page, so its marker is shown as it is written.`,
    hint: () => {
      const meant = nearestName(name, known);
      return meant === undefined
        ? `Write the footnote on a line that starts with "[^${name}]:", or correct the name.`
        : `Did you mean [^${meant}]?`;
    },
  };
}

/** Of a footnote that no marker names (kramdown: "Footnote definition is unreferenced"). */
export function unusedFootnote(name: string, at: number): Remark {
  return {
    code: 'footnote-unused',
    severity: 'info',
    at,
    text: `[^${name}]:`,
    message: `Nothing on this page refers to the footnote ${name}, so it is not shown.`,
    hint: `Write [^${name}] where it belongs, or remove the footnote.`,
  };
}

/** Of a name that is given twice (kramdown: "Duplicate …, overwriting"). `written` is the start of the line. */
export function duplicateDefinition(written: string, at: number): Remark {
  return {
    code: 'definition-duplicate',
    severity: 'warning',
    at,
    text: written,
    message: `${written} is defined more than once on this page, each time differently; the last one counts.`,
    hint: 'Give one of them another name, or remove it.',
  };
}

/** Of `[text][name]` where nobody says what the name is (kramdown: "No link definition"). */
export function missingLinkDefinition(name: string, at: number): Remark {
  return {
    code: 'link-definition-missing',
    severity: 'info',
    at,
    text: `[${name}]`,
    message: `There is no definition [${name}]: on this page, so this is no link and its brackets are shown.`,
    hint: `Write [${name}]: and its URL on a line of their own; or, if no link is meant, a backslash before the bracket.`,
  };
}

/** Of code that is too long for colours; `why` is a sentence. */
export function codeTooLong(why: string, language: string, at: number): Remark {
  return {
    code: 'code-too-long',
    severity: 'warning',
    at,
    text: language,
    message: why,
    hint: 'Show the part that matters and link to the file, or write "text" for its language.',
  };
}

/** Of code in a language for which there are no colours. */
export function unknownLanguage(language: string, at: number): Remark {
  return {
    code: 'code-language',
    severity: 'info',
    at,
    text: language,
    message: `There are no colours for code in the language ${language}, so such code stays plain.`,
    hint: 'Correct the name of the language, or write "text" where none is meant.',
  };
}
