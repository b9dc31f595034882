import fs from 'node:fs';
import type { FileSystem, SiteEffects } from '../../site/index.js';
import type { Effects } from '../context/index.js';

/** What reading a site touches of the world, out of what a build does. */
export function siteEffects({ now, timezone, changed }: Effects): SiteEffects {
  return { fs: changed === undefined ? fs : withChanges(changed), now, timezone };
}

/** The machine's files, but for those that are to be read as if they held something else. */
function withChanges(changed: ReadonlyMap<string, Uint8Array>): FileSystem {
  return {
    ...fs,
    readFile: (file, done) => {
      const bytes = changed.get(file);
      if (bytes === undefined) fs.readFile(file, done);
      else done(null, bytes);
    },
  };
}
