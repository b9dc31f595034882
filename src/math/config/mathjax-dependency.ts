import { type AnyNode, parse } from 'acorn';

/** Names under which a browser's scripts reach their global variables. */
const GLOBALS: ReadonlySet<string> = new Set(['window', 'self', 'globalThis', 'top', 'parent']);
/** What puts text into a page, or fetches it. */
const INSERTING_CALLS =
  /^(?:insertAdjacent\w+|insertBefore|append|prepend|appendChild|replaceChildren|replaceWith|replaceChild|after|before|html|text|load|write|fetch|get|post|ajax|getJSON|XMLHttpRequest|createContextualFragment)$/;
const INSERTING_PROPERTIES = /^(?:innerHTML|outerHTML|textContent|innerText)$/;
/** What a text without formulas has not. */
const TEX = /[\\$`]/;
/** Of code that is no JavaScript: that it calls MathJax. */
const CALL = /\bMathJax\s*\.\s*(?:typeset|startup|tex2|Hub\s*\.\s*(?:Queue|Typeset|Config))/;

/** What was seen of a script's dealings with MathJax. */
interface MathJaxUse {
  /** Whether it gives `MathJax` a value by itself. */
  defines: boolean;
  /** Whether it reads of `MathJax` where there may be none, which would end it with an error. */
  reads: boolean;
  calls: boolean;
  /** Whether it calls MathJax where it has made sure that there is one. */
  asks: boolean;
  inserts: boolean;
  /** Whether it tells another library to have its texts typeset. */
  delegates: boolean;
}

/**
 * Whether a script, which stays in a page, needs MathJax there: where it would end with an error without it, where it
 * has text typeset that it puts into the page, or where it has another library do so (JSXGraph: `useMathJax`). A script
 * that merely asks whether MathJax is there, to have it typeset what the page has anyway, does without.
 */
export function needsMathJax(code: string): boolean {
  // Plotly has the labels of its figures typeset by the MathJax that it finds.
  if (/\bPlotly\b/.test(code) && /(["'`])\$[^$\n]+\$\1/.test(code)) return true;
  if (!code.includes('MathJax')) return false;
  const use: MathJaxUse = {
    defines: false,
    reads: false,
    calls: false,
    asks: false,
    inserts: false,
    delegates: false,
  };
  try {
    inspect(parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true }), false, use);
  } catch (error) {
    // Code that is no JavaScript, or nested too deep.
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return CALL.test(code);
  }
  const { defines, reads, calls, asks, inserts, delegates } = use;
  return delegates || (defines ? calls : reads || calls) || (asks && inserts);
}

/**
 * Whether a configuration has MathJax do something with the rest of the page when it has started (`startup.ready`,
 * `startup.pageReady`, `Hub.Queue`): show what was hidden until then, start slides. What it does with formulas alone is done.
 */
export function startsOthers(code: string): boolean {
  if (!/\b(?:ready|pageReady|Queue|StartupHook|then)\b/.test(code)) return false;
  try {
    const declared = new Set(
      Array.from(code.matchAll(/\b(?:function|const|let|var)\s+([\w$]+)/g), ([, name]) => name),
    );
    return callbacks(parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true })).some(
      (callback) => touchesPage(callback, declared),
    );
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return false;
  }
}

/** The functions that MathJax calls when it has started. */
function callbacks(node: AnyNode): AnyNode[] {
  if (node.type === 'Property' && /^(?:ready|pageReady)$/.test(nameOf(node.key) ?? '')) return [node.value];
  if (node.type === 'CallExpression' && isOfMathJax(node.callee)) return node.arguments;
  return childNodes(node).flatMap(callbacks);
}

/** Whether code asks for elements other than MathJax's own, or calls what is not MathJax's or its own. */
function touchesPage(node: AnyNode, declared: ReadonlySet<string | undefined>): boolean {
  if (node.type === 'MemberExpression' && nameOf(node.object) === 'document') {
    return /^(?:body|documentElement|title)$/.test(nameOf(node.property) ?? '');
  }
  if (node.type === 'CallExpression') {
    const { callee, arguments: values } = node;
    const isQuery = callee.type === 'MemberExpression' && nameOf(callee.object) === 'document';
    const isCalled = callee.type === 'Identifier' && !declared.has(callee.name);
    const isOfFormulas = values.some(
      (value) => value.type === 'Literal' && /mjx|jax|math/i.test(String(value.value)),
    );
    if (
      (isQuery || isCalled) &&
      !isOfFormulas &&
      !/^create/.test(nameOf(isQuery ? callee.property : callee) ?? '')
    )
      return true;
  }
  return childNodes(node).some((child) => touchesPage(child, declared));
}

