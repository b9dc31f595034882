import type { MarkdownEnvironment } from '../../document/environment.js';
import type { IndexOf } from '../../source/index-of.js';

/**
 * Where the delimiter stands that closes the TeX that starts at `from`, or -1: outside of braces and behind no
 * backslash, as MathJax looks for it (`FindTeX.ts`). `indexOf` is that of the text.
 */
export function texEnd(
  text: string,
  from: number,
  close: string,
  indexOf: IndexOf,
  environment: MarkdownEnvironment,
): number {
  if (indexOf(close, from) < 0 || environment.budget <= 0) return -1;
  let braces = 0;
  let at = from;
  for (; at < text.length; at++) {
    if (braces === 0 && text.startsWith(close, at)) return at;
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x7b) braces++;
    else if (code === 0x7d && braces > 0) braces--;
  }
  environment.budget -= at - from;
  return -1;
}
