/** Fields that are computed when they are read. */
export type LazyFields = Readonly<Record<string, () => unknown>>;

/**
 * An object whose fields are computed when they are first read, and kept. A field of `fields` replaces the value of
 * the same name but leaves it in its place.
 */
export function lazyObject(
  values: Readonly<Record<string, unknown>>,
  fields: LazyFields,
): Readonly<Record<string, unknown>> {
  const object: Record<string, unknown> = Object.defineProperties(
    {},
    Object.getOwnPropertyDescriptors(values),
  );
  for (const [name, compute] of Object.entries(fields)) {
    Object.defineProperty(object, name, { enumerable: true, configurable: true, get: once(compute) });
  }
  return object;
}

function once(compute: () => unknown): () => unknown {
  let computed: { readonly value: unknown } | undefined;
  return () => {
    computed ??= { value: compute() };
    return computed.value;
  };
}
