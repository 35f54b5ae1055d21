import type { Operation, Persona, Service } from '@dpi/specs/model';
import type { ProblemError } from '@dpi/specs/problem';
import { Sampler } from '@dpi/specs/samples';
import { CompilationPending, DirectedSchemas, schemaCompiler, TooManySteps } from '@dpi/specs/schema';
import { serviceReference } from '@dpi/specs/service-reference';
import type { Message } from '@dpi/specs/texts';
import type { CheckedRequest, Outcome } from '../world/index.ts';
import { CheckedCall, MockOperation, type OperationAnswer, type OperationContext } from './mock-operation.ts';
import { operationKey, readOperations } from './prism/prism.ts';
import type { CompileRequestSchema } from './request/body.ts';
import { mockProblem } from './request/messages.ts';
import { TextReader } from './request/text-reader.ts';
import { nearby } from './route/nearby.ts';
import { decodeSegment, readPath } from './route/path.ts';
import { type RouteMatch, Router, splitTemplate } from './route/router.ts';

/** A request to a service of the sandbox. */
export interface MockRequest {
  method: string;
  /** After the service's base path, raw; begins with `/`, or is empty. */
  path: string;
  /** Raw, without `?`. */
  query: string;
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>;
  body: Buffer | null;
}

interface Target {
  operation: Operation;
  /** Made at the first request for it; `null` where it cannot be made. */
  mock: () => MockOperation | null;
}

/** Answers requests to one version of one service. */
export class MockService {
  readonly #router = new Router<Target>();
  readonly #service: Service;
  readonly #reference: string;

  /** A spec that cannot be mocked makes a service that says so; nothing is thrown. */
  constructor(
    service: Service,
    { personas, ...common }: Pick<OperationContext, 'people' | 'publicUrl'> & { personas: Persona[] },
  ) {
    this.#service = service;
    this.#reference = common.publicUrl + service.url;
    const { operations } = readOperations(service.document);
    const requests = new DirectedSchemas(service.schemas, 'request');
    const compiler = (allErrors: boolean): CompileRequestSchema => {
      const compile = schemaCompiler({ definitions: requests.definitions, allErrors });
      return (schema) => compile(requests.directed(schema));
    };
    // Compilers keep all they have compiled. Each service has its own, so that they go when its spec is replaced.
    const compilers = { thorough: compiler(true), brief: compiler(false) };
    const reader = new TextReader(service.schemas, compilers.brief);
    const sampler = new Sampler(service.schemas, personas);
    const context: OperationContext = { ...common, service, compilers, reader, sampler };
    for (const operation of service.operations) {
      const prism = operations.get(operationKey(operation.method, operation.path));
      let mock: MockOperation | null | undefined = prism === undefined ? null : undefined;
      const target: Target = {
        operation,
        mock: () => {
          if (mock === undefined && prism !== undefined) mock = makeOperation(operation, prism, context);
          return mock ?? null;
        },
      };
      this.#router.add(operation.method, operation.path, target, restOf(operation)?.name ?? null);
    }
  }

  /** The operation that a request is for; `null` where there is none. */
  operationAt(method: string, path: string): Operation | null {
    try {
      const wanted = methodsFor(method);
      const methods = this.#match(readPath(path), wanted)?.route.methods;
      return firstOf(wanted, methods)?.target.operation ?? null;
    } catch {
      // A path that cannot be read is none of the service's.
      return null;
    }
  }

  /**
   * @param onOperation is told the operation as soon as it is known, and says whether it is answered from a world
   * @throws ProblemError where the request cannot be answered as the spec says
   */
  answer(request: MockRequest, onOperation: (operation: Operation) => boolean): OperationAnswer | CheckedCall {
    const { declared, wanted, pathValues, mock } = this.#targetOf(request);
    const fromWorld = onOperation(declared.target.operation);
    const { path, query, headers, body } = request;
    const answer = mock().answer({ path, pathValues, query, headers, body, fromWorld });
    if (wanted.includes('head') && !(answer instanceof CheckedCall)) answer.body = null;
    return answer;
  }

  /** The answer that a world has to a request. */
  answerOf(outcome: Outcome, request: MockRequest): OperationAnswer {
    const { wanted, pathValues, mock } = this.#targetOf(request);
    const answer = mock().answerOf(outcome, { path: request.path, pathValues });
    if (wanted.includes('head')) answer.body = null;
    return answer;
  }

