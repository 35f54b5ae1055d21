import type { Operation } from '@dpi/specs/model';
import { responseFor } from './judge.ts';
import type { FoundDifference } from './report.ts';
import type { Answer } from './send.ts';
import { said } from './words.ts';

/**
 * Counts over all responses how often a declared header was sent. OpenAPI lets a response leave out a header that is not
 * `required`; one that no response ever has is a promise that is not kept.
 */
export class DeclaredHeaders {
  readonly #headers = new Map<string, { name: string; declared: number; sent: number }>();

  add({ status, headers }: Answer, operation: Operation): void {
    for (const { name, required } of responseFor(operation, status)?.headers ?? []) {
      // The response says it by itself where one of these is missing.
      if (required || name.toLowerCase() === 'content-type') continue;
      const key = name.toLowerCase();
      const count = this.#headers.get(key) ?? { name, declared: 0, sent: 0 };
      count.declared += 1;
      if (headers.has(name)) count.sent += 1;
      this.#headers.set(key, count);
    }
  }

  /** The headers that were never sent, and what is to be said of each. */
  neverSent(): { name: string; difference: FoundDifference }[] {
    return [...this.#headers.values()]
      .filter(({ sent }) => sent === 0)
      .map(({ name, declared }) => ({
        name,
        difference: { at: `header ${name}`, message: said('header.never-sent', { count: declared }) },
      }));
  }
}
