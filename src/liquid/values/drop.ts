/** What tells a drop from a mapping of YAML or JSON, which has no symbols among its keys. */
const DROP_TEXT = Symbol.for('lectern.drop-text');

/**
 * An object that stands for one of Jekyll's drops: it prints as `text` gives, not as the mapping that it is. A symbol is
 * what tells it from a mapping: every word can be a key of front matter.
 */
export function drop(
  values: Readonly<Record<string, unknown>>,
  text: () => string,
): Readonly<Record<string, unknown>> {
  return Object.defineProperty(values, DROP_TEXT, { value: text, configurable: true });
}

/** How an object prints that {@link drop} has made of a document, a collection or a static file; undefined for any other value. */
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
