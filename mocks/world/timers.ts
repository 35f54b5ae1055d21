import type { Waiting } from './service-behaviour.ts';

/** Events that objects of one world wait for, the earliest first. */
export class Timers {
  readonly #byObject = new Map<string, Waiting[]>();
  /** Sorted by time; those of objects that have changed since are passed over. */
  #queue: Waiting[];
  readonly #current: Set<Waiting>;

  /** With the events that are waited for at the beginning, the earliest first. */
  constructor(first: readonly Waiting[] = []) {
    this.#queue = [...first];
    this.#current = new Set(first);
    for (const one of first) {
      const key = keyOf(one.resource, one.id);
      const known = this.#byObject.get(key);
      if (known === undefined) this.#byObject.set(key, [one]);
      else known.push(one);
    }
  }

  /** Replaces what an object waits for. */
  set(resource: string, id: string, waiting: Waiting[]): void {
    const key = keyOf(resource, id);
    for (const before of this.#byObject.get(key) ?? []) this.#current.delete(before);
    if (waiting.length === 0) this.#byObject.delete(key);
    else this.#byObject.set(key, waiting);
    for (const one of waiting) {
      this.#current.add(one);
      this.#queue.splice(this.#positionOf(one.at.getTime()), 0, one);
    }
  }

  /**
   * The next event at or before an instant; `null` where there is none. It is no longer waited for.
   * @param isHeld events that go on waiting although they are due
   */
  take(until: Date, isHeld: (waiting: Waiting) => boolean = () => false): Waiting | null {
    const next = this.#first(isHeld);
    if (next === null || next.one.at > until) return null;
    this.#queue.splice(next.position, 1);
    this.#current.delete(next.one);
    return next.one;
  }

  /** When the next event is due that is not held. */
  next(isHeld: (waiting: Waiting) => boolean = () => false): Date | null {
    return this.#first(isHeld)?.one.at ?? null;
  }

  get size(): number {
    return this.#current.size;
  }

  /** In the order of their times. */
  all(): Waiting[] {
    return this.#queue.filter((one) => this.#current.has(one));
  }

  #first(isHeld: (waiting: Waiting) => boolean): { one: Waiting; position: number } | null {
    let stale = 0;
    while (stale < this.#queue.length && !this.#current.has(this.#queue[stale] as Waiting)) stale += 1;
    if (stale > 0) this.#queue = this.#queue.slice(stale);
    for (const [position, one] of this.#queue.entries())
      if (this.#current.has(one) && !isHeld(one)) return { one, position };
    return null;
  }

  /** Behind all that are due at the same time or before. */
  #positionOf(time: number): number {
    let [low, high] = [0, this.#queue.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#queue[middle] as Waiting).at.getTime() <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function keyOf(resource: string, id: string): string {
  return `${resource} ${id}`;
}
