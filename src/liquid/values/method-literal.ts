/** `empty` or `blank` as written in a template: compared with a value, it asks the value. */
export class MethodLiteral {
  constructor(readonly method: 'empty?' | 'blank?') {}
}