  /** The path that a request has at the service that it is forwarded to, raw: what is behind the fixed segments. */
  forwardedPath({ method, path }: MockRequest): string {
    const operation = this.operationAt(method, path);
    const isLong = operation !== null && restOf(operation) !== undefined;
    return isLong ? `/${path.split('/').slice(splitTemplate(operation.path).length).join('/')}` : '/';
  }

  /** The answer to a request whose cursor leads to no page. */
  cursorProblem(request: MockRequest, checked: CheckedRequest): ProblemError {
    return this.#targetOf(request).mock().cursorProblem(checked);
  }

  /** @throws ProblemError where there is no such operation, or none that can be mocked */
  #targetOf(request: MockRequest) {
    const segments = readPath(request.path);
    const wanted = methodsFor(request.method);
    const match = this.#match(segments, wanted);
    if (match === null) throw this.#notFound(request, segments);
    const { methods } = match.route;
    const declared = firstOf(wanted, methods);
    if (declared === undefined) throw methodNotAllowed(request.method, [...methods.keys()]);
    const mock = () => {
      const made = declared.target.mock();
      if (made === null) {
        throw mockProblem('service-broken', 'operation-broken');
      }
      return made;
    };
    const pathValues: Record<string, string> = {};
    for (const [index, name] of declared.parameters.entries())
      pathValues[name.toLowerCase()] = match.values[index] ?? '';
    return { declared, wanted, pathValues, mock };
  }

  /** Some clients encode what stands around a value, too, such as the quotes of `/users('{id}')`. */
  #match(segments: string[], wanted: string[]): RouteMatch<Target> | null {
    const exact = this.#router.match(segments, wanted);
    if (exact !== null || !segments.some((segment) => segment.includes('%'))) return exact;
    const decoded = this.#router.match(segments.map(decodeSegment), wanted);
    return decoded && { ...decoded, values: decoded.values.map(encodeURIComponent) };
  }

  #notFound(request: MockRequest, segments: string[]): ProblemError {
    const { id, version, operations } = this.#service;
    const isService = segments.length === 1 && segments[0] === '';
    const paths = [...new Set(operations.map(({ path }) => path))];
    const near = (isService ? paths : nearby(segments, paths))
      .flatMap((path) => operations.filter((operation) => operation.path === path))
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
      .slice(0, 10);
    const hint: Message =
      near.length === 0 ? { id: 'mock.reference-lists' } : { id: 'sandbox.did-you-mean', values: { names: near } };
    const values = { service: serviceReference({ id, version }), path: request.path.slice(0, 200), hint };
    return mockProblem('operation-not-found', isService ? 'is-service' : 'no-path', values, {
      members: { near, reference: this.#reference },
    });
  }
}

/** The parameter that takes the rest of the path; `undefined` where none does. */
function restOf({ parameters }: Operation): Operation['parameters'][number] | undefined {
  return parameters.find((parameter) => parameter.in === 'path' && parameter.allowReserved);
}

/** Methods, in lower case, whose operation answers a request: HEAD is answered like GET where it is not declared. */
function methodsFor(method: string): string[] {
  const name = method.toLowerCase();
  return name === 'head' ? ['head', 'get'] : [name];
}

function firstOf<T>(names: string[], methods: Map<string, T> | undefined): T | undefined {
  return names.map((name) => methods?.get(name)).find((found) => found !== undefined);
}

function makeOperation(...parameters: ConstructorParameters<typeof MockOperation>): MockOperation | null {
  try {
    return new MockOperation(...parameters);
  } catch (error) {
    // The next try goes on from there.
    if (error instanceof CompilationPending || error instanceof TooManySteps) throw error;
    return null;
  }
}

function methodNotAllowed(method: string, declared: string[]): ProblemError {
  const allowed = declared.map((name) => name.toUpperCase());
  if (allowed.includes('GET') && !allowed.includes('HEAD')) allowed.push('HEAD');
  const allow = allowed.join(', ');
  const values = { allowed: allow, method: method.toUpperCase().slice(0, 20) };
  return mockProblem('method-not-allowed', 'method', values, { members: { allowed }, headers: { Allow: allow } });
}
