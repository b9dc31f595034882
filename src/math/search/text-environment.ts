import { isTexEnvironment } from '../tex/index.js';

/** Environments of LaTeX's text: no mathematics has them, whatever stands in them. */
const OF_TEXT =
  /^(?:abstract|acknowledge?ments?|algorithm(?:ic)?|answer|assumption|axiom|center|claim|comment|conjecture|corollary|def(?:inition)?|description|document|enumerate|example|exercise|fact|figure|flush(?:left|right)|frame|itemize|lem(?:ma)?|list|listing|lstlisting|minipage|minted|notation|note|observation|problem|proof|prop(?:osition)?|property|question|quot(?:e|ation)|rem(?:ark)?|solution|table|tabular|tabularx|th(?:eore)?m|tikzpicture|titlepage|verbatim|verse)\*?$/i;
/** What stands in text rather than in a formula: delimiters of formulas, a blank line, words in a row. */
const TEXT = /\$|\\[([]|\n[ \t]*\n|(?:^|[^\\A-Za-z{])[A-Za-z]{2,}[ \n]+[A-Za-z]{2,}[ \n]+[A-Za-z]{2,}/;

/**
 * Whether `\begin{name}…\end{name}` with this body is text that TeX's mathematics has no environment for, as
 * `\begin{lemma}`: MathJax shows an error in place of all of it. `definitions` is where `\newenvironment` may stand.
 */
export function isTextEnvironment(name: string, body: string, definitions: string): boolean {
  if (isTexEnvironment(name) || definesEnvironment(name, definitions)) return false;
  return OF_TEXT.test(name) || TEXT.test(body);
}

function definesEnvironment(name: string, text: string): boolean {
  return text.includes('newenvironment') && text.includes(`newenvironment{${name}}`);
}
