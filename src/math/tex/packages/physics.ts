import { templateCommand } from '../translation/template.js';
import type { Handler } from '../translation/translation.js';
import { commutator, evaluated, fences, functionOn, operatorOn, quantity } from './physics-fences.js';
import {
  diagonalMatrix,
  filledMatrix,
  identityMatrix,
  matrixQuantity,
  pauliMatrix,
  zeroMatrix,
} from './physics-matrices.js';
import {
  bra,
  braKet,
  derivative,
  differential,
  expectation,
  ket,
  ketBra,
  matrixElement,
  spacedText,
  vector,
} from './physics-notation.js';

const NABLA = '\\boldsymbol{\\nabla}';
const D = '\\mathrm{d}';

/** One handler under several names. */
function named(handler: Handler, names: string): (readonly [string, Handler])[] {
  return names.split(' ').map((name) => [name, handler] as const);
}

/** Functions that take a power in brackets, and those that take none. */
const WITH_POWER =
  'sin sinh arcsin asin cos cosh arccos acos tan tanh arctan atan csc csch arccsc acsc sec sech \
arcsec asec cot coth arccot acot log ln';
const WITHOUT_POWER = 'exp det Pr tr Tr erf';

/** Names for functions that are written out. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  rank: 'rank',
  sine: 'sin',
  hypsine: 'sinh',
  arcsine: 'arcsin',
  asine: 'asin',
  cosine: 'cos',
  hypcosine: 'cosh',
  arccosine: 'arccos',
  acosine: 'acos',
  tangent: 'tan',
  hyptangent: 'tanh',
  arctangent: 'arctan',
  atangent: 'atan',
  cosecant: 'csc',
  hypcosecant: 'csch',
  arccosecant: 'arccsc',
  acosecant: 'acsc',
  secant: 'sec',
  hypsecant: 'sech',
  arcsecant: 'arcsec',
  asecant: 'asec',
  cotangent: 'cot',
  hypcotangent: 'coth',
  arccotangent: 'arccot',
  acotangent: 'acot',
  exponential: 'exp',
  logarithm: 'log',
  naturallogarithm: 'ln',
  determinant: 'det',
  Probability: 'Pr',
};

const QUAD_TEXTS: Readonly<Record<string, string>> = {
  qcc: 'c.c.',
  ...Object.fromEntries(
    'if then else otherwise unless given using assume since let for all even odd integer and or as in'
      .split(' ')
      .map((word) => [`q${word}`, word]),
  ),
};

/**
 * The commands of MathJax 3's extension `physics` (`PhysicsMappings.ts`), by their names without the backslash. Many
 * of them give another meaning to a standard command, so they hold only where the package is asked for.
 */
export const PHYSICS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...named(quantity, 'quantity qty'),
  ...named(fences('(', ')'), 'pqty'),
  ...named(fences('[', ']'), 'bqty'),
  ...named(fences('|', '|'), 'vqty absolutevalue abs'),
  ...named(fences('\\{', '\\}'), 'Bqty'),
  ...named(fences('\\|', '\\|'), 'norm'),
  ...named(fences('(', ')', '\\mathcal{O}'), 'order'),
  ...named(evaluated, 'evaluated eval'),
  ...named(commutator('[', ']'), 'commutator comm'),
  ...named(commutator('\\{', '\\}'), 'anticommutator acomm poissonbracket pb'),
  ...named(templateCommand('\\boldsymbol{\\cdot}'), 'dotproduct vdot'),
  ...named(templateCommand('\\times '), 'crossproduct cross cp'),
  ...named(templateCommand(NABLA), 'gradientnabla vnabla'),
  ...named(templateCommand('ℜ'), 'real'),
  ...named(templateCommand('ℑ'), 'imaginary'),
  ...named(vector(''), 'vectorbold vb'),
  ...named(vector('\\vec'), 'vectorarrow va'),
  ...named(vector('\\hat'), 'vectorunit vu'),
  ...named(operatorOn(NABLA, '(['), 'gradient grad'),
  ...named(operatorOn(`${NABLA}\\cdot `, '(['), 'divergence div'),
  ...named(operatorOn(`${NABLA}\\times `, '(['), 'curl'),
  ...named(operatorOn('\\nabla^2', '(['), 'laplacian'),
  ...WITH_POWER.split(' ').map((name) => [name, functionOn(name, true)] as const),
  ...WITHOUT_POWER.split(' ').map((name) => [name, functionOn(name, false)] as const),
  ...named(functionOn('tr', false), 'trace'),
  ...named(functionOn('Tr', false), 'Trace'),
  ...Object.entries(LONG_NAMES).map(
    ([name, shown]) => [name, templateCommand(`\\operatorname{${shown}}`)] as const,
  ),
  ...named(templateCommand('\\mathrm{Res}'), 'Residue'),
  ...named(operatorOn('\\mathrm{Res}', '([{'), 'Res'),
  ...named(operatorOn('\\mathcal{P}', '(['), 'principalvalue pv'),
  ...named(operatorOn('\\mathrm{P.V.}', '(['), 'PV'),
  ...named(operatorOn('\\mathrm{Re}', '{'), 'Re'),
  ...named(operatorOn('\\mathrm{Im}', '{'), 'Im'),
  ...named(spacedText(), 'qqtext qq'),
  ...named(templateCommand('\\text{,}\\quad '), 'qcomma qc'),
  ...Object.entries(QUAD_TEXTS).map(([name, text]) => [name, spacedText(text)] as const),
  ...named(templateCommand(D), 'diffd'),
  ...named(templateCommand('\\left.#1\\middle/#2\\right.', 2), 'flatfrac'),
  ...named(differential(D), 'differential dd'),
  ...named(differential('\\delta '), 'variation var'),
  ...named(derivative(D, 2), 'derivative dv'),
  ...named(derivative('\\partial ', 3), 'partialderivative pderivative pdv'),
  ...named(derivative('\\delta ', 2), 'functionalderivative fderivative fdv'),
  ...named(bra, 'bra'),
  ...named(ket, 'ket'),
  ...named(braKet, 'innerproduct ip braket'),
  ...named(ketBra, 'outerproduct dyad ketbra op'),
  ...named(expectation, 'expectationvalue expval ev'),
  ...named(matrixElement, 'matrixelement matrixel mel'),
  ...named(matrixQuantity('matrix'), 'matrixquantity mqty'),
  ...named(matrixQuantity('smallmatrix'), 'smallmatrixquantity smqty'),
  ...named(templateCommand('\\mqty(#1)', 1), 'pmqty'),
  ...named(templateCommand('\\mqty*(#1)', 1), 'Pmqty'),
  ...named(templateCommand('\\mqty[#1]', 1), 'bmqty'),
  ...named(templateCommand('\\mqty|#1|', 1), 'vmqty matrixdeterminant mdet'),
  ...named(templateCommand('\\smqty(#1)', 1), 'spmqty'),
  ...named(templateCommand('\\smqty*(#1)', 1), 'sPmqty'),
  ...named(templateCommand('\\smqty[#1]', 1), 'sbmqty'),
  ...named(templateCommand('\\smqty|#1|', 1), 'svmqty smdet'),
  ...named(identityMatrix, 'identitymatrix imat'),
  ...named(filledMatrix, 'xmatrix xmat'),
  ...named(zeroMatrix, 'zeromatrix zmat'),
  ...named(pauliMatrix, 'paulimatrix pmat'),
  ...named(diagonalMatrix(false), 'diagonalmatrix dmat'),
  ...named(diagonalMatrix(true), 'antidiagonalmatrix admat'),
]);
