import { type AnyNode, parse } from 'acorn';

/** The names of MathJax's builds, wherever they lie, and what else its distributions have that loads it. */
const BUILDS = [
  /(?:^|\/)(?:tex|mml|tex-mml)-(?:chtml|svg|html)(?:-[a-z]+)*(?:\.min)?\.js$/i,
  /(?:^|\/)mathjax(?:\.min)?\.js$/i,
  /\/mathjax(?:@[^/]*)?(?:\/(?:[^/]+\/)*(?:latest|startup|loader)\.js)?$/i,
];

/** Whether an address is that of a build of MathJax. */
export function isMathJaxBuild(src: string): boolean {
  const [address = ''] = src.trim().split(/[?#]/, 1);
  return BUILDS.some((build) => build.test(address));
}

/**
 * Whether code does nothing but add a `script` element to the page that loads a build of MathJax, as MathJax 3's
 * instructions have it, by itself or in a function that is called at once.
 */
export function addsMathJaxBuild(code: string): boolean {
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
