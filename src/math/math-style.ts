/**
 * The style sheet that goes with KaTeX's: display formulas scroll sideways instead of widening the page, equations
 * that a link leads to are marked, formulas that could not be typeset stand in a box, and in print nothing is
 * cut off.
 */
export const MATH_STYLE = `.math-display {
  display: block;
  max-width: 100%;
  overflow-x: auto;
  overflow-y: hidden;
  margin: 1em 0;
  padding: 0.15em 0;
}
.math-display > .katex-display {
  margin: 0;
}
.math-display > .katex-display > .katex {
  box-sizing: border-box;
  width: max-content;
  min-width: 100%;
}
.math-display > .katex-display > .katex:has(> .katex-html > .katex-tag) {
  padding: 0 3.5em;
}
.math-left > .katex-display > .katex:has(> .katex-html > .katex-tag) {
  padding-left: var(--math-indent, 0em);
}
.math-display > .katex-display > .katex > .katex-html > .katex-tag {
  right: -3.4em;
}
.math-display > .katex-display.leqno > .katex > .katex-html > .katex-tag {
  right: auto;
  left: -3.4em;
}
.math-display:focus-visible {
  outline: 2px solid currentColor;
  outline-offset: 2px;
}
.math-display:target,
.math-display:has(> .math-anchor:target) {
  background: Mark;
  background: color-mix(in srgb, Mark 25%, transparent);
}
.math-left > .katex-display.fleqn > .katex,
.math-left > .katex > math {
  padding-left: var(--math-indent, 0em);
}
.math-left > .katex > math,
.math-right > .katex > math {
  display: inline math;
}
.math-left > .katex-display > .katex {
  text-align: left;
}
.math-right,
.math-right > .katex-display > .katex {
  text-align: right;
}
.katex > math mtext[mathvariant="bold"] {
  font-weight: bold;
}
.katex > math mtext[mathvariant="italic"] {
  font-style: italic;
}
.katex > math mtext[mathvariant="monospace"] {
  font-family: monospace;
}
.katex > math mtable[columnalign^="left"] > mtr > mtd,
.katex > math mtable[columnalign^="right left"] > mtr > mtd:nth-child(even) {
  text-align: left;
  text-align: -webkit-left;
}
.katex > math mtable[columnalign^="right"] > mtr > mtd:nth-child(odd) {
  text-align: right;
  text-align: -webkit-right;
}
.katex > math mtable[columnalign^="right left"] > mtr > mtd {
  padding-inline: 0;
}
.katex > math mtable[columnalign^="right left"] > mtr > mtd:nth-child(odd):not(:first-child) {
  padding-inline-start: 2em;
}
.katex-error {
  border: 1px solid #d33;
  border-radius: 0.2em;
  padding: 0 0.25em;
  background: rgb(221 51 51 / 10%);
  font-family: ui-monospace, monospace;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
.katex-error.math-display {
  padding: 0.5em;
}
@media print {
  .math-display {
    overflow: visible;
    break-inside: avoid;
  }
}
`;
