import type { MappedText } from '../../diagnostics/index.js';
import { didYouMean, Fault } from '../core/fault.js';
import { strip } from '../core/ruby-string.js';
import { evaluate } from '../render/evaluate.js';
import type { Construct, Rendering } from '../render/rendering.js';
import { type Expression, isParameter, parseExpression } from '../syntax/expression.js';
import { SPACE } from '../syntax/fragments.js';
import { isHash } from '../values/kind.js';
import type { InlineTag } from './tag.js';

const DOUBLE_QUOTED = '"([^"\\\\]*(?:\\\\[\\s\\S][^"\\\\]*)*)"';
const SINGLE_QUOTED = "'([^'\\\\]*(?:\\\\[\\s\\S][^'\\\\]*)*)'";
const PARAMETER = `([\\w-]+)${SPACE}*=${SPACE}*(?:${DOUBLE_QUOTED}|${SINGLE_QUOTED}|([\\w.-]+))`;
const PARAMETERS = new RegExp(`^${SPACE}*(?:${PARAMETER}(?=${SPACE}|$)${SPACE}*)*$`);
const VARIABLE_NAME = new RegExp(
  `^([^{]*(?:\\{\\{${SPACE}*[\\w\\-.]+${SPACE}*(?:\\|[^}]*)?\\}\\}[^\\s{}]*)+)([\\s\\S]*)$`,
);

interface IncludeMarkup {
  /** The file's name; it may have `{{ … }}` in it. */
  readonly file: string;
  readonly isVariable: boolean;
  /** Nothing where the tag has no parameters: then those of the file around it are still seen. */
  readonly parameters: readonly (readonly [string, Expression])[] | undefined;
}

function parseInclude(tag: Construct): IncludeMarkup {
  const markup = strip(tag.markup);
  const variable = VARIABLE_NAME.exec(markup);
  if (variable !== null) {
    const [, file = '', rest = ''] = variable;
    return { file: strip(file), isVariable: true, parameters: parseParameters(strip(rest), tag) };
  }
  const space = /[ \t\r\n\f\v]+/.exec(markup);
  const file = space === null ? markup : markup.slice(0, space.index);
  const rest = space === null ? undefined : markup.slice(space.index + space[0].length);
  return { file, isVariable: false, parameters: rest === undefined ? undefined : parseParameters(rest, tag) };
}

function parseParameters(markup: string, tag: Construct): [string, Expression][] {
  if (!PARAMETERS.test(markup)) {
    throw new Fault(
      'liquid-syntax',
      `The parameters of this ${tag.name} cannot be read.`,
      `Write {% ${tag.name} file.html name="text" other=page.title %}, with a space between parameters.`,
    );
  }
  return [...markup.matchAll(new RegExp(PARAMETER, 'g'))].map(
    ([, name = '', double, single, variable = '']) => {
      if (double !== undefined) return [name, { kind: 'literal', value: double.replaceAll('\\"', '"') }];
      if (single !== undefined) return [name, { kind: 'literal', value: single.replaceAll("\\'", "'") }];
      return [name, parseExpression(variable)];
    },
  );
}

/** Jekyll's validate_file_name: no `..`, no `//`, and no characters but these. */
function checkName(file: string, tag: Construct): void {
  if (/^[\w/.\-()+~#@]+$/m.test(file) && !/[./]{2,}/.test(file)) return;
  throw new Fault(
    'liquid-argument',
    file === '' ? `This ${tag.name} names no file.` : `"${file}" cannot be the name of an included file.`,
    'Names are made of letters, digits and / . - _ ( ) + ~ # @, without two points or slashes in a row.',
  );
}

type Finder = (file: string, rendering: Rendering, tag: Construct) => MappedText;

function findInclude(file: string, rendering: Rendering): MappedText {
  const { includes } = rendering.options;
  const found = includes.find(file);
  if (found !== undefined) return found;
  throw new Fault('include-missing', `There is no file ${file} in _includes.`, () =>
    didYouMean(file, includes.names(), 'Put the file into _includes, or correct the name.'),
  );
}

/** The folder is that of the page, in an included file too. */
function findRelative(file: string, rendering: Rendering, tag: Construct): MappedText {
  const page = rendering.scopes.get('page');
  const path = isHash(page) && typeof page['path'] === 'string' ? page['path'] : tag.place().file;
  const found = rendering.options.includeRelative(file, path);
  if (found !== undefined) return found;
  throw new Fault('include-missing', `There is no file ${file} next to ${path}.`, 'Correct the name.');
}

function includeTag(find: Finder): InlineTag {
  return {
    kind: 'inline',
    isBlank: false,
    parse: (tag) => {
      const { file, isVariable, parameters } = parseInclude(tag);
      const isHandedOn = parameters === undefined || parameters.some(([, value]) => isParameter(value));
      return (rendering) => {
        const name = isVariable ? rendering.renderText(file, tag) : file;
        checkName(name, tag);
        // Ruby joins a path that begins with a slash to the folder like any other.
        const template = find(name.replace(/^\//, ''), rendering, tag);
        const values =
          parameters &&
          Object.fromEntries(parameters.map(([key, value]) => [key, evaluate(value, rendering)]));
        rendering.scopes.within(() => {
          if (values !== undefined) rendering.scopes.set('include', values);
          rendering.include(template, (isHandedOn ? rendering.caller() : undefined) ?? tag.origin);
        });
      };
    },
  };
}

/** `{% include file.html name="text" other=page.title %}` (Jekyll's tags/include.rb). */
export const includeFileTag: InlineTag = includeTag(findInclude);

/** `{% include_relative file.md %}`. */
export const includeRelativeTag: InlineTag = includeTag(findRelative);
