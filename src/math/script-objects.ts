import { type AnyNode, type Program, parse } from 'acorn';

/** A value that a script writes out literally. What it computes is missing, not guessed. */
export type Literal = string | number | boolean | null | readonly Literal[] | LiteralObject;
export interface LiteralObject {
  readonly [key: string]: Literal | undefined;
}

/** A literal value that a script hands to something: assigns to a name, or passes to a call. */
export interface ScriptStatement {
  /** What is assigned to or called, as a dotted path without `window.`: `MathJax`, `MathJax.Hub.Config`. */
  readonly target: string;
  readonly kind: 'assign' | 'call';
  /** The assigned value, or the call's arguments; what is no literal is undefined. */
  readonly values: readonly (Literal | undefined)[];
}

/** A script that was read, or the offset and the reason where it is no JavaScript. */
export type ScriptReading =
  | {
      readonly ok: true;
      readonly statements: readonly ScriptStatement[];
      readonly parts: readonly ScriptPart[];
      /** The keys of the objects that it writes out, and the strings that it hands to calls, with their offsets. */
      readonly names: readonly { readonly name: string; readonly at: number }[];
    }
  | { readonly ok: false; readonly at: number; readonly reason: string };

/** Where a statement of a script's top level starts and ends. */
export interface ScriptPart {
  readonly from: number;
  readonly to: number;
}

/** Reads the text of a script. */
export type ScriptReader = (text: string) => ScriptReading;

/** A reader that reads equal scripts once: those of a layout stand on every page. */
export function scriptReader(): ScriptReader {
  const known = new Map<string, ScriptReading>();
  return (text) => {
    const reading = known.get(text) ?? readScript(text);
    known.set(text, reading);
    return reading;
  };
}

/**
 * Reads the assignments and calls of a script, also those inside callbacks, in the order of the text. Nothing is
 * run: of the values only literals are understood (objects, arrays, strings, templates without expressions,
 * numbers, booleans, negative numbers, and strings joined by `+`).
 */
export function readScript(text: string): ScriptReading {
  let program: Program;
  try {
    program = parse(text, { ecmaVersion: 'latest', allowReturnOutsideFunction: true });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    return { ok: false, at, reason: error.message.replace(/\s*\(\d+:\d+\)$/, '') };
  }
  const statements: ScriptStatement[] = [];
  const names: { name: string; at: number }[] = [];
  collect(program, statements, names);
  const parts = program.body.map((node) => ({ from: node.start, to: node.end }));
  return { ok: true, statements, parts, names };
}

function collect(root: AnyNode, into: ScriptStatement[], names: { name: string; at: number }[]): void {
  const waiting: AnyNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const statement = statementOf(node);
    if (statement !== undefined) into.push(statement);
    const name = nameOf(node);
    if (name !== undefined) names.push({ name, at: node.start });
    waiting.push(...childNodes(node).reverse());
  }
}

function statementOf(node: AnyNode): ScriptStatement | undefined {
  if (node.type === 'AssignmentExpression' && node.operator === '=') {
    return statement('assign', node.left, [node.right]);
  }
  if (node.type === 'VariableDeclarator' && node.init) return statement('assign', node.id, [node.init]);
  if (node.type === 'CallExpression') return statement('call', node.callee, node.arguments);
  return undefined;
}

function statement(
  kind: ScriptStatement['kind'],
  target: AnyNode,
  values: readonly AnyNode[],
): ScriptStatement | undefined {
  const path = pathOf(target);
  return path === undefined ? undefined : { kind, target: path, values: values.map(literal) };
}

function nameOf(node: AnyNode): string | undefined {
  if (node.type === 'Property' && !node.computed) return keyOf(node.key);
  return node.type === 'CallExpression' ? keyOf(node.arguments[0]) : undefined;
}

function keyOf(node: AnyNode | undefined): string | undefined {
  if (node?.type === 'Identifier') return node.name;
  return node?.type === 'Literal' ? String(node.value) : undefined;
}

function pathOf(node: AnyNode): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier')
    return undefined;
  const object = pathOf(node.object);
  if (object === undefined) return undefined;
  return object === 'window' ? node.property.name : `${object}.${node.property.name}`;
}

function childNodes(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) children.push(child);
  }
  return children;
}

/** acorn's nodes are the objects of its tree that name their type. */
function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function literal(node: AnyNode): Literal | undefined {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ||
        typeof node.value === 'number' ||
        typeof node.value === 'boolean'
        ? node.value
        : node.value === null && node.raw === 'null'
          ? null
          : undefined;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
    case 'ArrayExpression':
      return node.elements.map((element) => (element === null ? null : (literal(element) ?? null)));
    case 'ObjectExpression':
      return objectLiteral(node.properties);
    case 'UnaryExpression': {
      const value = literal(node.argument);
      return node.operator === '-' && typeof value === 'number' ? -value : undefined;
    }
    case 'BinaryExpression': {
      const [left, right] = [literal(node.left), literal(node.right)];
      return node.operator === '+' && typeof left === 'string' && typeof right === 'string'
        ? left + right
        : undefined;
    }
    default:
      return undefined;
  }
}

function objectLiteral(properties: readonly AnyNode[]): LiteralObject {
  const entries: [string, Literal][] = [];
  for (const property of properties) {
    if (property.type !== 'Property' || property.computed) continue;
    const name = keyOf(property.key);
    const value = literal(property.value);
    if (name !== undefined && value !== undefined) entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}
