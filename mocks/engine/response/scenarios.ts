import { isObject } from '@dpi/specs/json-value';
import type { Operation } from '@dpi/specs/model';
import type { ProblemError } from '@dpi/specs/problem';
import type { Message } from '@dpi/specs/texts';
import { defaultResponse, type PrismOperation, type PrismResponse, responseFor } from '../prism/prism.ts';
import { mockProblem } from '../request/messages.ts';
import type { Preferences } from '../request/request.ts';

/** Which of an operation's responses answers. */
export interface Choice {
  /** Its `code` is the status to answer with. */
  response: PrismResponse;
  /** Named example within it; `null`: the first, or a made-up body. */
  example: string | null;
  /** The caller insists on this example, whatever the request holds. */
  isDemanded: boolean;
}

/** An operation's named response examples, and the choices they stand for. */
export class Scenarios {
  readonly #operation: Operation;
  readonly #responses: PrismResponse[];
  readonly #byName = new Map<string, Choice>();

  constructor(operation: Operation, prism: PrismOperation) {
    this.#operation = operation;
    this.#responses = prism.responses;
    // A pair says which response it means; other examples are found in the order of the spec.
    for (const { name, response } of operation.examples) {
      if (response !== null) this.#addExample(name, response.status, response.body);
    }
    for (const { status, contents } of operation.responses) {
      for (const { name, value } of contents.flatMap(({ examples }) => examples)) this.#addExample(name, status, value);
    }
  }

  /** The answer of an example by name, in whatever status it has. */
  named(name: string): Choice | null {
    return this.#byName.get(name) ?? null;
  }

  /** What the caller asks for by `X-Sandbox-Scenario` or `Prefer`; `null` where nothing is. Throws a `ProblemError`. */
  demanded(scenario: string | undefined, { code, example }: Preferences): Choice | null {
    if (scenario !== undefined && scenario !== '') return this.#known(scenario);
    if (code !== null) {
      const response = responseFor(this.#responses, code);
      if (response === undefined) throw this.#noSuchStatus(code);
      if (example !== null && !holdsExample(response, example))
        throw this.#noSuchExample(example, exampleNames(response), code);
      return { response, example, isDemanded: true };
    }
    if (example === null) return null;
    const response = defaultResponse(this.#responses);
    if (response !== undefined && holdsExample(response, example)) return { response, example, isDemanded: true };
    return this.#known(example);
  }

  /** What a valid request gets that matches no example and asks for nothing. Throws a `ProblemError`. */
  default(): Choice {
    const response = defaultResponse(this.#responses);
    if (response === undefined || !/^[2-5]\d\d$/.test(response.code)) {
      throw mockProblem('response-not-defined', 'no-response', { operation: title(this.#operation) });
    }
    return { response, example: null, isDemanded: false };
  }

  #known(name: string): Choice {
    const choice = this.#byName.get(name);
    if (choice === undefined) throw this.#noSuchExample(name, [...this.#byName.keys()], null);
    return { ...choice, isDemanded: true };
  }

  #addExample(name: string, status: string, body: unknown): void {
    if (this.#byName.has(name) || status.startsWith('1')) return;
    const response = this.#responses.find(({ code }) => code.toLowerCase() === status.toLowerCase());
    if (response === undefined) return;
    const code = this.#concreteStatus(status, body);
    this.#byName.set(name, { response: { ...response, code: String(code) }, example: name, isDemanded: false });
  }

  /** `4XX` and `default` are no statuses: the example's own goes, else the first of the range that is not declared itself. */
  #concreteStatus(declared: string, body: unknown): number {
    if (/^\d{3}$/.test(declared)) return Number(declared);
    const range = /^[1-5]xx$/i.test(declared) ? Number(declared[0]) : null;
    const own = isObject(body) && typeof body.status === 'number' ? body.status : 0;
    if (Number.isInteger(own) && own >= 200 && own < 600 && (range === null || Math.floor(own / 100) === range))
      return own;
    const taken = new Set(this.#responses.map(({ code }) => code));
    let status = (range ?? 5) * 100;
    while (taken.has(String(status))) status++;
    return status;
  }

  #noSuchStatus(code: number): ProblemError {
    const statuses = this.#operation.responses.map(({ status }) => status);
    const values = { operation: title(this.#operation), status: String(code), statuses: statuses.join(', ') };
    return mockProblem('example-not-found', 'no-status', values, { members: { statuses } });
  }

  #noSuchExample(name: string, examples: string[], code: number | null): ProblemError {
    const hint: Message =
      examples.length === 0
        ? { id: 'mock.no-examples' }
        : { id: 'mock.ask-for-one-of', values: { examples: examples.join(', ') } };
    const values = { operation: title(this.#operation), example: name.slice(0, 100), status: String(code), hint };
    const message = code === null ? 'no-example' : 'no-example-in-status';
    return mockProblem('example-not-found', message, values, { members: { examples } });
  }
}

function holdsExample(response: PrismResponse, name: string): boolean {
  return exampleNames(response).includes(name);
}

function exampleNames(response: PrismResponse): string[] {
  return [...new Set((response.contents ?? []).flatMap(({ examples }) => (examples ?? []).map(({ key }) => key)))];
}

function title({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}
