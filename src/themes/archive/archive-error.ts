/** Why a theme cannot be fetched, as a sentence without a full stop at its end. */
export class ArchiveError extends Error {}

/** How much of an archive is taken. What is beyond is refused, since no theme is so large. */
export interface ArchiveLimits {
  /** Bytes that are received. */
  readonly received: number;
  /** Bytes of all that is in it, unpacked. */
  readonly unpacked: number;
  /** How many times as large it may become when it is unpacked. */
  readonly ratio: number;
  readonly entries: number;
  /** Of what is kept of it: files, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Milliseconds in which nothing comes, and until all has come. */
  readonly idle: number;
  readonly whole: number;
}

const MIB = 1024 * 1024;

export const LIMITS: ArchiveLimits = {
  received: 512 * MIB,
  unpacked: 2048 * MIB,
  ratio: 100,
  entries: 200_000,
  files: 20_000,
  bytes: 256 * MIB,
  idle: 30_000,
  whole: 600_000,
};
