/** Upper ends of the classes, in milliseconds: each is a twentieth longer than the one before. */
const ENDS = Array.from({ length: 240 }, (_, index) => 0.5 * 1.05 ** index);

/** Counts how long calls took, in as little memory for a million as for one. */
export class Latencies {
  readonly #counts = new Uint32Array(ENDS.length);
  #calls = 0;

  add(milliseconds: number): void {
    const index = Math.ceil(Math.log(Math.max(milliseconds, 0.5) / 0.5) / Math.log(1.05));
    const at = Math.min(ENDS.length - 1, index);
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#calls += 1;
  }

  /** Milliseconds within which a part of the calls was answered, to a twentieth. @param part such as 0.99 */
  quantile(part: number): number {
    let left = Math.ceil(this.#calls * part);
    for (const [index, count] of this.#counts.entries()) {
      left -= count;
      if (left <= 0) return ENDS[index] ?? 0;
    }
    return 0;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#calls = 0;
  }
}