/** `isSure` tells whether there is a MathJax where the node is run. */
function inspect(node: AnyNode, isSure: boolean, use: MathJaxUse): void {
  switch (node.type) {
    case 'AssignmentExpression':
      noteInsertion(node, use);
      if (isGlobalMathJax(node.left)) {
        // Functions in a configuration are MathJax's to call.
        use.defines = true;
        return;
      }
      break;
    case 'VariableDeclarator':
      if (isMathJax(node.id)) {
        use.defines = true;
        return;
      }
      break;
    case 'UnaryExpression':
      if (node.operator === 'typeof' && isMathJax(node.argument)) return;
      break;
    case 'IfStatement':
    case 'ConditionalExpression':
      inspect(node.test, true, use);
      for (const branch of [node.consequent, node.alternate])
        if (branch) inspect(branch, isSure || mentions(node.test), use);
      return;
    case 'LogicalExpression':
      inspect(node.left, isSure || isGlobalMathJax(node.left), use);
      inspect(node.right, isSure || mentions(node.left), use);
      return;
    case 'TryStatement':
      for (const child of childNodes(node)) inspect(child, true, use);
      return;
    case 'Program':
    case 'BlockStatement':
      inspectBlock(node.body, isSure, use);
      return;
    case 'CallExpression':
    case 'NewExpression':
      noteCall(node, isSure, use);
      break;
    case 'MemberExpression':
      if (isGlobalMathJax(node.object) && !isSure && !isOptional(node)) use.reads = true;
      // What is called MathJax elsewhere is another thing.
      inspect(node.object, isSure || isGlobalMathJax(node.object), use);
      if (node.computed) inspect(node.property, isSure, use);
      return;
    case 'Property':
      if (nameOf(node.key) === 'useMathJax' && isTrue(node.value)) use.delegates = true;
      if (node.computed) inspect(node.key, isSure, use);
      inspect(node.value, isSure, use);
      return;
    case 'Identifier':
      if (node.name === 'MathJax' && !isSure) use.reads = true;
      return;
    default:
  }
  for (const child of childNodes(node)) inspect(child, isSure, use);
}

/** Statements of a block: behind `if (!window.MathJax) return` there is one. */
function inspectBlock(body: readonly AnyNode[], isSure: boolean, use: MathJaxUse): void {
  let known = isSure;
  for (const node of body) {
    inspect(node, known, use);
    if (node.type === 'IfStatement' && mentions(node.test) && leaves(node.consequent)) known = true;
  }
}

function leaves(node: AnyNode): boolean {
  if (node.type === 'BlockStatement') return node.body.some(leaves);
  return (
    node.type === 'ReturnStatement' || node.type === 'ThrowStatement' || node.type === 'ContinueStatement'
  );
}

function noteCall(
  { callee, arguments: values }: Extract<AnyNode, { type: 'CallExpression' | 'NewExpression' }>,
  isSure: boolean,
  use: MathJaxUse,
): void {
  if (isOfMathJax(callee)) {
    if (isSure || isOptional(callee)) use.asks = true;
    else use.calls = true;
    return;
  }
  const name = callee.type === 'MemberExpression' ? nameOf(callee.property) : nameOf(callee);
  if (name !== undefined && INSERTING_CALLS.test(name) && !values.every(isPlainText)) use.inserts = true;
}

function noteInsertion(
  { left, right }: Extract<AnyNode, { type: 'AssignmentExpression' }>,
  use: MathJaxUse,
): void {
  const name = left.type === 'MemberExpression' ? (nameOf(left.property) ?? '') : '';
  if (name === 'useMathJax' && isTrue(right)) use.delegates = true;
  if (INSERTING_PROPERTIES.test(name) && !isPlainText(right)) use.inserts = true;
}

/** Whether a value is a text written out without a formula, or one of two such. */
function isPlainText(node: AnyNode): boolean {
  if (node.type === 'ConditionalExpression')
    return isPlainText(node.consequent) && isPlainText(node.alternate);
  return node.type === 'Literal' && !TEX.test(String(node.value));
}

/** Whether an expression is `MathJax.…`, by any name of the global object. */
function isOfMathJax(node: AnyNode): boolean {
  if (node.type === 'ChainExpression') return isOfMathJax(node.expression);
  if (node.type === 'CallExpression') return isOfMathJax(node.callee);
  if (node.type !== 'MemberExpression') return false;
  return isGlobalMathJax(node.object) || isOfMathJax(node.object);
}

/** Whether something in `MathJax?.a.b` is asked for only where it is there. */
function isOptional(node: AnyNode): boolean {
  if (node.type === 'CallExpression') return isOptional(node.callee);
  if (node.type !== 'MemberExpression') return false;
  return (node.optional && isOfWindow(node.object)) || isOptional(node.object);
}

/** `window.MathJax`, which is no error where there is none, as `MathJax` by itself is. */
function isOfWindow(node: AnyNode): boolean {
  return node.type === 'MemberExpression' && isGlobalMathJax(node);
}

function isGlobalMathJax(node: AnyNode): boolean {
  if (node.type !== 'MemberExpression') return isMathJax(node);
  return GLOBALS.has(nameOf(node.object) ?? '') && nameOf(node.property) === 'MathJax';
}

function isMathJax(node: AnyNode): boolean {
  return node.type === 'Identifier' && node.name === 'MathJax';
}

/** Whether a condition asks for MathJax. */
function mentions(node: AnyNode): boolean {
  return nameOf(node) === 'MathJax' || childNodes(node).some(mentions);
}

function isTrue(node: AnyNode): boolean {
  return node.type === 'Literal' && node.value === true;
}

function nameOf(node: AnyNode): string | undefined {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

function childNodes(node: AnyNode): AnyNode[] {
  return Object.values(node)
    .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
}

/** acorn's nodes are the objects of its tree that name their type. */
function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
