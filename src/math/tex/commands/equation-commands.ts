import { readOptional, type Token, takeAfterSpaces, textOf } from '../syntax/tokens.js';
import type { RowState } from '../translation/equations.js';
import { katexSource } from '../translation/katex-source.js';
import { type ReferenceNode, tex } from '../translation/node.js';
import { closeLefts, rowBreak } from '../translation/rows.js';
import { textNodes } from '../translation/text-mode.js';
import {
  type Handler,
  note,
  plainArgument,
  rawArgument,
  type Translation,
  write,
} from '../translation/translation.js';

function rowOf({ formula }: Translation): RowState | undefined {
  return formula.rows.at(-1);
}

/** `\tag{text}` and `\tag*{text}`: what stands beside the equation instead of a number. */
const tag: Handler = (translation, command) => {
  const bare = takeAfterSpaces(translation.reader, '*');
  const text = textNodes(rawArgument(translation, command), translation.formula);
  const row = rowOf(translation);
  if (row === undefined) return;
  if (row.tag !== undefined)
    note(translation, 'math-repaired', command.at, 'This equation has a \\tag already.');
  row.tag ??= { tex: katexSource([text], new Map()).tex, bare };
};

/** `\label{name}`: a name by which `\ref` and `\eqref` lead to the equation. */
const label: Handler = (translation, command) => {
  const name = plainArgument(translation, command);
  if (name !== '') rowOf(translation)?.labels.push({ name, at: command.at });
};

/** `\notag`, `\nonumber`: the line has no number. */
const withoutNumber: Handler = (translation) => {
  const row = rowOf(translation);
  if (row !== undefined) row.numbered = false;
};

function reference(form: ReferenceNode['form']): Handler {
  return (translation, command) => {
    const name = plainArgument(translation, command);
    write(translation, { kind: 'reference', label: name, form, inText: false, at: command.at });
  };
}

/** TeX of text mode without references. */
function plainText(translation: Translation, command: Token): string {
  const nodes = textNodes(rawArgument(translation, command), translation.formula);
  return katexSource([nodes], new Map()).tex;
}

/** `\newtagform{name}[inner]{left}{right}` (mathtools): what stands around the numbers of equations. */
const newTagForm: Handler = (translation, command) => {
  const name = plainArgument(translation, command);
  const inner = textOf(readOptional(translation.reader) ?? []).trim();
  const left = plainText(translation, command);
  const form = {
    left,
    right: plainText(translation, command),
    inner: /^\\[A-Za-z]+$/.test(inner) ? inner : '',
  };
  translation.formula.page.equations.forms.set(name, form);
  translation.formula.defines = true;
};

/** `\usetagform{name}`: from here on; with an empty name or `default`, parentheses again. */
const useTagForm: Handler = (translation, command) => {
  const name = plainArgument(translation, command);
  const { equations } = translation.formula.page;
  equations.form = equations.forms.get(name);
  translation.formula.defines = true;
  if (equations.form === undefined && name !== '' && name !== 'default') {
    const message = `No \\newtagform defines "${name}".`;
    note(translation, 'math-repaired', command.at, message, 'Define it before it is used.');
  }
};

const lineBreak: Handler = (translation, { at }) => rowBreak(translation, at);

/** `\hline` stands at the start of a line of a table; elsewhere it means nothing. */
const rule: Handler = (translation, { text, at }) => {
  closeLefts(translation, at);
  if (translation.frames.at(-1)?.kind === 'environment') write(translation, tex(text, at));
};

export const EQUATION_COMMANDS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['\\tag', tag],
  ['\\label', label],
  ['\\notag', withoutNumber],
  ['\\nonumber', withoutNumber],
  ['\\ref', reference('number')],
  ['\\eqref', reference('in-parentheses')],
  ['\\refeq', reference('number')],
  ['\\newtagform', newTagForm],
  ['\\renewtagform', newTagForm],
  ['\\usetagform', useTagForm],
  ['\\\\', lineBreak],
  ['\\cr', lineBreak],
  ['\\newline', lineBreak],
  ['\\hline', rule],
  ['\\hdashline', rule],
]);
