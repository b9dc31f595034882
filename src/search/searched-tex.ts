/** Commands that say how something looks, and nothing of what it is. */
const LOOKS =
  /\\(?:left|right|[bB]igg?[lrm]?|begin|end|math(?:bb|bf|cal|rm|it|sf|scr|frak|ord|rel|bin|op|strut)|boldsymbol|bm|operatorname|text(?:bf|it|rm|tt|sf)?|displaystyle|textstyle|quad|qquad|hspace|vspace|hskip|kern|limits|nolimits|label|tag|color|middle|phantom|mbox)(?![a-zA-Z])\*?/g;

/** What of a formula's TeX is looked for: the names of its commands, and its letters and numbers. */
export function searchedTex(tex: string): string {
  return tex.replace(LOOKS, ' ').replace(/\\([a-zA-Z]+)/g, ' $1 ');
}
