import { parse } from 'acorn';

/**
 * A chunk of esbuild's, which is a module of ECMAScript, as one of CommonJS and in ASCII, with the same lines, so that its source
 * map has them right. Each name is taken over once, when the chunk is loaded, so that a call is no slower than it was. Throws
 * where a chunk has what cannot be said this way, such as a name that is assigned to later.
 *
 * @param {string} text
 * @param {(specifier: string) => string} fileOf what a chunk is called by now
 */
export function commonJs(text, fileOf) {
  const comments = [];
  const { body } = parse(text, { ecmaVersion: 'latest', sourceType: 'module', onComment: comments });
  const changes = [];
  const exported = new Set();
  for (const statement of body) {
    if (statement.type === 'ImportDeclaration') changes.push([statement, required(statement, fileOf)]);
    else if (
      statement.type === 'ExportNamedDeclaration' &&
      statement.declaration === null &&
      !statement.source
    ) {
      for (const { local } of statement.specifiers) exported.add(local.name);
      const names = statement.specifiers.map(
        ({ local, exported: name }) => `exports.${name.name} = ${local.name};`,
      );
      changes.push([statement, names.join(' ')]);
    } else if (/^Export/.test(statement.type)) throw new Error(`A chunk has a ${statement.type}.`);
  }
  eachNode(body, (node) => {
    if (node.type === 'ImportExpression') changes.push([node, requiredLater(node.source, fileOf)]);
    else if (node.type === 'MetaProperty' && node.meta.name === 'import') changes.push([node, '__meta']);
    else if (node.regex !== undefined && NOT_ASCII.test(node.raw)) changes.push([node, asciiPattern(node)]);
    // Who has taken it would not hear of it.
    for (const name of assignedNames(node))
      if (exported.has(name)) throw new Error(`A chunk exports ${name}, which changes.`);
  });
  for (const comment of comments) {
    const isInside = changes.some(([{ start, end }]) => start < comment.start && comment.end < end);
    if (NOT_ASCII.test(comment.value) && !isInside) changes.push([comment, ' ']);
  }
  const result = replaced(text, changes);
  const [letter] = NOT_ASCII.exec(result) ?? [];
  if (letter !== undefined) throw new Error(`A chunk has ${letter}, and not only ASCII.`);
  return result;
}

/** What stands before a chunk: what is strict in a module, `import.meta`, and what `import()` gives of a library. */
const HEAD = [
  '"use strict";',
  'const __meta = { dirname: __dirname, get url() { return require("node:url").pathToFileURL(__filename).href; } };',
  'const __namespace = (found) => found[Symbol.toStringTag] === "Module" ? found : { ...found, default: found };',
].join(' ');

/** What an import is in CommonJS; all that is imported by default is CommonJS as well. */
function required({ specifiers, source: { value } }, fileOf) {
  const found = `require(${JSON.stringify(value.startsWith('./') ? fileOf(value) : value)})`;
  const names = specifiers.filter(
    ({ type, imported }) => type === 'ImportSpecifier' && imported.name !== 'default',
  );
  const others = specifiers
    .filter((one) => !names.includes(one))
    .map(({ local }) => `const ${local.name} = ${found};`);
  const named = names.map(({ imported, local }) =>
    imported.name === local.name ? local.name : `${imported.name}: ${local.name}`,
  );
  if (named.length > 0) others.push(`const { ${named.join(', ')} } = ${found};`);
  return specifiers.length === 0 ? `${found};` : others.join(' ');
}

/** What `import()` is in CommonJS, where a library may still be a module (Node 20.19 and later require those, too). */
function requiredLater({ value }, fileOf) {
  if (typeof value !== 'string') throw new Error('A chunk imports what only it knows the name of.');
  const found = value.startsWith('./')
    ? `require(${JSON.stringify(fileOf(value))})`
    : `__namespace(require(${JSON.stringify(value)}))`;
  return `Promise.resolve().then(() => ${found})`;
}

const NOT_ASCII = /[^\0-\x7f]/;

/**
 * A regular expression in ASCII, as the bundler has all but these: of a file with one other letter V8 takes each for two bytes,
 * and Node decodes every one of them. Two units that are one letter stay one, also where a flag has letters counted.
 */
function asciiPattern({ raw }) {
  // A letter behind a backslash stands for itself.
  return raw.replace(/\\?([^\0-\x7f])|\\[\s\S]/gu, (whole, letter) =>
    (letter === undefined ? whole : letter).replace(
      /[^\0-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
}

/** The names of variables to which something assigns, in a pattern as well. */
function assignedNames(node) {
  switch (node.type) {
    case 'AssignmentExpression':
      return namesIn(node.left);
    case 'UpdateExpression':
      return namesIn(node.argument);
    case 'ForInStatement':
    case 'ForOfStatement':
      return namesIn(node.left);
    default:
      return [];
  }
}

/** The names in what stands to the left of an assignment; none in a declaration, whose names are new. */
function namesIn(target) {
  switch (target?.type) {
    case 'Identifier':
      return [target.name];
    case 'AssignmentPattern':
      return namesIn(target.left);
    case 'RestElement':
      return namesIn(target.argument);
    case 'ArrayPattern':
      return target.elements.flatMap(namesIn);
    case 'ObjectPattern':
      return target.properties.flatMap((one) => namesIn(one.type === 'Property' ? one.value : one));
    default:
      return [];
  }
}

function eachNode(node, tell) {
  if (Array.isArray(node)) for (const one of node) eachNode(one, tell);
  else if (typeof node?.type === 'string') {
    tell(node);
    for (const key in node) if (key !== 'type') eachNode(node[key], tell);
  }
}

/** The text with stretches of it replaced, each by as many lines. */
function replaced(text, changes) {
  let result = '';
  let at = 0;
  for (const [{ start, end }, instead] of changes.sort(([a], [b]) => a.start - b.start)) {
    const lines = text.slice(start, end).split('\n').length - 1;
    result += text.slice(at, start) + instead + '\n'.repeat(lines);
    at = end;
  }
  result += text.slice(at);
  // What names the interpreter stays in front.
  const [interpreter = ''] = /^#!.*\n/.exec(result) ?? [];
  return `${interpreter}${HEAD} ${result.slice(interpreter.length)}`;
}
