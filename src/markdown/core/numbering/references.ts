import {
  decodeName,
  elementOf,
  isMarkable,
  LABEL_KINDS,
  type Label,
  type LabelKind,
  markedReference,
  type ReferenceForm,
  referenceMark,
  shownReference,
} from '../../../labels/index.js';
import { escapeText } from '../../../math/index.js';
import { environmentOf, type MarkdownEnvironment } from '../../document/environment.js';
import type { StateCore, Token } from '../../document/markdown-it.js';
import type { Numbering } from '../../document/numbering.js';
import { metaOf } from '../../document/token-meta.js';
import { escapeAttribute } from '../../render/escape.js';
import { markedHeading } from './marked-heading.js';
import { rawSpan, withFirstClass } from './tokens.js';

/** What references of a document are resolved with. */
interface Resolution {
  readonly environment: MarkdownEnvironment;
  readonly numbering: Numbering;
  readonly labels: ReadonlyMap<string, Label>;
  /** All ids of the document. */
  readonly ids: ReadonlySet<string>;
  /** The kinds by what they are called, in lower case. */
  readonly kinds: ReadonlyMap<string, LabelKind>;
}

/** How a reference is shown. */
interface HowShown {
  readonly form: ReferenceForm;
  readonly kind?: LabelKind | undefined;
  /** Whether its author says what it shows. */
  readonly hasOwnWords?: true;
}

/** What a reference shows: plain text, or a mark of what is known when all pages are made. */
interface Shown {
  readonly href: string;
  readonly text: string;
}

/**
 * Shows what references lead to: links without a text (`[](#fig:unet)`), links whose text is the name of a kind
 * (`[Figure](#fig:unet)`) and LaTeX's references. What the document itself has not got is marked, and noted among its
 * mentions.
 */
export function references(core: StateCore): void {
  const environment = environmentOf(core);
  const { numbering } = environment;
  if (numbering === undefined) return;
  const marked = markedHeadings(core.tokens, environment);
  for (const { id, text } of environment.headings) {
    if (id === '') continue;
    const title = marked.get(id);
    environment.labels.push({
      name: id,
      kind: 'section',
      number: text,
      ...(title !== undefined && { marked: title }),
    });
  }
  const labels = new Map<string, Label>();
  for (const label of environment.labels) if (!labels.has(label.name)) labels.set(label.name, label);
  const resolution: Resolution = {
    environment,
    numbering,
    labels,
    ids: new Set(environment.anchors.map(({ id }) => id)),
    kinds: kindsByName(numbering),
  };
  for (const { type, children } of core.tokens)
    if (type === 'inline' && children !== null) showIn(children, resolution);
}

/** The headings that have formulas, by their ids. */
function markedHeadings(
  tokens: readonly Token[],
  { formulas }: MarkdownEnvironment,
): ReadonlyMap<string, string> {
  const marked = new Map<string, string>();
  if (formulas.length === 0) return marked;
  tokens.forEach((token, index) => {
    if (token.type !== 'heading_open') return;
    const id = String(token.attrGet('id') ?? '');
    const title = markedHeading(tokens[index + 1]?.children ?? [], formulas);
    if (title !== undefined && !marked.has(id)) marked.set(id, title);
  });
  return marked;
}

function kindsByName({ words }: Numbering): Map<string, LabelKind> {
  const kinds = new Map<string, LabelKind>();
  for (const kind of LABEL_KINDS) {
    kinds.set(kind, kind);
    const word = words[kind];
    if (word !== undefined) kinds.set(word.toLowerCase(), kind);
  }
  return kinds;
}

/** Shows the references among spans. */
function showIn(spans: Token[], resolution: Resolution): void {
  let links = 0;
  for (let at = 0; at < spans.length; at++) {
    const token = spans[at];
    if (token === undefined) continue;
    if (token.type === 'link_open') {
      links++;
      showLink(spans, at, token, resolution);
    } else if (token.type === 'link_close') links--;
    else if (token.type === 'reference') spans[at] = rawSpan(texReference(token, links > 0, resolution));
  }
}

const FORMS: Readonly<Record<string, ReferenceForm>> = { ref: 'number', eqref: 'in-parentheses' };

