import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The scripts of a search: the one that pages have, and the one that it loads when a reader opens the search. */
export type ClientScript = 'open' | 'search';

const FILES: Readonly<Record<ClientScript, string>> = {
  open: 'dist/bundle/search-open.js',
  search: 'dist/bundle/search-client.js',
};

/** The text of a script as it was bundled (`scripts/bundle.mjs`). This file lies at different depths in the sources and bundled. */
export function clientScript(name: ClientScript): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, FILES[name]))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error("lectern's own scripts are missing: install lectern again.");
    folder = above;
  }
  return readFileSync(path.join(folder, FILES[name]), 'utf8');
}
