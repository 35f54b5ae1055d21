import { isObject, type JsonValue } from '@dpi/specs/json-value';
import { parseJson } from '@dpi/specs/numbers';
import type { Case } from './cases.ts';
import type { Answer } from './send.ts';

/** Ids and the like are longer; a short text may mean something else elsewhere. */
const MIN_LENGTH = 6;

/**
 * What a journey learns on its way: a server gives ids of its own where the examples have theirs, and later steps must send
 * the server's.
 */
export class CarryOver {
  readonly #given = new Map<string, string>();

  /** Remembers which text of the server stands where the example has another. */
  learn({ expected }: Case, { body }: Answer): void {
    if (expected === null || 'refusal' in expected || expected.example === null) return;
    try {
      this.#pair(expected.example.body, parseJson(body.toString('utf8')));
    } catch {
      // An answer that is no JSON teaches nothing; the case has said so already.
    }
  }

  /** The case with the server's texts in place of the examples'. */
  translate(next: Case): Case {
    const { request, expected } = next;
    if (this.#given.size === 0) return next;
    return {
      ...next,
      request: request && {
        ...request,
        parameters: request.parameters.map((parameter) => ({ ...parameter, value: this.#replace(parameter.value) })),
        body: request.body === undefined ? undefined : this.#replace(request.body),
      },
      expected:
        expected && !('refusal' in expected)
          ? {
              ...expected,
              example: expected.example && { ...expected.example, body: this.#replace(expected.example.body) },
              fixed: new Set([...expected.fixed].map((text) => this.#given.get(text) ?? text)),
            }
          : expected,
    };
  }

  #pair(example: JsonValue, actual: unknown): void {
    if (typeof example === 'string' && typeof actual === 'string') {
      if (example !== actual && example.length >= MIN_LENGTH && !this.#given.has(example))
        this.#given.set(example, actual);
    } else if (Array.isArray(example) && Array.isArray(actual)) {
      for (const [index, item] of example.entries()) this.#pair(item, actual[index]);
    } else if (isObject(example) && isObject(actual)) {
      for (const [key, value] of Object.entries(example)) this.#pair(value ?? null, actual[key]);
    }
  }

  #replace(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.#given.get(value) ?? value;
    if (Array.isArray(value)) return value.map((item) => this.#replace(item));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#replace(item ?? null)]));
  }
}
