/** What the defects of a course are made of. */
export interface CourseFacts {
  /** `baseurl` of the configuration: '' or `/course`. */
  readonly baseurl: string;
  /** `OWNER/NAME` of the course's repository. */
  readonly repository: string;
  readonly branch: string;
  /** URL paths of pictures that the course has, with `baseurl`. */
  readonly figures: readonly string[];
  /** Paths of its notebooks. */
  readonly notebooks: readonly string[];
}

/** A defect as its author would write it: some lines of a page, or a file of its own. */
export interface Defect {
  /** The code that it has to be reported by. */
  readonly code: string;
  /** Lines of Markdown, or the text of the file. The fault is between the signs ⟦ and ⟧ or behind ⟦; they are taken out. */
  readonly text: string;
  /** The file that it is, where it is one. */
  readonly file?: string;
  /** Another file that belongs to it. */
  readonly besides?: { readonly file: string; readonly text: string };
  /** Whether it swallows what follows, so that it has to stand at the end of its page. */
  readonly atEnd?: true;
  /** Whether no column is to be expected, as the fault has no one place in its line. */
  readonly anyColumn?: true;
}

/** Makes the `n`th defect of a kind; undefined where the course has nothing to make it of. */
export type DefectKind = (n: number, course: CourseFacts) => Defect | undefined;

const pick = <T>(list: readonly T[], n: number): T | undefined => list[(n * 7919) % Math.max(1, list.length)];

/** A name with the case of its first letter changed that changes at all. */
function otherCase(path: string): string | undefined {
  const at = path.slice(path.lastIndexOf('/') + 1).search(/[a-z]/i);
  if (at < 0 || path.includes('%')) return undefined;
  const index = path.lastIndexOf('/') + 1 + at;
  const letter = path.charAt(index);
  const swapped = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return path.slice(0, index) + swapped + path.slice(index + 1);
}

const colab = ({ repository }: CourseFacts, branch: string, path: string): string =>
  `https://colab.research.google.com/github/${repository}/blob/${branch}/${encodeURI(path)}`;

