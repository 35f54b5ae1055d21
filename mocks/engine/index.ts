import { setImmediate } from 'node:timers/promises';
import { ExpressionError, UnknownCursor } from '@dpi/specs/behaviour';
import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Catalogue, Operation, ProblemType, Service } from '@dpi/specs/model';
import { parseJson } from '@dpi/specs/numbers';
import { type Problem, ProblemError, problemId, type Violation } from '@dpi/specs/problem';
import { CompilationPending, type Limits, SchemaTooLarge, TooManySteps, withinLimits } from '@dpi/specs/schema';
import {
  type CheckedRequest,
  IdempotencyKeyReused,
  type Outcome,
  type PairDifference,
  pairDifferences as pairDifferencesIn,
  StoreError,
  type WorldAnswer,
  WorldFull,
  type Worlds,
} from '../world/index.ts';
import { jsonInTurns } from './answering/json-in-turns.ts';
import { AnswerQueue, type Source } from './answering/queue.ts';
import { exampleRequest, type WireRequest } from './example-request.ts';
import { digestsOf, forwardedRequest } from './forwarded-request.ts';
import { indexPeople } from './match/people.ts';
import { CheckedCall, type Fallback } from './mock-operation.ts';
import { type MockRequest, MockService } from './mock-service.ts';
import { LARGE_BODY } from './request/body.ts';
import { mockProblem } from './request/messages.ts';

export {
  type Advance,
  type AskedPerson,
  type CitizenWorld,
  type HistoryOf,
  type LogEntry,
  MAX_PEOPLE,
  MemoryStore,
  type ObjectReference,
  type OwnPerson,
  type PairDifference,
  type Snapshot,
  SqliteStore,
  StoreError,
  TooManyPeople,
  TooManySnapshots,
  teamOfWorld,
  ulid,
  unusableBehaviour,
  WORLD_ADDRESSES,
  WorldFull,
  type WorldStore,
  Worlds,
  withGuests,
  worldOfGuest,
  worldOfTeam,
} from '../world/index.ts';
export type { Fallback, FirstExample } from './mock-operation.ts';
export type { MockRequest } from './mock-service.ts';
export { languageChooser } from './response/negotiation.ts';
export { type UnansweredExample, unansweredExamples } from './unanswered-examples.ts';
export { exampleRequest, type WireRequest };

export interface MockAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** `null` where there is none, and for a problem: that is written in the language of its caller. */
  body: string | Buffer | null;
  /** `null` where no operation was found. */
  operation: Operation | null;
  /** The named example that fits the request, or that was asked for. */
  example: string | null;
  /** Set where the answer is no example that fits the request. */
  fallback: Fallback | null;
  /** What in the request does not fit the spec. */
  violations: readonly Violation[];
  /** Name of the condition of the service's behaviour that refused the request; `null` where none did. */
  refusal: string | null;
  /** How many objects of the caller's world the request changed. */
  changedObjects: number;
  /** Set for errors the platform made; errors that a spec's example tells are answers like others. */
  problem: Problem | null;
}

/** Whose world a request is answered from. */
export interface Caller {
  world: string;
  requestId: string;
  /** The language to answer in, one of the country's. */
  language: string;
  /** A problem as the caller gets it, for receipts over what was answered; its JSON when absent. */
  writeProblem?: (problem: Problem) => string;
}

export interface MockEngine {
  /** Answers without a world: with examples. Never throws. */
  answer(serviceId: string, version: string, request: MockRequest): MockAnswer;
  /**
   * As {@link answer}, for a server that has other callers: what takes long, such as a large body or the first call to a large
   * schema, is done in a process of its own, with limits of time and memory.
   */
  answerWithoutBlocking(
    serviceId: string,
    version: string,
    request: MockRequest,
    caller?: Caller,
  ): MockAnswer | Promise<MockAnswer>;
  /**
   * The operation that a request is for; `null` where there is none.
   * @param path as in {@link MockRequest}
   */
  operationAt(serviceId: string, version: string, method: string, path: string): Operation | null;
  /** How many service versions are mocked. */
  readonly services: number;
  /** Where services with a behaviour are answered from; `null` where all answer with examples. */
  readonly worlds: Worlds | null;
}

/** For one answer, wherever it is made. */
const LIMITS = { steps: 1_000_000, patternTime: 1000 };
/** What may be done for one answer before other callers have their turn: some milliseconds each. */
const LIMITS_ON_LOOP: Limits = { steps: 100_000, keywords: 200, patternTime: 10 };

/** One for all engines: those of before a change of the specs answer on. */
const queue = new AnswerQueue();

