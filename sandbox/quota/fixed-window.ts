/** Where one key's window stands. */
export interface WindowState {
  /** Whether the last one counted was within the limit. */
  allowed: boolean;
  count: number;
  /** Milliseconds until the window begins anew. */
  msLeft: number;
}

/** A window that is kept across a restart: key, count, milliseconds left. */
export type SavedWindow = [key: string, count: number, msLeft: number];

/** Windows counted at a time. Beyond that the oldest tenth is forgotten, so that made-up addresses cannot fill the memory. */
const MAX_WINDOWS = 200_000;
/** Milliseconds between two searches for windows that have ended: each costs time for all that are there. */
const SWEEP_INTERVAL = 1000;

/**
 * Counts by key in fixed windows, in memory. What is refused is not counted, so that a raised limit holds at once. Time is
 * monotonic: a clock that is set back or forward neither prolongs nor ends a window.
 */
export class FixedWindow {
  readonly #length: number;
  readonly #now: () => number;
  /** In the order in which they end, because all are equally long. */
  readonly #windows = new Map<string, { count: number; endsAt: number }>();
  #sweepAt = 0;

  /** @param length of a window, in milliseconds */
  constructor(length: number, now: () => number = () => performance.now()) {
    this.#length = length;
    this.#now = now;
  }

  /** Counts one, unless `limit` are counted already. */
  take(key: string, limit: number): WindowState {
    const now = this.#now();
    let window = this.#running(key, now);
    if (window === undefined) {
      this.#sweep(now);
      window = { count: 0, endsAt: now + this.#length };
      // One that has ended stands where it was: the order is that of ends.
      this.#windows.delete(key);
      this.#windows.set(key, window);
    }
    const allowed = window.count < limit;
    if (allowed) window.count += 1;
    return { allowed, count: window.count, msLeft: window.endsAt - now };
  }

  /** Counts nothing; `null` where nothing is counted. */
  peek(key: string): Omit<WindowState, 'allowed'> | null {
    const now = this.#now();
    const window = this.#running(key, now);
    return window === undefined ? null : { count: window.count, msLeft: window.endsAt - now };
  }

  /** The windows that are running. Others may count between two of them. */
  *save(): Generator<SavedWindow> {
    const now = this.#now();
    for (const [key, { count, endsAt }] of this.#windows) {
      if (endsAt > now) yield [key, count, Math.ceil(endsAt - now)];
    }
  }

  /** @param elapsed milliseconds since the windows were saved */
  restore(saved: SavedWindow[], elapsed: number): void {
    const now = this.#now();
    for (const [key, count, msLeft] of saved.toSorted((a, b) => a[2] - b[2])) {
      const left = Math.min(this.#length, msLeft) - Math.max(0, elapsed);
      if (left > 0) this.#windows.set(key, { count, endsAt: now + left });
    }
  }

  #running(key: string, now: number): { count: number; endsAt: number } | undefined {
    const window = this.#windows.get(key);
    return window !== undefined && window.endsAt > now ? window : undefined;
  }

  #sweep(now: number): void {
    const isFull = this.#windows.size >= MAX_WINDOWS;
    if (now < this.#sweepAt && !isFull) return;
    this.#sweepAt = now + SWEEP_INTERVAL;
    let toForget = isFull ? MAX_WINDOWS / 10 : 0;
    for (const [key, { endsAt }] of this.#windows) {
      if (endsAt > now && toForget <= 0) return;
      this.#windows.delete(key);
      toForget -= 1;
    }
  }
}
