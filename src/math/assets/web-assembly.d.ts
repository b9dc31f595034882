/** The part of WebAssembly that lectern uses; the types of Node have none of it. */
declare namespace WebAssembly {
  class Memory {
    /** What the memory holds; another object once the memory has grown. */
    readonly buffer: ArrayBuffer;
  }

  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }

  /** Compiles a module and makes an instance of it. */
  function instantiate(bytes: Uint8Array): Promise<{ readonly instance: Instance }>;
}