/** The HTML of LaTeX's reference to one label or to several. */
function texReference(token: Token, isInLink: boolean, resolution: Resolution): string {
  const form = FORMS[token.info] ?? 'name';
  return token.content
    .split(',')
    .map((name) => {
      const shown = resolved(`#${name.trim()}`, { form }, token.markup, metaOf(token).at ?? 0, resolution);
      if (shown === undefined || isInLink) return shown?.text ?? escapeText(name.trim());
      return `<a class="reference" href="${escapeAttribute(shown.href)}">${shown.text}</a>`;
    })
    .join(', ');
}

/** A fragment, or a path within the site with or without one. */
const TARGET = /^(?![A-Za-z][A-Za-z0-9+.-]*:|\/\/)([^#\s]*)(?:#([^\s]+))?$/;

/** Gives a link its text, where it has none, or the number behind the name of a kind. */
function showLink(spans: Token[], at: number, link: Token, resolution: Resolution): void {
  const next = spans[at + 1];
  const isEmpty = next?.type === 'link_close';
  const word = next?.type === 'text' && spans[at + 2]?.type === 'link_close' ? next.content.trim() : '';
  const target = String(link.attrGet('href') ?? '');
  const [, path, fragment] = TARGET.exec(target) ?? [];
  if (path === undefined || (path === '' && fragment === undefined)) return;
  const kind = word === '' ? undefined : resolution.kinds.get(word.toLowerCase());
  const { at: place = 0 } = metaOf(link);
  if (!isEmpty && (kind === undefined || fragment === undefined)) {
    if (path === '' && fragment !== undefined) showOwnWords(link, fragment, place, resolution);
    return;
  }
  const how = isEmpty ? ({ form: 'name' } as const) : ({ form: 'behind', kind } as const);
  const written = `[${word}](${target})`;
  const shown = resolved(path === '' ? `#${fragment}` : target, how, written, place, resolution);
  if (shown === undefined) return;
  link.attrSet('href', shown.href);
  withFirstClass(link, 'reference');
  spans.splice(isEmpty ? at + 1 : at + 2, 0, rawSpan(shown.text));
}

/**
 * A link to a label with its author's own words leads there, also on another page of the course. Of names that the page itself
 * has not got only those with a colon are looked for elsewhere, as headings and layouts do not make them.
 */
function showOwnWords(link: Token, fragment: string, place: number, resolution: Resolution): void {
  const name = decodeName(fragment);
  const label = resolution.labels.get(name);
  if (label !== undefined) {
    if (label.kind !== 'section') withFirstClass(link, 'reference');
    return;
  }
  if (!name.includes(':')) return;
  const shown = resolved(
    `#${fragment}`,
    { form: 'name', hasOwnWords: true },
    `#${fragment}`,
    place,
    resolution,
  );
  if (shown === undefined) return;
  link.attrSet('href', shown.href);
  withFirstClass(link, 'reference');
}

/**
 * What a reference shows; undefined where it leads to something of the page that has no name, or cannot be told of in a mark.
 */
function resolved(
  target: string,
  { hasOwnWords, ...how }: HowShown,
  written: string,
  at: number,
  { environment, numbering, labels, ids }: Resolution,
): Shown | undefined {
  const name = target.startsWith('#') ? decodeName(target.slice(1)) : undefined;
  const label = name === undefined ? undefined : labels.get(name);
  if (label !== undefined)
    return {
      href: `#${encodeURI(elementOf(label))}`,
      text: markedReference(how, label) ?? escapeText(shownReference(how, label, numbering.words)),
    };
  const marked = target.replace(/["'<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  if ((name !== undefined && ids.has(name)) || !isMarkable(marked)) return undefined;
  const { origin } = numbering;
  const place = environment.locate(at);
  // Where it leads is looked up in another way than other links are.
  const found = environment.references.findIndex(({ url, element }) => element === 'a' && url === target);
  const reference = environment.references[found];
  if (reference !== undefined && target.includes('#')) {
    const url = target.slice(0, target.indexOf('#'));
    environment.references.splice(found, 1, ...(url === '' ? [] : [{ ...reference, url }]));
  }
  if (target.includes('#'))
    environment.mentions.push({
      target: marked,
      place: reference?.place ?? place,
      text: written,
      ...(hasOwnWords && { hasOwnWords }),
    });
  return {
    href: referenceMark({ form: 'address', origin, target: marked }),
    text: referenceMark({ ...how, origin, target: marked }),
  };
}
