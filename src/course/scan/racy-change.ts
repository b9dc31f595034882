/**
 * How much older than a look at the disk a file's last change has to be, in milliseconds, for a later change to show in
 * its times: a clock's tick, and the whole seconds that some file systems count in.
 */
const TICK = 50;
const SECONDS = 2000;

/**
 * Whether a file was last changed as late as it was looked at, both in milliseconds since 1970, so that another change in
 * the same tick would not show: what the disk says of it is then not to be trusted the next time, as in git's index.
 */
export function isRacy(changed: number, looked: number): boolean {
  return changed >= looked - (changed % 1000 === 0 ? SECONDS : TICK);
}
