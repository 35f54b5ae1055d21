import { setImmediate } from 'node:timers/promises';

/** Does pieces of work one after the other, each in a turn of the event loop of its own, so that other callers come in between. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => T): Promise<T> {
    const done = this.#last.then(() => setImmediate()).then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
