/** What tells a drop from a mapping of YAML or JSON, which has no symbols among its keys. */
const DROP_TEXT = Symbol.for('lectern.drop-text');

/**
 * How an object prints that stands for one of Jekyll's drops (a document, a collection, a static file): it has a
 * function under {@link DROP_TEXT}. Undefined for any other value.
 */
export function dropText(value: unknown): (() => string) | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const text: unknown = Object.getOwnPropertyDescriptor(value, DROP_TEXT)?.value;
  return typeof text === 'function' ? () => String(text()) : undefined;
}

/** An object of Liquid's own that a template can read but that prints as the name of its class. */
export class Drop {
  constructor(
    readonly className: string,
    readonly fields: Readonly<Record<string, unknown>>,
  ) {}
}
