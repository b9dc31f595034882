/// <reference lib="dom" />
import { pageSearch } from './page-search.js';

/** Loads parts of an index by their names, each once. */
export interface IndexLoader {
  /** Rejects where it cannot be loaded, and tries again when asked again. */
  readonly load: (name: string) => Promise<string>;
}

/**
 * Makes a loader. Parts are scripts that call back with their text: browsers load these where they load nothing else, as for a page
 * on a disk. `version` answers with what a part's address has to say besides its name.
 */
export function indexLoader(folder: URL, version: () => string): IndexLoader {
  const loads = new Map<string, Promise<string>>();
  const waiting = new Map<string, (text: string) => void>();
  pageSearch().part = (name, text) => waiting.get(name)?.(text);

  const load = (name: string): Promise<string> =>
    new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      const script = document.createElement('script');
      script.src = new URL(`${name}.js${version()}`, folder).href;
      const end = (): void => {
        script.remove();
        waiting.delete(name);
        // Of a part that has called back nobody hears this.
        loads.delete(name);
        reject(new Error(`${name} was not loaded`));
      };
      script.onerror = end;
      script.onload = () => {
        script.remove();
        waiting.delete(name);
      };
      document.head.append(script);
    });

  return {
    load: (name) => {
      const known = loads.get(name) ?? load(name);
      loads.set(name, known);
      return known;
    },
  };
}
