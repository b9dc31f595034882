/**
 * A moment that tells how much of it is looked at: of the time of a build most sites show no more than the year, and
 * what shows no more is the same in the next build.
 */
export class WatchedTime extends Date {
  readonly #told: (pattern: string | undefined) => void;

  /**
   * `told` hears of each time that the moment is looked at: as the pattern (as `strftime` takes it) shows it, or as it is.
   */
  constructor(moment: Date, told: (pattern: string | undefined) => void) {
    super(moment);
    this.#told = told;
  }

  /** What `getTime` gives, for a text that shows no more of it than `pattern` does. */
  shownBy(pattern: string): number {
    this.#told(pattern);
    return super.getTime();
  }

  override getTime(): number {
    this.#told(undefined);
    return super.getTime();
  }

  override valueOf(): number {
    return this.getTime();
  }

  override toISOString(): string {
    this.#told(undefined);
    return super.toISOString();
  }

  override toString(): string {
    this.#told(undefined);
    return super.toString();
  }
}
