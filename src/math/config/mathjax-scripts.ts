import { type AnyNode, parse } from 'acorn';
import { isJavaScript, type ScriptElement, scriptElements } from '../html/index.js';
import { readScript, type ScriptReader } from '../javascript/index.js';

/** A script element that loads or configures MathJax, or that only serves such a one. */
export interface MathJaxScript {
  readonly kind: 'load' | 'configure' | 'polyfill';
  /** Where the element starts and ends, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** Where its content starts and ends. */
  readonly contentFrom: number;
  readonly contentTo: number;
  /** The URL it loads, or ''. */
  readonly src: string;
}

const CONFIG_TYPE = 'text/x-mathjax-config';
/**
 * MathJax's instructions put this before its loader, for browsers of before 2016. Since polyfill.io was sold, cdnjs and
 * Fastly serve it, too.
 */
const POLYFILL =
  /^(?:https?:)?\/\/(?:(?:cdn\.)?polyfill(?:-fastly)?\.io|cdnjs\.cloudflare\.com\/polyfill)\/v\d\/polyfill(?:\.min)?\.js\?(?:version=[\d.]+&(?:amp;)?)?features=es6$/i;
/** A statement that gives MathJax its configuration. */
const CONFIGURATION =
  /^(?:(?:window\.|var\s+|let\s+|const\s+)?MathJax(?:\.\w+)*\s*=[^=]|MathJax\.Hub\.Config\s*\()/;

/**
 * The script elements of an HTML text that a page needs only for MathJax, in the order of the text: its loader, by its
 * address, its configurations, and the polyfill that MathJax 3's own instructions put before the loader. A script that
 * does other things as well, or merely has MathJax in its name, is none of them. A page without these elements is as it
 * was but for its formulas.
 */
export function findMathJax(html: string, read: ScriptReader = readScript): MathJaxScript[] {
  return mathJaxAmong(scriptElements(html), html, read);
}

/** Those of the script elements of an HTML text that {@link findMathJax} finds. */
export function mathJaxAmong(
  elements: readonly ScriptElement[],
  html: string,
  read: ScriptReader,
): MathJaxScript[] {
  if (!/mathjax/i.test(html)) return [];
  const found: MathJaxScript[] = [];
  for (const script of elements) {
    const kind = kindOf(script, html, read);
    if (kind === undefined) continue;
    const { from, to, contentFrom, contentTo, src } = script;
    found.push({ kind, from, to, contentFrom, contentTo, src });
  }
  return found.some(({ kind }) => kind === 'load') ? found : found.filter(({ kind }) => kind !== 'polyfill');
}

function kindOf(script: ScriptElement, html: string, read: ScriptReader): MathJaxScript['kind'] | undefined {
  if (!isJavaScript(script.type) && script.type !== CONFIG_TYPE) return undefined;
  if (isMathJaxBuild(script.src)) return 'load';
  if (POLYFILL.test(script.src)) return 'polyfill';
  if (script.src !== '') return undefined;
  const content = html.slice(script.contentFrom, script.contentTo);
  return script.type === CONFIG_TYPE ? 'configure' : useOfCode(content, read);
}

/**
 * What the code of a script does, where that is nothing but to load MathJax, perhaps with its configuration, or to
 * configure it; undefined for any other.
 */
export function useOfCode(content: string, read: ScriptReader): 'load' | 'configure' | undefined {
  if (!/MathJax/i.test(content)) return undefined;
  const reading = read(content);
  if (!reading.ok) return /\bMathJax(\.Hub\.Config\s*\(|\s*=)/.test(content) ? 'configure' : undefined;
  if (reading.parts.length === 0) return undefined;
  let kind: 'load' | 'configure' = 'configure';
  for (const { from, to } of reading.parts) {
    const statement = content.slice(from, to);
    if (CONFIGURATION.test(statement)) continue;
    if (!addsMathJaxBuild(statement)) return undefined;
    kind = 'load';
  }
  return kind;
}

/** The names of MathJax's builds, wherever they lie, and what else its distributions have that loads it. */
const BUILDS = [
  /(?:^|\/)(?:tex|mml|tex-mml)-(?:chtml|svg|html)(?:-[a-z]+)*(?:\.min)?\.js$/i,
  /(?:^|\/)mathjax(?:\.min)?\.js$/i,
  /\/mathjax(?:@[^/]*)?(?:\/(?:[^/]+\/)*(?:latest|startup|loader)\.js)?$/i,
];

/** Whether an address is that of a build of MathJax. */
function isMathJaxBuild(src: string): boolean {
  const [address = ''] = src.trim().split(/[?#]/, 1);
  return BUILDS.some((build) => build.test(address));
}

/**
 * Whether code does nothing but add a `script` element to the page that loads a build of MathJax, as MathJax 3's
 * instructions have it, by itself or in a function that is called at once.
 */
function addsMathJaxBuild(code: string): boolean {
  if (!code.includes('createElement')) return false;
  try {
    const { body } = parse(code, { ecmaVersion: 'latest' });
    const statements = body.flatMap((node) => calledBody(node) ?? [node]);
    return statements.length > 0 && isLoader(statements);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** What stands in a function that is called where it is written. */
function calledBody(node: AnyNode): readonly AnyNode[] | undefined {
  const call = node.type === 'ExpressionStatement' ? node.expression : undefined;
  if (call?.type !== 'CallExpression' || call.arguments.length > 0) return undefined;
  const { callee } = call;
  const isFunction = callee.type === 'FunctionExpression' || callee.type === 'ArrowFunctionExpression';
  return isFunction && callee.body.type === 'BlockStatement' ? callee.body.body : undefined;
}

/** Whether statements make one element, give it the address of a build, and put it into the page. */
function isLoader(statements: readonly AnyNode[]): boolean {
  let element: string | undefined;
  let isBuild = false;
  let isAdded = false;
  for (const node of statements) {
    if (node.type === 'VariableDeclaration' && element === undefined) {
      const [declared] = node.declarations;
      if (node.declarations.length !== 1 || declared?.id.type !== 'Identifier') return false;
      if (!makesScript(declared.init)) return false;
      element = declared.id.name;
      continue;
    }
    const expression = node.type === 'ExpressionStatement' ? node.expression : undefined;
    if (expression?.type === 'AssignmentExpression') {
      const { left, right } = expression;
      if (left.type !== 'MemberExpression' || !isName(left.object, element)) return false;
      if (right.type !== 'Literal') return false;
      if (isName(left.property, 'src')) isBuild = isMathJaxBuild(String(right.value));
    } else if (expression?.type === 'CallExpression') {
      const { callee, arguments: values } = expression;
      if (callee.type !== 'MemberExpression') return false;
      const isOwn = isName(callee.object, element) && values.every(({ type }) => type === 'Literal');
      if (isName(callee.property, 'setAttribute') && isOwn) continue;
      if (!/^(?:append|appendChild|insertBefore)$/.test(nameOf(callee.property))) return false;
      if (values[0] === undefined || !isName(values[0], element)) return false;
      isAdded = true;
    } else {
      return false;
    }
  }
  return isBuild && isAdded;
}

/** `document.createElement("script")`. */
function makesScript(node: AnyNode | null | undefined): boolean {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const [name] = node.arguments;
  return isName(node.callee.property, 'createElement') && name?.type === 'Literal' && name.value === 'script';
}

function isName(node: AnyNode, name: string | undefined): boolean {
  return name !== undefined && nameOf(node) === name;
}

function nameOf(node: AnyNode): string {
  return node.type === 'Identifier' ? node.name : '';
}
