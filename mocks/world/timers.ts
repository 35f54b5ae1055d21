import type { Waiting } from './service-behaviour.ts';

/** Events that many worlds wait for at their beginning, the earliest first. They share it: it is never changed. */
export class FirstTimers {
  readonly queue: readonly Waiting[];
  readonly byObject = new Map<string, Waiting[]>();

  constructor(waiting: readonly Waiting[] = []) {
    this.queue = waiting.toSorted((one, other) => one.at.getTime() - other.at.getTime());
    for (const one of this.queue) {
      const key = keyOf(one.resource, one.id);
      const known = this.byObject.get(key);
      if (known === undefined) this.byObject.set(key, [one]);
      else known.push(one);
    }
  }
}

/** Events that objects of one world wait for, the earliest first. */
export class Timers {
  readonly #first: FirstTimers;
  /** Those before it in the queue of the first are no longer waited for. */
  #position = 0;
  /** Behind that position, those that are no longer waited for. */
  readonly #gone = new Set<Waiting>();
  readonly #byObject = new Map<string, Waiting[]>();
  /** Sorted by time; those of objects that have changed since are passed over. */
  #queue: Waiting[] = [];
  readonly #current = new Set<Waiting>();

  constructor(first = new FirstTimers()) {
    this.#first = first;
  }

  /** Replaces what an object waits for. */
  set(resource: string, id: string, waiting: Waiting[]): void {
    const key = keyOf(resource, id);
    for (const before of this.#first.byObject.get(key) ?? []) this.#gone.add(before);
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
    const next = this.#next(isHeld);
    if (next === null || next.at > until) return null;
    if (!this.#current.delete(next)) this.#gone.add(next);
    return next;
  }

  /** When the next event is due that is not held. */
  next(isHeld: (waiting: Waiting) => boolean = () => false): Date | null {
    return this.#next(isHeld)?.at ?? null;
  }

  /** In the order of their times. */
  all(): Waiting[] {
    const first = this.#first.queue.slice(this.#position).filter((one) => !this.#gone.has(one));
    const own = this.#queue.filter((one) => this.#current.has(one));
    return [...first, ...own].sort((one, other) => one.at.getTime() - other.at.getTime());
  }

  /** Of two at the same time the one that was waited for first. */
  #next(isHeld: (waiting: Waiting) => boolean): Waiting | null {
    this.#passOver();
    const own = this.#queue.find((one) => this.#current.has(one) && !isHeld(one)) ?? null;
    const { queue } = this.#first;
    for (let position = this.#position; position < queue.length; position += 1) {
      const first = queue[position] as Waiting;
      if (own !== null && own.at < first.at) break;
      if (!this.#gone.has(first) && !isHeld(first)) return first;
    }
    return own;
  }

  /** Forgets what is no longer waited for at the beginning of both queues. */
  #passOver(): void {
    const { queue } = this.#first;
    while (this.#position < queue.length && this.#gone.delete(queue[this.#position] as Waiting)) this.#position += 1;
    let stale = 0;
    while (stale < this.#queue.length && !this.#current.has(this.#queue[stale] as Waiting)) stale += 1;
    if (stale > 0) this.#queue = this.#queue.slice(stale);
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
