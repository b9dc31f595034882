import path from 'node:path';
import { fingerprint, RECORD_PREFIX, readChecked, textFingerprint, writeChecked } from '../../cache/index.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import type { BuildOptions, BuildResult, Effects } from '../context/index.js';
import { cacheFolder } from './cache-folder.js';

/** What tells a finding from others, however the lines of its file move. */
export function findingIdentity({ file, code, message, text }: Diagnostic): string {
  return textFingerprint(JSON.stringify([file, code, message, text]));
}

/** What an earlier build into the same destination has found, kept for builds to come. */
export interface KnownFindings {
  /** Identities; undefined where no earlier build is known. */
  readonly before: ReadonlySet<string> | undefined;
  /** Keeps the identities of what this build has found. Where they cannot be kept, the next build knows of none. */
  readonly keep: (identities: readonly string[]) => void;
}

/** Reads what is known of the findings of earlier builds, beside what else is kept from build to build. */
export function knownFindings(
  { source, destination }: Pick<BuildResult, 'source' | 'destination'>,
  options: Pick<BuildOptions, 'cache'>,
  effects: Pick<Effects, 'cwd' | 'env'>,
): KnownFindings {
  const folder = cacheFolder(source, options, effects);
  if (folder === undefined) return { before: undefined, keep: () => {} };
  const file = path.join(folder, `${RECORD_PREFIX}findings-${fingerprint([source, destination])}.json`);
  const read = readChecked(file);
  const isRead = Array.isArray(read);
  return {
    before: isRead ? new Set(read.filter((one) => typeof one === 'string')) : undefined,
    keep: (found) => {
      const identities = [...new Set(found)];
      if (isRead && JSON.stringify(read) === JSON.stringify(identities)) return;
      try {
        writeChecked(file, identities);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error)) throw error;
      }
    },
  };
}
