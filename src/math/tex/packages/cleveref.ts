import { tex } from '../translation/node.js';
import { type Handler, plainArgument, write } from '../translation/translation.js';

/** `\cref{name}` or `\cref{name,other}`: names and numbers, as cleveref and hyperref's `\autoref` show them. */
const namedReference: Handler = (translation, command) => {
  const { at } = command;
  const labels = plainArgument(translation, command).split(',');
  labels.forEach((label, index) => {
    if (index > 0) write(translation, tex('\\text{, }', at));
    write(translation, { kind: 'reference', label: label.trim(), form: 'name', inText: false, at });
  });
};

/** The package's commands, by their names. */
export const CLEVEREF: ReadonlyMap<string, Handler> = new Map([
  ['cref', namedReference],
  ['Cref', namedReference],
  ['autoref', namedReference],
]);