/** The kinds of defects, by what an author does wrong. */
export const DEFECT_KINDS: Readonly<Record<string, DefectKind>> = {
  'a figure that is not there': (n, { baseurl }) => ({
    code: 'figure-missing',
    text: `![A drawing](⟦${baseurl}/planted/none-${n}.png)`,
  }),
  'a figure in raw HTML that is not there': (n, { baseurl }) => ({
    code: 'figure-missing',
    text: `<img src="⟦${baseurl}/planted/raw-${n}.png" alt="A drawing" width="50%">`,
  }),
  'a figure in other letter case': (n, { figures }) => {
    const swapped = otherCase(pick(figures, n) ?? '');
    if (swapped === undefined || figures.includes(swapped)) return undefined;
    return { code: 'figure-case', text: `![A drawing](⟦${swapped})` };
  },
  'a page that is not there': (n, { baseurl }) => ({
    code: 'page-missing',
    text: `[the notes](⟦${baseurl}/planted-page-${n}/)`,
  }),
  'a file that is not there': (n, { baseurl }) => ({
    code: 'file-missing',
    text: `[the slides](⟦${baseurl}/planted/slides-${n}.pdf)`,
  }),
  'an anchor that is not there': (n) => ({
    code: 'anchor-missing',
    text: `[below](⟦#planted-anchor-${n})`,
  }),
  'a notebook that is not there': (n, course) => ({
    code: 'notebook-missing',
    text: `[Colab](⟦${colab(course, course.branch, `planted-${n}.ipynb`)})`,
  }),
  'a notebook on another branch': (n, course) => {
    const notebook = pick(course.notebooks, n);
    if (notebook === undefined) return undefined;
    return { code: 'notebook-branch', text: `[Colab](⟦${colab(course, 'draft', notebook)})` };
  },
  'a tag without its end': (n) => ({
    code: 'link-broken-markup',
    text: `⟦<img src="https://example.org/${n}.png" alt="x" style="width:49%"<br>`,
  }),
  'a URL over two lines': (n) => ({
    code: 'link-broken-markup',
    text: `[a page](⟦https://example.org/planted/\n  path-${n}.html)`,
  }),
  'a URL in quotation marks': (n) => ({
    code: 'link-broken-markup',
    text: `[a page](⟦"https://example.org/planted-${n}")`,
  }),
  'a link without an address': () => ({ code: 'link-empty', text: '[a page](⟦)' }),
  'an attribute list without its colon': (n) => ({
    code: 'attribute-unknown',
    text: `[a page](https://example.org/planted-${n})⟦{target="_blank"}`,
  }),
  'a misspelt attribute': (n) => ({
    code: 'attribute-unknown',
    text: `[a page](https://example.org/planted-${n}){:⟦traget="_blank"}`,
  }),
  'Markdown in raw HTML': (n) => ({
    code: 'markdown-in-html',
    text: `<div>as ⟦**planted ${n}** shows</div>`,
  }),
  'a misspelt tag': (n) => ({
    code: 'html-unknown-tag',
    text: `⟦<spaln style="color:blue">planted ${n}</span>`,
  }),
  'a closing tag that closes nothing': (n) => ({
    code: 'html-stray-tag',
    text: `<div>planted ${n}⟦</br> here</div>`,
  }),
  'an element that is never closed': (n) => ({
    code: 'html-unclosed',
    text: `⟦<div class="planted-${n}">\nThe end.`,
    atEnd: true,
  }),
  'a picture without alternative text': (n) => ({
    code: 'alt-missing',
    text: `<img src="⟦https://example.org/planted-${n}.png" width="50%">`,
  }),
  'an id that is taken': (n) => ({
    code: 'id-duplicate',
    text: `<span id="planted-${n}">one</span> and ⟦<span id="planted-${n}">two</span>`,
  }),
  'a macro that is not defined': (n) => ({
    code: 'math-undefined-macro',
    text: `the value $$x + ⟦\\plantedmacro y_{${n}}$$ of it`,
  }),
  'a brace that is not closed': (n) => ({
    code: 'math-syntax',
    text: `the value $$\\frac{a_{${n}}}{b$$ of it⟦`,
    anyColumn: true,
  }),
  'an equation that is not there': (n) => ({
    code: 'math-undefined-label',
    text: `as $$⟦\\eqref{eq:planted-${n}}$$ says`,
  }),
  'a tag of Liquid that there is not': () => ({
    code: 'liquid-unknown-tag',
    text: 'here ⟦{% plantedtag %} there',
  }),
  'a filter of Liquid that there is not': () => ({
    code: 'liquid-unknown-filter',
    text: 'here ⟦{{ page.url | plantedfilter }} there',
  }),
  'an include that is not there': (n) => ({
    code: 'include-missing',
    text: `here ⟦{% include planted-${n}.html %} there`,
  }),
  'a picture from http:': (n) => ({
    code: 'mixed-content',
    text: `![A drawing](⟦http://example.org/planted-${n}.png)`,
  }),
  'a link to one’s own computer': (n) => ({
    code: 'link-localhost',
    text: `[the notebook](⟦http://localhost:8888/notebooks/${n})`,
  }),
  'a passcode': (n) => ({ code: 'secret-exposed', text: `Zoom, passcode: ⟦k3Y${n}zz9` }),
  'a footnote that is not there': (n) => ({
    code: 'footnote-missing',
    text: `a claim⟦[^planted${n}] and more`,
  }),
  'a heading that skips levels': (n) => ({ code: 'heading-skips', text: `⟦###### Planted ${n}` }),
  'front matter that is no YAML': (n) => ({
    code: 'front-matter-yaml',
    file: `planted-front-${n}.md`,
    text: `---\nauthor: A\ntitle: one: ⟦two\n---\n\nText.\n`,
    anyColumn: true,
  }),
  'a layout that is not there': (n) => ({
    code: 'layout-missing',
    file: `planted-layout-${n}.md`,
    text: `---\ntitle: A\n⟦layout: planted-${n}\n---\n\nText.\n`,
  }),
  'two pages with one address': (n) => ({
    code: 'url-conflict',
    file: `planted-one-${n}.md`,
    text: `⟦---\npermalink: /planted-same-${n}/\n---\n\nText.\n`,
    besides: { file: `planted-two-${n}.md`, text: `---\npermalink: /planted-same-${n}/\n---\n\nText.\n` },
  }),
  'a style sheet that loads nothing': (n) => ({
    code: 'figure-missing',
    file: `planted-${n}.css`,
    text: `p { color: red }\n\tb { background: url("⟦planted/back-${n}.png") }\n`,
  }),
  'a notebook that is no JSON': (n) => ({
    code: 'notebook-broken',
    file: `planted-${n}.ipynb`,
    text: '{\n  "cells": [\n   {"cell_type": "markdown" ⟦"source": []}\n  ]\n}\n',
  }),
};
