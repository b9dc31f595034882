export { CODES, codeMatches, hasLine, isKnownCode, isWebCode, severitiesOf } from './codes.js';
export type { Diagnostic, Edit, Severity } from './diagnostic.js';
export { escapePattern } from './escape-pattern.js';
export { firstFrom } from './first-from.js';
export {
  ControlFlow,
  type GuardedOperation,
  guarded,
  guardedLater,
  hasInternalFault,
  internalFault,
  isControlFlow,
  type Operation,
} from './internal-fault.js';
export { diagnostic } from './make-diagnostic.js';
export { editDistance, nearestName } from './nearest-name.js';
export {
  columnOffsets,
  joinMapped,
  locator,
  type MappedText,
  mapSource,
  mapText,
  type Place,
  type Run,
  type SourceText,
  sliceMapped,
  textLocator,
} from './place.js';
export { isSteering, printableJson, printableLine, printableLines, withoutCommands } from './printable.js';
export {
  type CodeCount,
  type CodeSelection,
  countByCode,
  distinctDiagnostics,
  type FoldedCause,
  type FoldedDiagnostic,
  foldCauses,
  foldDiagnostics,
  formatDiagnostic,
  formatPlace,
  selectDiagnostics,
} from './report.js';
export { faultText, networkFault, systemFault } from './system-fault.js';
