import { setImmediate } from 'node:timers/promises';
import { type MakeProblem, PROBLEM_CONTENT_TYPE, type Problem, problemMaker } from '@dpi/specs';
import type { Catalogue, Operation, Service } from '@dpi/specs/model';
import { CompilationPending, TooManySteps, withinKeywords, withinSteps } from '@dpi/specs/schema';
import { LARGE_BODY } from './body.ts';
import { type Fallback, InvalidRequest } from './mock-operation.ts';
import { type MockRequest, MockService } from './mock-service.ts';
import { indexPeople } from './people.ts';
import { Refusal } from './refusal.ts';
import { Turns } from './turns.ts';
import type { Violation } from './violations.ts';

export { exampleRequest, type WireRequest } from './example-request.ts';
export type { Fallback, FirstExample } from './mock-operation.ts';
export type { MockRequest } from './mock-service.ts';
export { type UnansweredExample, unansweredExamples } from './unanswered-examples.ts';
export type { Violation } from './violations.ts';

export interface MockAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string | Buffer | null;
  /** `null` where no operation was found. */
  operation: Operation | null;
  /** The named example that fits the request, or that was asked for. */
  example: string | null;
  /** Set where the answer is no example that fits the request. */
  fallback: Fallback | null;
  /** What in the request does not fit the spec. */
  violations: Violation[];
  /** Set for errors the platform made; errors that a spec's example tells are answers like others. */
  problem: Problem | null;
}

export interface MockEngine {
  /** Never throws. */
  answer(serviceId: string, version: string, request: MockRequest): MockAnswer;
  /**
   * As {@link answer}, for a server that has other callers: what takes long, such as a large body or the first call to a large
   * schema, is done in several turns of the event loop.
   */
  answerInTurns(serviceId: string, version: string, request: MockRequest): MockAnswer | Promise<MockAnswer>;
  /**
   * The operation that a request is for; `null` where there is none.
   * @param path as in {@link MockRequest}
   */
  operationAt(serviceId: string, version: string, method: string, path: string): Operation | null;
  /** How many service versions are mocked. */
  readonly services: number;
}

/** Steps of checks in one answer; they take tens of milliseconds. */
const MAX_STEPS = 1_000_000;
/** Keywords of schemas that are compiled in one turn; they take tens of milliseconds. */
const KEYWORDS_IN_TURN = 600;

const turns = new Turns();

/** An engine that can hand its work to its successor. */
export interface RenewableMockEngine extends MockEngine {
  /**
   * Mocks of a newer catalogue. Services whose document and operations are still the same objects are taken over as they
   * are, unless a persona has changed; this engine goes on as before.
   */
  renew(catalogue: Catalogue): Promise<RenewableMockEngine>;
}

/**
 * Prepares mocks of all services in a catalogue.
 * @param options.publicUrl where the portal's pages are, without a slash at the end; problem types point there
 */
export function createMockEngine(
  catalogue: Catalogue,
  { publicUrl }: { publicUrl: string },
): Promise<RenewableMockEngine> {
  return prepare(catalogue, publicUrl, () => undefined);
}

async function prepare(
  catalogue: Catalogue,
  publicUrl: string,
  prepared: (service: Service) => MockService | undefined,
): Promise<RenewableMockEngine> {
  const makeProblem = problemMaker(catalogue.problems, publicUrl);
  const surroundings = { people: indexPeople(catalogue.personas), personas: catalogue.personas, publicUrl };
  const known = JSON.stringify(catalogue.personas);
  const mocks = new Map<Service['document'], { operations: Operation[]; mock: MockService }>();
  const services = new Map<string, Map<string, MockService>>();
  for (const service of catalogue.services) {
    const versions = services.get(service.id) ?? new Map<string, MockService>();
    let mock = prepared(service);
    if (mock === undefined) {
      mock = new MockService(service, surroundings);
      // The engine before this one goes on answering meanwhile.
      await setImmediate();
    }
    mocks.set(service.document, { operations: service.operations, mock });
    versions.set(service.version, mock);
    services.set(service.id, versions);
  }

  function find(serviceId: string, version: string): MockService {
    const service = services.get(serviceId)?.get(version);
    if (service !== undefined) return service;
    if (catalogue.broken.some((broken) => broken.id === serviceId && broken.version === version)) {
      throw new Refusal(
        'service-broken',
        `The spec of ${serviceId}/${version} cannot be read. Its page says what is wrong with it.`,
      );
    }
    const versions = [...(services.get(serviceId)?.keys() ?? [])];
    throw new Refusal(
      'service-not-found',
      versions.length === 0
        ? `There is no service "${serviceId.slice(0, 100)}". The catalogue lists the services there are.`
        : `${serviceId} has no version "${version.slice(0, 20)}". It has: ${versions.join(', ')}.`,
    );
  }

  function answer(serviceId: string, version: string, request: MockRequest): MockAnswer {
    let operation: Operation | null = null;
    try {
      const given = withinSteps(MAX_STEPS, () =>
        find(serviceId, version).answer(request, (found) => {
          operation = found;
        }),
      );
      return { ...given, operation, problem: null };
    } catch (error) {
      if (error instanceof CompilationPending) throw error;
      return problemAnswer(error, operation, request.method, makeProblem);
    }
  }

  async function answerLater(...request: Parameters<typeof answer>): Promise<MockAnswer> {
    for (;;) {
      try {
        return await turns.take(() => withinKeywords(KEYWORDS_IN_TURN, () => answer(...request)));
      } catch (error) {
        // What was compiled stays compiled, so this ends.
        if (!(error instanceof CompilationPending)) throw error;
      }
    }
  }

  return {
    services: catalogue.services.length,
    renew(next) {
      const isSame = JSON.stringify(next.personas) === known;
      return prepare(next, publicUrl, ({ document, operations }) => {
        const before = mocks.get(document);
        return isSame && before?.operations === operations ? before.mock : undefined;
      });
    },
    operationAt: (serviceId, version, method, path) =>
      services.get(serviceId)?.get(version)?.operationAt(method, path) ?? null,
    answer,
    answerInTurns(...request) {
      const [, , { body }] = request;
      if (body !== null && body.length > LARGE_BODY) return answerLater(...request);
      try {
        return withinKeywords(KEYWORDS_IN_TURN, () => answer(...request));
      } catch {
        return answerLater(...request);
      }
    },
  };
}

function problemAnswer(
  error: unknown,
  operation: Operation | null,
  method: string,
  makeProblem: MakeProblem,
): MockAnswer {
  const refusal =
    error instanceof Refusal
      ? error
      : error instanceof TooManySteps
        ? new Refusal(
            'request-too-complex',
            'Checking this request against the spec would take too long. Send less in one request, and fewer levels in each other.',
          )
        : new Refusal(
            'mock-failed',
            'The mock could not answer this request. Report it with the request id; others are not affected.',
          );
  const problem = makeProblem(refusal.problem, refusal.message, refusal.members);
  return {
    status: problem.status,
    headers: { 'content-type': PROBLEM_CONTENT_TYPE, ...refusal.headers },
    body: method.toUpperCase() === 'HEAD' ? null : JSON.stringify(problem),
    operation,
    example: null,
    fallback: null,
    violations: refusal instanceof InvalidRequest ? refusal.violations : [],
    problem,
  };
}