const BUSY_SECONDS = 2;

/** Of an answer that no world gave. */
const OUTSIDE_WORLD = { refusal: null, changedObjects: 0 };

/** What an engine needs of a catalogue. */
export type MockedCatalogue = Pick<Catalogue, 'services' | 'supporting' | 'agencies' | 'broken' | 'personas'> & {
  problems: Pick<ProblemType, 'id' | 'status' | 'titles'>[];
};

export interface MockEngineOptions {
  /** Where the portal's pages are, without a slash at the end; problem types point there. */
  publicUrl: string;
  /** Where services with a behaviour are answered from; without, they answer with examples. */
  worlds?: Worlds;
  /** Bytes of a body beyond which a request is answered in a process of its own. */
  bodyOnLoop?: number;
  /** Told when a behaviour has no answer to a request, which is a mistake in it. */
  onFailure?: (failure: BehaviourFailure) => void;
}

/** A mistake in a behaviour that a request has met. Nothing of what was sent or kept is in it. */
export interface BehaviourFailure {
  /** Such as `kyc/v1`. */
  service: string;
  operation: string;
  /** The expression that has no value, or where in the code it went wrong. */
  reason: string;
}

/** An engine that can hand its work to its successor. */
export interface RenewableMockEngine extends MockEngine {
  /** As {@link MockEngine.answer}, but only checks a request that fits its spec and asks for no example. */
  answerOrCheck(serviceId: string, version: string, request: MockRequest): MockAnswer | CheckedCall;
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

/**
 * Sends the request of each named example of a service with a behaviour into a world of its own, and compares the answer with
 * the response of that name.
 */
export function pairDifferences(
  catalogue: MockedCatalogue & Pick<Catalogue, 'country'>,
  service: Service,
): Promise<PairDifference[]> {
  let prepared: Promise<MockEngine> | null = null;
  const { id, version, schemas } = service;
  return pairDifferencesIn(catalogue, service, async (worlds, operation, { request }, world) => {
    prepared ??= createMockEngine(catalogue, { publicUrl: '', worlds });
    const sent = exampleRequest(operation, request, schemas);
    if ('reason' in sent) throw new Error(sent.reason.id);
    const [language = ''] = catalogue.country.locales.map((locale) => locale.id);
    const caller = { world, requestId: '', language };
    const { status, body, problem, refusal } = await (await prepared).answerWithoutBlocking(id, version, sent, caller);
    if (problem !== null) return { status, body: { ...problem } as unknown as JsonValue, refusal };
    return { status, body: body === null ? undefined : (parseJson(body.toString()) as JsonValue), refusal };
  });
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
  const { publicUrl, bodyOnLoop = LARGE_BODY, worlds, onFailure = () => {} } = options;
  const { personas } = catalogue;
  const titles = new Map(catalogue.problems.map(({ id, titles: byLocale }) => [id, byLocale]));
  const statuses = new Map(catalogue.problems.map(({ id, status }) => [id, status]));
  const problems = catalogue.problems.map(({ id, status, titles: byLocale }) => ({ id, status, titles: byLocale }));
  const context = { people: indexPeople(personas), personas, publicUrl };
  const known = JSON.stringify(personas);
  const documents = new Map<Service['document'], Prepared>();
  const services = new Map<string, Map<string, Prepared>>();
  for (const service of catalogue.services) {
    const versions = services.get(service.id) ?? new Map<string, Prepared>();
    let prepared = preparedBefore(service);
    if (prepared === undefined) {
      const alone = { services: [service], broken: [], personas, problems, publicUrl };
      const source = { pieces: () => jsonInTurns(alone) };
      prepared = { operations: service.operations, mock: new MockService(service, context), source };
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
      throw mockProblem('service-broken', 'service-broken', { service: `${serviceId}/${version}` });
    }
    const versions = [...(services.get(serviceId)?.keys() ?? [])];
    throw mockProblem('service-not-found', versions.length === 0 ? 'no-service' : 'no-version', {
      service: serviceId.slice(0, 100),
      version: version.slice(0, 20),
      versions: versions.join(', '),
    });
  }

  /**
   * @param orElse what is given instead of a problem; `null` for the problem
   * @param hasWorld whether an operation is answered from a world
   * @param isElsewhere whether an operation is known to take more than the limits
   */
  function answerWithin<T>(
    limits: Partial<Limits>,
    [serviceId, version, request]: [serviceId: string, version: string, request: MockRequest],
    orElse: (error: unknown, operation: Operation) => T | null,
    hasWorld: (operation: Operation) => boolean,
    isElsewhere: (operation: Operation) => boolean = () => false,
  ): MockAnswer | CheckedCall | T {
    const known: { operation: Operation | null } = { operation: null };
    try {
      const given = withinLimits(limits, () =>
        find(serviceId, version).mock.answer(request, (operation) => {
          known.operation = operation;
          if (tooLarge.has(operation)) throw new SchemaTooLarge();
          if (isElsewhere(operation)) throw new TooManySteps();
          return hasWorld(operation);
        }),
      );
      if (given instanceof CheckedCall) return given;
      return { ...given, operation: known.operation, ...OUTSIDE_WORLD, problem: null };
    } catch (error) {
      const { operation } = known;
      if (error instanceof SchemaTooLarge && operation !== null) tooLarge.add(operation);
      const instead = operation === null ? null : orElse(error, operation);
      return instead ?? problemAnswer(error, operation, statuses);
    }
  }

  function answerOrCheck(
    request: [serviceId: string, version: string, request: MockRequest],
    fromWorld: boolean,
  ): MockAnswer | CheckedCall {
    return answerWithin<never>(
      LIMITS,
      request,
      (error) => {
        if (error instanceof CompilationPending) throw error;
        return null;
      },
      () => fromWorld,
    );
  }

  async function answerElsewhere(
    operation: Operation,
    [serviceId, version, request]: [serviceId: string, version: string, request: MockRequest],
    fromWorld: boolean,
  ): Promise<MockAnswer | CheckedCall> {
    const { method, path, query, headers, body } = request;
    const sent = { method, path, query, headers: { ...headers }, body };
    const outcome = await queue.answer(find(serviceId, version).source, sent, fromWorld);
    if (outcome.state === 'answered') return { ...outcome.answer, operation };
    if (outcome.state === 'checked') return new CheckedCall(parseJson(outcome.request) as unknown as CheckedRequest);
    if (outcome.state === 'compiling-too-long') tooLarge.add(operation);
    return problemAnswer(outcome.state, operation, statuses);
  }

  /** Answers a request that fits the spec from the caller's world. */
  async function answerFromWorld(
    { request: checked }: CheckedCall,
    [service, version, request]: [service: string, version: string, request: MockRequest],
    caller: Caller,
  ): Promise<MockAnswer> {
    const { world, requestId, language, writeProblem = JSON.stringify } = caller;
    const { mock } = find(service, version);
    const operation = mock.operationAt(request.method, request.path);
    try {
      if (worlds === undefined || operation === null) throw new Error('no world');
      const call = { world, service, version, operation: operation.id, request: checked, requestId, language };
      const outcome = await worlds.answer(call);
      if (outcome.forwardTo !== null) {
        const sent = forwardedRequest(request, mock.forwardedPath(request));
        const startedAt = performance.now();
        const given = await answerForwarded(outcome.forwardTo, sent, caller);
        const durationMs = Math.round(performance.now() - startedAt);
        const written = given.problem === null ? given.body : writeProblem(given.problem);
        const forwarded = { status: given.status, durationMs, ...digestsOf(sent, written) };
        return withHeaders(
          { ...given, operation, example: null, refusal: null },
          await worlds.answer({ ...call, forwarded }),
        );
      }
      const { refusal, changedObjects } = outcome;
      const answer = mock.answerOf(titled(outcome, titles, language), request);
      return { ...answer, operation, refusal, changedObjects, problem: null };
    } catch (error) {
      const refused = error instanceof UnknownCursor ? mock.cursorProblem(request, checked) : error;
      const answer = problemAnswer(refused, operation, statuses);
      if (answer.problem?.id === 'mock-failed')
        onFailure({ service: `${service}/${version}`, operation: operation?.id ?? '', reason: reasonOf(refused) });
      return answer;
    }
  }

  /** The answer of another service to a request that was forwarded to it. */
  async function answerForwarded(reference: string, request: MockRequest, caller: Caller): Promise<MockAnswer> {
    const [service = '', version = ''] = reference.split('/');
    const operation = find(service, version).mock.operationAt(request.method, request.path);
    // A request goes to one other service, not on from there.
    if (operation !== null && worlds?.forwards(service, version, operation.id) === true) throw new Error('a ring');
    return answerWithoutBlocking(service, version, request, caller);
  }

  function answerWithoutBlocking(
    service: string,
    version: string,
    request: MockRequest,
    caller?: Caller,
  ): MockAnswer | Promise<MockAnswer> {
    const isLarge = request.body !== null && request.body.length > bodyOnLoop;
    const hasWorld = ({ id }: Operation) => caller !== undefined && worlds?.has(service, version, id) === true;
    const given = answerWithin(
      LIMITS_ON_LOOP,
      [service, version, request],
      (error, operation) => {
        if (error instanceof CompilationPending && error.keywords > LIMITS_ON_LOOP.keywords) large.add(operation);
        const takesLong = error instanceof CompilationPending || error instanceof TooManySteps;
        if (!takesLong || error instanceof SchemaTooLarge) return null;
        return answerElsewhere(operation, [service, version, request], hasWorld(operation));
      },
      hasWorld,
      (operation) => isLarge || large.has(operation),
    );
    const fromWorld = (checked: MockAnswer | CheckedCall) =>
      checked instanceof CheckedCall && caller !== undefined
        ? answerFromWorld(checked, [service, version, request], caller)
        : (checked as MockAnswer);
    return given instanceof Promise ? given.then(fromWorld) : fromWorld(given);
  }

  return {
    services: catalogue.services.length,
    worlds: worlds ?? null,
    renew(next) {
      const isSame = JSON.stringify(next.personas) === known;
      const renewed = worlds === undefined ? options : { ...options, worlds: worlds.renew(next) };
      return prepare(next, renewed, ({ document, operations }) => {
        const before = documents.get(document);
        return isSame && before?.operations === operations ? before : undefined;
      });
    },
    operationAt: (serviceId, version, method, path) =>
      services.get(serviceId)?.get(version)?.mock.operationAt(method, path) ?? null,
    answer: (...request) => answerOrCheck(request, false) as MockAnswer,
    answerOrCheck: (...request) => answerOrCheck(request, true),
    answerWithoutBlocking,
  };
}

/**
 * What a behaviour refused has the title of its problem type in the language of the caller.
 * @param titles of the problem types, by id and language
 */
function titled(outcome: Outcome, titles: Map<string, Record<string, string>>, language: string): Outcome {
  const { body, refusal } = outcome;
  if (refusal === null || !isObject(body)) return outcome;
  const title = titles.get(problemId(body.type) ?? '')?.[language];
  if (title === undefined) return outcome;
  const headers = { ...outcome.headers, 'content-language': language, vary: 'Accept-Language' };
  return { ...outcome, headers, body: { ...body, title } };
}

/** The answer of another service with the headers and changes of the one that forwarded the request. */
function withHeaders(given: MockAnswer, { headers, changedObjects }: WorldAnswer): MockAnswer {
  const problem = given.problem && { ...given.problem, headers: { ...given.problem.headers, ...headers } };
  const all = { ...given.headers, ...headers };
  return { ...given, headers: all, problem, changedObjects: given.changedObjects + changedObjects };
}

/** Messages of errors may hold values of people; expressions and lines of code do not. */
function reasonOf(error: unknown): string {
  if (error instanceof ExpressionError) return `no value: ${error.expression}`;
  if (!(error instanceof Error)) return typeof error;
  const place = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return `${error.name}${place === undefined ? '' : ` ${place.trim()}`}`;
}

/** @param statuses of the problem types, by id */
function problemAnswer(error: unknown, operation: Operation | null, statuses: Map<string, number>): MockAnswer {
  const { id, detail, status, errors = [], members, headers = {} } = problemOf(error);
  return {
    status: status ?? statuses.get(id) ?? 500,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: null,
    operation,
    example: null,
    fallback: null,
    ...OUTSIDE_WORLD,
    violations: errors,
    // Without the stack, and as a value that another process can give.
    problem: { id, detail, status, errors: errors.length === 0 ? undefined : errors, members, headers },
  };
}

function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof StoreError)
    return mockProblem('storage-unavailable', 'not-saved', {}, { headers: { 'Retry-After': '5' } });
  if (error instanceof WorldFull) return mockProblem('world-full', 'world-full');
  if (error instanceof IdempotencyKeyReused) return mockProblem('idempotency-key-reused', 'idempotency-key-reused');
  if (error === 'busy') {
    const wait = { id: 'sandbox.quota.wait', values: { count: BUSY_SECONDS } };
    return mockProblem('sandbox-busy', 'busy', { wait }, { headers: { 'Retry-After': String(BUSY_SECONDS) } });
  }
  if (error instanceof SchemaTooLarge || error === 'compiling-too-long')
    return mockProblem('service-broken', 'schema-too-large');
  if (error === 'out-of-memory') return mockProblem('request-too-complex', 'takes-memory');
  if (error instanceof TooManySteps || error === 'checking-too-long')
    return mockProblem('request-too-complex', 'takes-time');
  return mockProblem('mock-failed', 'failed');
}
