import { errorMessage } from '@dpi/specs/error-message';
import { RegistryWriteError } from '../registry.ts';
import type { Step } from './table.ts';

interface Waiting {
  apply(): void;
  resolve(): void;
  reject(reason: unknown): void;
}

/**
 * The one writer. Changes wait while the disk is busy, and all that wait are applied and written together, so that the
 * number of writes does not grow with the number of callers. A change is acknowledged when its write is; when the write
 * fails, exactly the changes in it are undone, and exactly their callers hear of it.
 */
export class GroupCommit {
  readonly #steps: Step[];
  readonly #write: (steps: Step[]) => Promise<void>;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  #closed = false;
  #isWritable = true;

  /**
   * @param steps where changes leave their steps
   * @param write makes steps durable; there are none where it is only to find out whether it can write
   */
  constructor(steps: Step[], write: (steps: Step[]) => Promise<void>) {
    this.#steps = steps;
    this.#write = write;
  }

  /** Applies `change` when the writer is free; what it throws before changing anything goes to the caller. */
  commit<R>(change: () => R): Promise<R> {
    if (this.#closed) return Promise.reject(new RegistryWriteError('The registry is closed'));
    return new Promise<R>((resolve, reject) => {
      let result: R;
      this.#waiting.push({
        apply: () => {
          result = change();
        },
        resolve: () => resolve(result),
        reject,
      });
      this.#running ??= this.#run();
    });
  }

  /** Whether the last write succeeded. */
  get isWritable(): boolean {
    return this.#isWritable;
  }

  /** Writes what is there once more, to find out whether it can be written again. Never rejects. */
  async retry(): Promise<void> {
    if (this.#closed) return;
    this.#isWritable = false;
    await this.commit(() => undefined).catch(() => undefined);
  }

  /** Resolves when everything that waits is written; nothing is accepted after. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    await null; // so that callers of the same moment share the first write
    while (this.#waiting.length > 0) {
      const applied = this.#applyWaiting();
      try {
        if (this.#steps.length > 0 || !this.#isWritable) await this.#write(this.#steps);
        this.#isWritable = true;
        this.#steps.length = 0;
        for (const change of applied) change.resolve();
      } catch (cause) {
        this.#isWritable = false;
        this.#undoTo(0);
        const error = new RegistryWriteError(`The registry could not be written: ${errorMessage(cause)}`, { cause });
        for (const change of applied) change.reject(error);
      }
    }
    this.#running = null;
  }

  #applyWaiting(): Waiting[] {
    const group = this.#waiting;
    this.#waiting = [];
    return group.filter((change) => {
      const before = this.#steps.length;
      try {
        change.apply();
        return true;
      } catch (refusal) {
        this.#undoTo(before);
        change.reject(refusal);
        return false;
      }
    });
  }

  #undoTo(length: number): void {
    while (this.#steps.length > length) this.#steps.pop()?.undo();
  }
}
