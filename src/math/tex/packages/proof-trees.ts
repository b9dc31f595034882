import { TexError } from '../syntax/tex-error.js';
import { next, readUpTo, skipSpaces, type Token } from '../syntax/tokens.js';
import { type TexNode, tex } from '../translation/node.js';
import { textNodes } from '../translation/text-mode.js';
import {
  braced,
  frameOf,
  type Handler,
  open,
  type ProofState,
  rawArgument,
  type Translation,
} from '../translation/translation.js';
import type { EnvironmentHandler } from './framed-equations.js';

/**
 * Proof trees of the `bussproofs` package. An inference becomes a fraction that is raised so far that its conclusion
 * stands on the line of its neighbours: by TeX's `denom1`, the depth of a denominator in a displayed formula.
 */
const DENOMINATOR_DEPTH = 0.686;
const NUMERATOR_HEIGHT = 0.677;

/** `\begin{prooftree}`. */
export const openProof: EnvironmentHandler = (translation, call, name) => {
  const proof: ProofState = {
    proofs: [],
    left: undefined,
    right: undefined,
    line: true,
    usualLine: true,
    rootAtTop: false,
  };
  open(translation, {
    kind: 'environment',
    name,
    at: call.at,
    proof,
    close: (_, at) => joined(proof.proofs, at),
  });
};

function proofOf(translation: Translation, call: Token): ProofState {
  const { proof } = frameOf(translation);
  if (proof !== undefined) return proof;
  const message = `${call.text} stands outside of a proof tree.`;
  throw new TexError(
    'math-syntax',
    call.at,
    message,
    'Put \\begin{prooftree} and \\end{prooftree} around it.',
  );
}

/** Reads a statement: text in braces, or a formula between dollars. */
function statement(translation: Translation, call: Token): TexNode[] {
  const { reader, formula } = translation;
  if (skipSpaces(reader)?.text !== '$') {
    return [tex('\\text', call.at), braced(textNodes(rawArgument(translation, call), formula), call.at)];
  }
  next(reader);
  const content = readUpTo(reader, '$');
  if (content === undefined) {
    throw new TexError('math-syntax', call.at, `The formula of ${call.text} has no dollar at its end.`);
  }
  return formula.translate(content, formula);
}

/** `\AxiomC{…}`. */
const axiom: Handler = (translation, call) => {
  const proof = proofOf(translation, call);
  proof.proofs.push(statement(translation, call));
};

/** `\UnaryInfC{…}` to `\QuinaryInfC{…}`: a conclusion from the last `count` proofs. */
function inference(count: number): Handler {
  return (translation, call) => {
    const proof = proofOf(translation, call);
    const { at } = call;
    const conclusion = statement(translation, call);
    if (proof.proofs.length < count) {
      const message = `${call.text} needs ${count} statements before it, and there are ${proof.proofs.length}.`;
      throw new TexError('math-syntax', at, message, 'Write them with \\AxiomC before it.');
    }
    const premises = joined(proof.proofs.splice(-count), at);
    const [above, below] = proof.rootAtTop ? [conclusion, premises] : [premises, conclusion];
    const raised = proof.rootAtTop ? -NUMERATOR_HEIGHT : DENOMINATOR_DEPTH;
    const fraction = proof.line ? '\\frac' : '\\genfrac{}{}{0pt}{0}';
    proof.proofs.push([
      tex(`\\raisebox{${raised}em}{$\\displaystyle`, at),
      ...label(proof.left, '', '\\,', at),
      tex(fraction, at),
      braced(above, at),
      braced(below, at),
      ...label(proof.right, '\\,', '', at),
      tex('$}', at),
    ]);
    proof.left = undefined;
    proof.right = undefined;
    proof.line = proof.usualLine;
  };
}

function joined(proofs: readonly TexNode[], at: number): TexNode[] {
  return proofs.flatMap((proof, index) => (index === 0 ? [proof] : [tex('\\qquad', at), proof]));
}

function label(content: TexNode | undefined, before: string, after: string, at: number): TexNode[] {
  if (content === undefined) return [];
  return [tex(`${before}{\\scriptstyle\\text{`, at), content, tex(`}}${after}`, at)];
}

/** `\RightLabel{…}`, `\LeftLabel{…}`: what stands beside the next line. */
function labelCommand(side: 'left' | 'right'): Handler {
  return (translation, call) => {
    const proof = proofOf(translation, call);
    proof[side] = textNodes(rawArgument(translation, call), translation.formula);
  };
}

/** `\noLine`, `\singleLine`, … for the next inference, or for all that follow. */
function lineCommand(drawn: boolean, always: boolean): Handler {
  return (translation, call) => {
    const proof = proofOf(translation, call);
    proof.line = drawn;
    if (always) proof.usualLine = drawn;
  };
}

function rootCommand(atTop: boolean): Handler {
  return (translation, call) => {
    proofOf(translation, call).rootAtTop = atTop;
  };
}

/** `\fCenter` marks where sequents are aligned, which they are not here. */
const center: Handler = () => undefined;

export const PROOF_COMMANDS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...['\\AxiomC', '\\AXC', '\\Axiom'].map((name) => [name, axiom] as const),
  ...['Unary', 'Binary', 'Trinary', 'Quaternary', 'Quinary'].flatMap((name, index) => [
    [`\\${name}InfC`, inference(index + 1)] as const,
    [`\\${name}Inf`, inference(index + 1)] as const,
  ]),
  ['\\UIC', inference(1)],
  ['\\BIC', inference(2)],
  ['\\TIC', inference(3)],
  ['\\RightLabel', labelCommand('right')],
  ['\\RL', labelCommand('right')],
  ['\\LeftLabel', labelCommand('left')],
  ['\\LL', labelCommand('left')],
  ['\\noLine', lineCommand(false, false)],
  ['\\alwaysNoLine', lineCommand(false, true)],
  ...['single', 'solid', 'dashed', 'Single', 'Solid', 'Dashed'].map((name) => {
    const always = /^[A-Z]/.test(name);
    return [`\\${always ? `always${name}` : name}Line`, lineCommand(true, always)] as const;
  }),
  ...['\\rootAtTop', '\\alwaysRootAtTop'].map((name) => [name, rootCommand(true)] as const),
  ...['\\rootAtBottom', '\\alwaysRootAtBottom'].map((name) => [name, rootCommand(false)] as const),
  ['\\fCenter', center],
]);
