/** A Ruby Range of integers, both ends included: `(1..3)`. */
export class Range {
  constructor(
    readonly first: number,
    readonly last: number,
  ) {}

  get size(): number {
    return Math.max(0, this.last - this.first + 1);
  }

  /** Up to `limit` members from number `from` on. */
  slice(from: number, limit: number): number[] {
    const count = Math.max(0, Math.min(limit, this.size - from));
    return Array.from({ length: count }, (_, index) => this.first + from + index);
  }
}
