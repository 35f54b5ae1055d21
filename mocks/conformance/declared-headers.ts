import type { Operation } from '@dpi/specs/model';
import { responseFor } from './judge.ts';
import type { CaseResult } from './report.ts';
import type { Answer } from './send.ts';

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

  /** One result for each header that was never sent. */
  neverSent(): CaseResult[] {
    return [...this.#headers.values()]
      .filter(({ sent }) => sent === 0)
      .map(({ name, declared }) => ({
        group: 'Response headers',
        name,
        title: `The header ${name}`,
        call: 'all operations',
        outcome: 'differs',
        status: null,
        differences: [
          {
            at: `header ${name}`,
            message: `was never sent; the spec declares it for ${declared === 1 ? 'one of the responses' : `${declared} of the responses`}`,
          },
        ],
        notes: [],
        durationMs: 0,
      }));
  }
}
