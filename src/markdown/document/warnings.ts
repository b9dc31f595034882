import {
  type Diagnostic,
  diagnostic,
  nearestName,
  type Place,
  type Severity,
} from '../../diagnostics/index.js';
import type { MarkdownEnvironment } from './environment.js';

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
