import type { Warning } from './warnings.js';

/** A fence with a language, which opens code and closes none. */
const OPENING_FENCE = /(?:^|\n) {0,3}(`{3,}|~{3,})[ \t]*[A-Za-z][\w+#.-]*[ \t]*(?=\n|$)/g;

/** Of a fence that no other closes (kramdown-parser-gfm: `FENCED_CODEBLOCK_MATCH`). `written` is its line. */
export function unclosedFence(written: string, run: string, at: number): Warning {
  return {
    code: 'code-unclosed',
    severity: 'warning',
    at,
    text: written,
    message: `No ${run} closes the code that begins here, so it is shown as text.`,
    hint: `Write ${run} on a line of its own where the code ends; or take this line out.`,
  };
}

/** Of a fence that no other closes, to CommonMark, which then reads the rest as code. */
export function endlessFence(written: string, run: string, at: number): Warning {
  return {
    ...unclosedFence(written, run, at),
    message: `No ${run} closes the code that begins here, so all that follows in this block or on this page is code.`,
  };
}

/** Of a comment that nothing closes, to CommonMark, which then shows nothing of the rest. */
export function endlessComment(at: number): Warning {
  return {
    code: 'html-comment',
    severity: 'warning',
    at,
    text: '<!--',
    message: 'This comment is never closed, so nothing that follows in this block or on this page is shown.',
    hint: 'Write --> where it ends.',
  };
}

/** Of code that holds the start of other code, as it does where its own end is missing; undefined where it holds none. */
export function swallowingFence(
  content: string,
  written: string,
  run: string,
  at: number,
): Warning | undefined {
  const lines = [...content.matchAll(OPENING_FENCE)];
  const inner = lines.find(
    ([, other = '']) => other.charAt(0) === run.charAt(0) && other.length >= run.length,
  );
  if (inner === undefined) return undefined;
  return {
    code: 'code-unclosed',
    severity: 'warning',
    at,
    text: written,
    message: `The code that begins here goes on over the line "${inner[0].trim()}", so what stands before that is shown as code, too.`,
    hint: `Write ${run} on a line of its own where the code ends; or open code that is to show fences by a longer fence.`,
  };
}

/**
 * Of a comment in which, behind a blank line, another one begins, as it does where its own end is missing; undefined of
 * others. It may have been meant so, when a part of a page with comments was put into one.
 */
export function swallowingComment(comment: string, at: number): Warning | undefined {
  const inner = comment.indexOf('<!--', 4);
  const hidden = comment.slice(4, Math.max(4, inner));
  if (inner < 0 || !/\n[ \t]*\n/.test(hidden)) return undefined;
  return {
    code: 'html-comment',
    severity: 'info',
    at,
    text: '<!--',
    message: `Another comment begins in this one, ${hidden.split('\n').length - 1} lines below, and its --> ends both, so what stands between them is not shown.`,
    hint: 'Write --> where this comment ends; or, if all of it is to be hidden, take the <!-- of the other one out.',
  };
}

/** A heading of Markdown. */
const HEADING = /^#{1,6}[ \t]+\S/;
/** What no prose has. */
const TEX = /[\\=^_&{}]/;
const PROSE =
  /(?:^|\s)[A-Za-z]{2,}(?:[,;:]?\s+[A-Za-z]{1,}){4,}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{8}/u;

/** Of a formula that goes on over blank lines and prose, as it does where its own end is missing; undefined of others. */
export function swallowingFormula(tex: string, at: number): Warning | undefined {
  const [, ...paragraphs] = tex.split(/\n[ \t]*\n/);
  const swallowed = paragraphs.find(
    (paragraph) => HEADING.test(paragraph.trim()) || (!TEX.test(paragraph) && PROSE.test(paragraph)),
  );
  if (swallowed === undefined) return undefined;
  const [line = ''] = swallowed.trim().split('\n', 1);
  const shown = [...line].slice(0, 40).join('');
  return {
    code: 'math-unpaired',
    severity: 'warning',
    at,
    text: '$$',
    message: `The formula that begins here goes on over the paragraph "${shown}${shown === line ? '' : '…'}", which is shown as a formula, too.`,
    hint: 'Write $$ where the formula ends.',
  };
}

/** How much of a text is looked at behind a `$$`. */
const NEAR = 200;
/** A command, or a group as an index. */
const FORMULA = /\\[A-Za-z]{2}|[\^_]\{|[\^_=]/;

/**
 * Of a `$$` at `pos` that has no partner in its text: undefined where it neither stands in a line by itself nor before TeX,
 * so that it may mean itself.
 */
export function unpairedDollars(text: string, pos: number, at: number): Warning | undefined {
  const before = text.slice(Math.max(0, pos - NEAR), pos);
  const behind = text.slice(pos + 2, pos + NEAR);
  if (/[\\$]$/.test(before) || behind.startsWith('$')) return undefined;
  const isAlone = /(?:^|\n)[ \t]*$/.test(before) && /^[ \t]*(?:\n|$)/.test(behind);
  if (!isAlone && !FORMULA.test(behind)) return undefined;
  return {
    code: 'math-unpaired',
    severity: 'warning',
    at,
    text: '$$',
    message: 'This $$ has no partner in its paragraph, so it is shown as it stands.',
    hint: 'Write $$ where the formula begins or ends, with no blank line of the text between; or \\$\\$ for two dollars.',
  };
}
