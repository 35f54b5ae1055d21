import { setImmediate } from 'node:timers/promises';
import { type MakeProblem, PROBLEM_CONTENT_TYPE, type Problem, problemMaker } from '@dpi/specs';
import type { Catalogue, Operation, Service } from '@dpi/specs/model';
import { CompilationPending, type Limits, SchemaTooLarge, TooManySteps, withinLimits } from '@dpi/specs/schema';
import { jsonInTurns } from './answering/json-in-turns.ts';
import { AnswerQueue, type Source } from './answering/queue.ts';
import { LARGE_BODY } from './body.ts';
import { type Fallback, InvalidRequest } from './mock-operation.ts';
import { type MockRequest, MockService } from './mock-service.ts';
import { indexPeople } from './people.ts';
import { Refusal } from './refusal.ts';
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
   * schema, is done in a process of its own, with limits of time and memory.
   */
  answerWithoutBlocking(serviceId: string, version: string, request: MockRequest): MockAnswer | Promise<MockAnswer>;
  /**
   * The operation that a request is for; `null` where there is none.
   * @param path as in {@link MockRequest}
   */
  operationAt(serviceId: string, version: string, method: string, path: string): Operation | null;
  /** How many service versions are mocked. */
  readonly services: number;
}

/** For one answer, wherever it is made. */
const LIMITS = { steps: 1_000_000, patternTime: 1000 };
/** What may be done for one answer before other callers have their turn: some milliseconds each. */
const LIMITS_ON_LOOP: Limits = { steps: 100_000, keywords: 200, patternTime: 10 };

/** One for all engines: those of before a change of the specs answer on. */
const queue = new AnswerQueue();

const BUSY_SECONDS = 2;

/** What an engine needs of a catalogue. */
export type MockedCatalogue = Pick<Catalogue, 'services' | 'broken' | 'personas' | 'problems'>;

export interface MockEngineOptions {
  /** Where the portal's pages are, without a slash at the end; problem types point there. */
  publicUrl: string;
  /** Bytes of a body beyond which a request is answered in a process of its own. */
  bodyOnLoop?: number;
}

/** An engine that can hand its work to its successor. */
export interface RenewableMockEngine extends MockEngine {
  /**
   * Mocks of a newer catalogue. Services whose document and operations are still the same objects are taken over as they
   * are, unless a persona has changed; this engine goes on as before.
   */
  renew(catalogue: MockedCatalogue): Promise<RenewableMockEngine>;
}

/** Prepares mocks of all services in a catalogue. */
export function createMockEngine(catalogue: MockedCatalogue, options: MockEngineOptions): Promise<RenewableMockEngine> {
  return prepare(catalogue, options, () => undefined);
}

/** A service and its mock, which are taken over by a newer engine as they are. */
interface Prepared {
  operations: Operation[];
  mock: MockService;
  source: Source;
}

/** Operations with a schema that is too large to be compiled between two calls. */
const large = new WeakSet<Operation>();
/** Operations with a schema that is too large for any check. */
const tooLarge = new WeakSet<Operation>();

