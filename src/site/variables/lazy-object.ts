/** Fields that are computed when they are read. */
export type LazyFields = Readonly<Record<string, () => unknown>>;

/**
 * An object whose fields are computed each time they are read. A field of `fields` replaces the value of the same name
 * but leaves it in its place.
 */
export function lazyObject(
  values: Readonly<Record<string, unknown>>,
  fields: LazyFields,
): Readonly<Record<string, unknown>> {
  const object: Record<string, unknown> = Object.defineProperties(
    {},
    Object.getOwnPropertyDescriptors(values),
  );
  for (const [name, get] of Object.entries(fields)) {
    Object.defineProperty(object, name, { enumerable: true, configurable: true, get });
  }
  return object;
}

/** A function that computes its value when it is first called, and keeps it. */
export function once<T>(compute: () => T): () => T {
  let computed: { readonly value: T } | undefined;
  return () => {
    computed ??= { value: compute() };
    return computed.value;
  };
}
