/** The style of a report as a page: light and dark, wide and narrow, without anything from another host. */
export const REPORT_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f7f9; --line: #d9dde3; --ink: #1b1f24; --soft: #57606a;
  --lost: #b42318; --lost-ground: #fdeceb; --new: #12692f; --new-ground: #e3f5e8;
  --calm: #1d5fa8; --calm-ground: #e8f1fb; --warn: #8a5300; --warn-ground: #fdf3e0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --raised: #1c2026; --line: #343a43; --ink: #e5e8ec; --soft: #9aa4b0;
    --lost: #ff9a90; --lost-ground: #43201d; --new: #7fdb9b; --new-ground: #17381f;
    --calm: #8fc1f7; --calm-ground: #182c42; --warn: #f1c16c; --warn-ground: #3a2c10;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK JP", sans-serif;
}
main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; }
h1 span { color: var(--soft); font-weight: 400; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
p { margin: .5rem 0; max-width: 60rem; }
.soft { color: var(--soft); }
.verdict {
  margin: 0 0 1.5rem; padding: .9rem 1.1rem; border-radius: .5rem; border-left: .35rem solid; max-width: none;
  font-size: 1.1rem; overflow-wrap: anywhere;
}
.verdict.bad { background: var(--lost-ground); border-color: var(--lost); }
.verdict.good { background: var(--new-ground); border-color: var(--new); }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; min-width: 30rem; }
th, td { padding: .3rem .9rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child { text-align: left; padding-left: 0; font-weight: 500; }
thead th { color: var(--soft); font-weight: 500; font-size: .875rem; }
td.zero { color: var(--soft); opacity: .65; }
td.lost { color: var(--lost); font-weight: 600; }
td.added { color: var(--new); }
td.mended { color: var(--calm); }
td.changed { color: var(--warn); font-weight: 600; }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .6rem 0; background: var(--ground); }
summary {
  cursor: pointer; padding: .6rem .9rem; display: flex; flex-wrap: wrap; gap: .25rem .6rem; align-items: baseline;
  list-style-position: inside;
}
summary::-webkit-details-marker { display: none; }
summary::before { content: "▸"; color: var(--soft); width: .8rem; }
details[open] > summary::before { content: "▾"; }
details[open] > summary { border-bottom: 1px solid var(--line); }
summary:focus-visible { outline: 2px solid var(--calm); outline-offset: 1px; border-radius: .5rem; }
summary b { overflow-wrap: anywhere; }
summary .soft { font-size: .875rem; overflow-wrap: anywhere; }
.chip { font-size: .8rem; padding: .05rem .5rem; border-radius: 1rem; background: var(--raised); white-space: nowrap; }
.chip.lost { background: var(--lost-ground); color: var(--lost); }
.chip.better { background: var(--new-ground); color: var(--new); }
.chip.mended { background: var(--calm-ground); color: var(--calm); }
.difference { padding: .7rem .9rem; border-top: 1px solid var(--line); }
.difference:first-of-type { border-top: 0; }
.difference h3 { margin: 0 0 .4rem; font-size: .9rem; font-weight: 600; display: flex; flex-wrap: wrap; gap: .1rem .6rem; }
.difference h3 .soft { font-weight: 400; overflow-wrap: anywhere; }
.difference.loss h3 .what { color: var(--lost); }
.difference.better h3 .what { color: var(--new); }
.difference.mended h3 .what { color: var(--calm); }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; }
.side {
  background: var(--raised); border-radius: .4rem; padding: .45rem .7rem; overflow-wrap: anywhere; min-width: 0;
  white-space: pre-wrap;
}
.side > .name { display: block; font-size: .72rem; letter-spacing: .04em; text-transform: uppercase; color: var(--soft); }
.side.code, .tex { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: .875rem; }
summary + .difference { border-top: 0; }
del { background: var(--lost-ground); color: var(--lost); text-decoration-color: color-mix(in srgb, currentColor 40%, transparent); border-radius: .2rem; padding: 0 .1em; }
ins { background: var(--new-ground); color: var(--new); text-decoration: none; border-radius: .2rem; padding: 0 .1em; }
.none { color: var(--soft); font-style: italic; }
ul.plain { padding-left: 1.2rem; margin: .4rem 0; }
ul.plain li { overflow-wrap: anywhere; }
@media (max-width: 44rem) {
  main { padding: 1.25rem .9rem 3rem; }
  .sides { grid-template-columns: 1fr; gap: .35rem; }
  h1 { font-size: 1.25rem; }
  th, td { padding: .3rem .4rem; font-size: .85rem; }
  thead th { font-size: .8rem; }
  table { min-width: 0; width: 100%; }
  .of-kept, .of-new { display: none; }
}
@media print { details { break-inside: avoid; } }
`;
