import path from 'node:path';
import {
  fingerprint,
  RECORD_PREFIX,
  readChecked,
  textFingerprint,
  tryWriteChecked,
} from '../../cache/index.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import { once } from '../../site/index.js';
import type { BuildOptions, BuildResult, Effects } from '../context/index.js';
import { cacheFolder } from './cache-folder.js';

/** What tells a finding from others, however the lines of its file move. */
export function findingIdentity({ file, code, message, text }: Diagnostic): string {
  return textFingerprint(JSON.stringify([file, code, message, text]));
}

/** What an earlier build into the same destination has found, kept for builds to come. */
export interface KnownFindings {
  /** Identities; undefined where no earlier build is known. */
  readonly before: () => ReadonlySet<string> | undefined;
  /** What was kept of findings with this name (`BuildResult.findings`), as it was handed to `keep`. */
  readonly told: (findings: string | undefined) => unknown;
  /**
   * Keeps the identities of what this build has found and, as far as they are recorded under a name, what is told of them:
   * data that JSON can hold. Where they cannot be kept, the next build knows of none.
   */
  readonly keep: (identities: readonly string[], findings?: string, told?: unknown) => void;
}

/** What is written, in two parts. */
type WrittenFindings = readonly [
  { readonly findings: string | null; readonly told: unknown },
  identities: readonly string[],
];

/** Reads what is known of the findings of earlier builds, beside what else is kept from build to build. */
export function knownFindings(
  { source, destination }: Pick<BuildResult, 'source' | 'destination'>,
  options: Pick<BuildOptions, 'cache'>,
  effects: Pick<Effects, 'cwd' | 'env'>,
): KnownFindings {
  const folder = cacheFolder(source, options, effects);
  if (folder === undefined) return { before: () => undefined, told: () => undefined, keep: () => {} };
  const file = path.join(folder, `${RECORD_PREFIX}findings-${fingerprint([source, destination])}.json`);
  const [ofRecord, identities] = readChecked(file) ?? [];
  const isKnown = ofRecord !== undefined && identities !== undefined;
  // Both are what `keep` has written.
  const recorded = isKnown ? (ofRecord() as WrittenFindings[0]) : { findings: null, told: undefined };
  const before = once(() => (isKnown ? new Set(identities() as WrittenFindings[1]) : undefined));
  return {
    before,
    told: (findings) =>
      findings !== undefined && findings === recorded.findings ? recorded.told : undefined,
    keep: (found, findings, told) => {
      const now = new Set(found);
      const known = before();
      const isSame = known?.size === now.size && [...now].every((one) => known.has(one));
      if (isSame && (findings ?? null) === recorded.findings) return;
      const written: WrittenFindings = [{ findings: findings ?? null, told: told ?? null }, [...now]];
      tryWriteChecked(file, written);
    },
  };
}