async function prepare(
  catalogue: MockedCatalogue,
  options: MockEngineOptions,
  preparedBefore: (service: Service) => Prepared | undefined,
): Promise<RenewableMockEngine> {
  const { publicUrl, bodyOnLoop = LARGE_BODY } = options;
  const { personas } = catalogue;
  const makeProblem = problemMaker(catalogue.problems, publicUrl);
  const problems = catalogue.problems.map((problem) => ({ ...problem, raisedBy: [] }));
  const surroundings = { people: indexPeople(personas), personas, publicUrl };
  const known = JSON.stringify(personas);
  const documents = new Map<Service['document'], Prepared>();
  const services = new Map<string, Map<string, Prepared>>();
  for (const service of catalogue.services) {
    const versions = services.get(service.id) ?? new Map<string, Prepared>();
    let prepared = preparedBefore(service);
    if (prepared === undefined) {
      const alone = { services: [service], broken: [], personas, problems, publicUrl };
      const source = { text: () => jsonInTurns(alone) };
      prepared = { operations: service.operations, mock: new MockService(service, surroundings), source };
      // The engine before this one goes on answering meanwhile.
      await setImmediate();
    }
    documents.set(service.document, prepared);
    versions.set(service.version, prepared);
    services.set(service.id, versions);
  }

  function find(serviceId: string, version: string): Prepared {
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

  /**
   * @param orElse what is given instead of a problem; `null` for the problem
   * @param isElsewhere whether an operation is known to take more than the limits
   */
  function answerWithin<T>(
    limits: Partial<Limits>,
    [serviceId, version, request]: [serviceId: string, version: string, request: MockRequest],
    orElse: (error: unknown, operation: Operation) => T | null,
    isElsewhere: (operation: Operation) => boolean = () => false,
  ): MockAnswer | T {
    const known: { operation: Operation | null } = { operation: null };
    try {
      const given = withinLimits(limits, () =>
        find(serviceId, version).mock.answer(request, (operation) => {
          known.operation = operation;
          if (tooLarge.has(operation)) throw new SchemaTooLarge();
          if (isElsewhere(operation)) throw new TooManySteps();
        }),
      );
      return { ...given, operation: known.operation, problem: null };
    } catch (error) {
      const { operation } = known;
      if (error instanceof SchemaTooLarge && operation !== null) tooLarge.add(operation);
      const instead = operation === null ? null : orElse(error, operation);
      return instead ?? problemAnswer(error, operation, request.method, makeProblem);
    }
  }

  async function answerElsewhere(
    operation: Operation,
    [serviceId, version, request]: [serviceId: string, version: string, request: MockRequest],
  ): Promise<MockAnswer> {
    const { method, path, query, headers, body } = request;
    const sent = { method, path, query, headers: { ...headers }, body };
    const outcome = await queue.answer(find(serviceId, version).source, sent);
    if (outcome.state === 'answered') return { ...outcome.answer, operation };
    if (outcome.state === 'compiling-too-long') tooLarge.add(operation);
    return problemAnswer(outcome.state, operation, method, makeProblem);
  }

  return {
    services: catalogue.services.length,
    renew(next) {
      const isSame = JSON.stringify(next.personas) === known;
      return prepare(next, options, ({ document, operations }) => {
        const before = documents.get(document);
        return isSame && before?.operations === operations ? before : undefined;
      });
    },
    operationAt: (serviceId, version, method, path) =>
      services.get(serviceId)?.get(version)?.mock.operationAt(method, path) ?? null,
    answer: (...request) =>
      answerWithin<never>(LIMITS, request, (error) => {
        if (error instanceof CompilationPending) throw error;
        return null;
      }),
    answerWithoutBlocking(...request) {
      const [, , { body }] = request;
      const isLarge = body !== null && body.length > bodyOnLoop;
      return answerWithin(
        LIMITS_ON_LOOP,
        request,
        (error, operation) => {
          if (error instanceof CompilationPending && error.keywords > LIMITS_ON_LOOP.keywords) large.add(operation);
          const takesLong = error instanceof CompilationPending || error instanceof TooManySteps;
          return takesLong && !(error instanceof SchemaTooLarge) ? answerElsewhere(operation, request) : null;
        },
        (operation) => isLarge || large.has(operation),
      );
    },
  };
}

function problemAnswer(
  error: unknown,
  operation: Operation | null,
  method: string,
  makeProblem: MakeProblem,
): MockAnswer {
  const refusal = refusalOf(error);
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

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error === 'busy') {
    return new Refusal(
      'sandbox-busy',
      `Many large requests are being checked. Send this one again in ${BUSY_SECONDS} seconds.`,
      {},
      { 'retry-after': String(BUSY_SECONDS) },
    );
  }
  if (error instanceof SchemaTooLarge || error === 'compiling-too-long') {
    return new Refusal(
      'service-broken',
      'A schema of this operation is too large to check a request against it, or refers to itself without end. Tell the agency: with a discriminator, or fewer alternatives and members in one schema, it can be checked.',
    );
  }
  if (error === 'out-of-memory') {
    return new Refusal(
      'request-too-complex',
      'Checking this request against the spec would take too much memory. Send less in one request.',
    );
  }
  if (error instanceof TooManySteps || error === 'checking-too-long') {
    return new Refusal(
      'request-too-complex',
      'Checking this request against the spec would take too long. Send less in one request, and fewer levels in each other.',
    );
  }
  return new Refusal(
    'mock-failed',
    'The mock could not answer this request. Report it with the request id; others are not affected.',
  );
}
