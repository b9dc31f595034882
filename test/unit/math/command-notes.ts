/** What is not as MathJax draws it, by name; a name without a backslash is an environment. */
const NOTES: readonly (readonly [names: string, note: string])[] = [
  ['\\overparen \\underparen', 'drawn as a flat bracket with rounded ends (KaTeX’s `\\overgroup`)'],
  ['\\iiiint', 'four integral signs, set close'],
  ['\\notChar', 'the stroke of `\\not`'],
  ['\\skew', 'the accent stands where KaTeX puts it; the shift is left out'],
  ['\\uproot \\leftroot', 'the degree stands where KaTeX puts it; the shift is left out'],
  ['\\hfil \\hfill \\hfilll', 'cells keep the alignment of their column'],
  ['\\mmlToken', 'the text of the token; its attributes are left out'],
  ['\\enclose', 'circle and rounded box are drawn as boxes; strikes, bars, root and long division as such'],
  ['\\bbox', 'background and border are drawn; the padding is KaTeX’s'],
  ['\\cancelto', 'the value stands as an exponent, without an arrow'],
  ['\\toggle', 'shows the first of its states: a page without scripts has no second'],
  ['\\mathtip \\texttip', 'shows the formula; the tip is left out'],
  ['\\shoveleft \\shoveright', 'the line is centred'],
  [
    'multline multline* multlined',
    'lines are centred, the first moved to the left and the last to the right',
  ],
  ['flalign flalign*', 'the columns do not reach out to the margins'],
  ['\\Newextarrow', 'the arrow does not stretch'],
  ['\\cramped \\crampedllap \\crampedrlap \\crampedclap', 'exponents keep their usual height'],
  ['\\crampedsubstack crampedsubarray', 'exponents keep their usual height'],
  ['psmallmatrix* bsmallmatrix* Bsmallmatrix* vsmallmatrix* Vsmallmatrix*', 'columns are centred'],
  ['smallmatrix*', 'columns are centred'],
  ['\\MTFlushSpaceAbove \\MTFlushSpaceBelow', 'lines keep their distance'],
  ['\\shortvdotswithin', 'lines keep their distance'],
  ['spreadlines', 'lines keep their distance'],
  ['\\mathtoolsset \\setOptions', 'accepted, without effect'],
  ['empheq numcases subnumcases', 'numbers stand behind the lines, not at the margin'],
  ['\\cellcolor \\rowcolor \\columncolor', 'accepted; cells are not coloured'],
  ['\\longrightleftharpoons \\longRightleftharpoons \\longLeftrightharpoons', 'arrows of the usual length'],
  ['\\longleftrightarrows \\xRightleftharpoons \\xLeftrightharpoons', 'both arrows of the same length'],
  ['\\minCDarrowwidth \\minCDarrowheight', 'accepted; KaTeX chooses the size'],
  ['\\nuparrow \\ndownarrow', 'the stroke of `\\not`'],
  ['\\centernot \\centerOver', 'the stroke is as wide as that of `\\not`'],
  ['\\dashedLine \\alwaysDashedLine', 'the line is drawn solid'],
  ['\\fCenter \\Axiom', 'sequents are centred, not aligned at `\\fCenter`'],
  ['\\UnaryInf \\BinaryInf \\TrinaryInf \\QuaternaryInf \\QuinaryInf', 'sequents are centred'],
  ['\\alwaysRootAtTop \\alwaysRootAtBottom', 'holds for one proof tree'],
  ['\\textsc', 'set in capitals and small letters as they are written'],
  ['\\textcentoldstyle \\textdollaroldstyle', 'the sign of the usual font'],
  [
    `\\textzerooldstyle \\textoneoldstyle \\texttwooldstyle \\textthreeoldstyle \\textfouroldstyle
    \\textfiveoldstyle \\textsixoldstyle \\textsevenoldstyle \\texteightoldstyle \\textnineoldstyle`,
    'the digit of the usual font',
  ],
  ['\\oldstyle', 'KaTeX’s old-style digits; letters are calligraphic'],
  ['\\unicode', 'the character; the font that is named is left out'],
  ['\\style', 'declarations that change how text looks; others are left out and reported'],
  ['\\Tiny', 'as small as `\\tiny`'],
  ['\\splitfrac \\splitdfrac', 'the two lines are centred, a little apart'],
  ['\\strut \\xmathstrut', 'of about the same height'],
];

/** The notes by name, with `text: ` before it where they hold only for commands in `\text`. */
export const APPROXIMATIONS: ReadonlyMap<string, string> = new Map(
  NOTES.flatMap(([names, note]) => names.split(/\s+/).map((name) => [name, note] as const)),
).set('text: \\\\', 'a space');

/** What looks the same and only has other characters or elements in its MathML. */
export const SAME_LOOK: ReadonlySet<string> = new Set(
  `\\pmb \\TeX \\LaTeX \\blacktriangle \\blacktriangledown \\square \\Box \\blacksquare \\blacktriangleleft
  \\blacktriangleright \\nleqslant \\ngeqslant \\ncong \\dddot \\ddddot \\overbracket \\underbracket \\coloneqq
  \\Coloneqq \\Coloneq \\eqqcolon \\Eqqcolon \\eqcolon \\Eqcolon \\Colonapprox \\Colonsim \\dblcolon
  \\textperiodcentered \\^ \\~ \\lmoustache \\rmoustache \\arrowvert \\Arrowvert \\bracevert CD
  \\vdotswithin \\prescript \\diagonalmatrix \\dmat \\antidiagonalmatrix \\admat`.split(/\s+/),
);
