export type { ScriptEffect } from './evaluation.js';
export { readScript, type ScriptReader } from './script-reader.js';
export { evaluateScripts } from './statements.js';
export {
  isKind,
  isObject,
  type Literal,
  type LiteralObject,
  type PlainValue,
  plainValue,
  type ScriptPosition,
  valueOfJson,
} from './values.js';
