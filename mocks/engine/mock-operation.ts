import { randomUUID } from 'node:crypto';
import { parametersIn } from '@dpi/specs/created-resource';
import type { JsonObject, JsonValue } from '@dpi/specs/json-value';
import type { Operation, Service } from '@dpi/specs/model';
import { invalidRequest, type ProblemError, type Violation } from '@dpi/specs/problem';
import type { Sampler } from '@dpi/specs/samples';
import type { CheckedRequest, Outcome } from '../world/index.ts';
import { exampleMatcher, type Location, type MatchExample, type NoMatch, type Sent } from './match/examples.ts';
import type { People } from './match/people.ts';
import { invalidRequestStatus, type PrismOperation } from './prism/prism.ts';
import { bodyCheck, type CheckBody, type Compilers } from './request/body.ts';
import { type CheckParameters, type ParameterPlace, parameterCheck } from './request/parameters.ts';
import {
  headerOf,
  NOTHING_SENT,
  type Preferences,
  readAccept,
  readCookies,
  readPrefer,
  readQuery,
  readScenario,
  refuseEncodedBody,
  type SentText,
  type Values,
} from './request/request.ts';
import type { TextReader } from './request/text-reader.ts';
import { type Locate, locator } from './response/location.ts';
import { type CutPage, type PageRequest, pager, strayCursor } from './response/paging.ts';
import { type Rendered, render } from './response/render.ts';
import { type Generated, Responder, type ResponseWish } from './response/responder.ts';
import { type Choice, Scenarios } from './response/scenarios.ts';
import { decodeSegment } from './route/path.ts';

/** A request whose operation is known. */
export interface OperationRequest {
  /** Below the address of the service, raw. */
  path: string;
  /** As {@link readPath} leaves them: reserved characters may be percent-encoded. */
  pathValues: Record<string, string>;
  query: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer | null;
  /** Whether the operation is answered from a world, unless the request asks for an example. */
  fromWorld: boolean;
}

/** A request that fits the spec and is to be answered from a world. */
export class CheckedCall {
  readonly request: CheckedRequest;

  constructor(request: CheckedRequest) {
    this.request = request;
  }
}

/** Why an answer is no example that fits the request; `kind` is the value of the header `X-Sandbox-Fallback`. */
export type Fallback = FirstExample | Generated;

/** The first example of the operation, because none fits. */
export interface FirstExample {
  kind: 'first-example';
  /** Name of the example that the request differs from least; `null` where no example shows a request. */
  nearest: string | null;
  /** Where the request differs from it. */
  differences: Location[];
}

export interface OperationAnswer extends Omit<Rendered, 'generated'> {
  /** The named example that fits, or that was asked for. */
  example: string | null;
  /** Set where the answer is no example that fits the request. */
  fallback: Fallback | null;
  violations: Violation[];
}

/** What all operations of a service share. */
export interface OperationContext {
  people: People;
  publicUrl: string;
  service: Pick<Service, 'operations' | 'basePath' | 'schemas' | 'document' | 'securitySchemes' | 'servers'>;
  compilers: Compilers;
  reader: TextReader;
  sampler: Sampler;
}

const MAX_KEPT_ANSWERS = 64;
const MAX_KEPT_ACCEPT = 200;
const NO_VIOLATIONS: Violation[] = [];
const NO_EXAMPLES: NoMatch = { kind: 'none', nearest: null, differences: [] };

/** Answers requests to one operation. */
export class MockOperation {
  readonly #prism: PrismOperation;
  readonly #responder: Responder;
  readonly #site: { publicUrl: string; schemas: Service['schemas'] };
  /** The page that says what a request must hold. */
  readonly #reference: string;
  readonly #scenarios: Scenarios;
  readonly #checks: Record<ParameterPlace, CheckParameters | null>;
  readonly #declaresHeader: (name: string) => boolean;
  readonly #checkBody: CheckBody;
  readonly #matchExample: MatchExample | null;
  readonly #locate: Locate;
  readonly #pathNames: string[];
  readonly #parameters: Operation['parameters'];
  readonly #cutPage: CutPage | null;
  /** Answers that were made before, ready to be sent. Without `dynamic`, equal choices have equal answers. */
  readonly #kept = new Map<string, Rendered>();

  constructor(operation: Operation, prism: PrismOperation, context: OperationContext) {
    this.#prism = withExamplesOf(operation, prism);
    this.#responder = new Responder(operation, context.sampler);
    this.#site = { publicUrl: context.publicUrl, schemas: context.service.schemas };
    this.#reference = context.publicUrl + operation.url;
    this.#scenarios = new Scenarios(operation, this.#prism);
    const keys = Object.values(context.service.securitySchemes);
    const check = (place: ParameterPlace) => {
      const others = keys.flatMap((scheme) => (scheme.in === place ? [scheme.name] : []));
      return parameterCheck(place, operation.parameters, context, others);
    };
    this.#checks = { path: check('path'), query: check('query'), header: check('header'), cookie: check('cookie') };
    const headers = new Set((prism.request?.headers ?? []).map(({ name }) => name.toLowerCase()));
    this.#declaresHeader = (name) => headers.has(name);
    const { service } = context;
    this.#checkBody = bodyCheck(operation, prism, context);
    this.#matchExample = exampleMatcher(operation, context.people, service.schemas);
    this.#locate = locator(operation, service);
    this.#pathNames = parametersIn(operation.path);
    this.#parameters = operation.parameters;
    this.#cutPage = pager(operation, context.service.schemas);
  }

  /** Throws a `ProblemError` where the request cannot be answered as the spec says. */
  answer({
    path,
    pathValues: encodedPathValues,
    query: rawQuery,
    headers,
    body,
    fromWorld,
  }: OperationRequest): OperationAnswer | CheckedCall {
    const pathValues = decodedValues(encodedPathValues);
    const accept = readAccept(headerOf(headers, 'accept'));
    const preferences = readPrefer(headerOf(headers, 'prefer'));
    const query = readQuery(rawQuery);
    const cookie = this.#checks.cookie === null ? NOTHING_SENT : readCookies(headerOf(headers, 'cookie'));
    if (body !== null && body.length > 0) refuseEncodedBody(headerOf(headers, 'content-encoding'));
    const checked = this.#checkBody(body, headerOf(headers, 'content-type'));

    const parameters = {
      path: this.#checks.path?.(sentInPath(pathValues, encodedPathValues)),
      query: this.#checks.query?.(query),
      header: this.#checks.header?.(sentInHeaders(headers)),
      cookie: this.#checks.cookie?.(cookie),
    };
    const violations = joined(
      parameters.path?.violations,
      parameters.query?.violations,
      parameters.header?.violations,
      parameters.cookie?.violations,
      checked.violations,
    );
    const demanded = this.#scenarios.demanded(readScenario(headers, this.#declaresHeader), preferences);
    if (violations.length > 0) {
      const isOfKey = isOnlyOfIdempotencyKey(violations);
      const status = isOfKey ? 400 : invalidRequestStatus(this.#prism.responses, checked.unsupported);
      const lacksKey = isOfKey && headerOf(headers, 'idempotency-key') === undefined;
      const problem = lacksKey
        ? 'idempotency-key-missing'
        : status === 415
          ? 'media-type-unsupported'
          : 'request-invalid';
      if (demanded === null || !['400', '415', '422'].includes(demanded.response.code)) {
        throw invalidRequest(violations, { id: problem, ...this.#invalid(status) });
      }
    }

    if (fromWorld && demanded === null && !preferences.dynamic) {
      return new CheckedCall({
        path: this.#named('path', parameters.path?.values),
        query: this.#named('query', parameters.query?.values),
        header: { ...parameters.header?.values } as JsonObject,
        body: checked.value as JsonValue | undefined,
      });
    }

    const { choice, example, fallback } =
      demanded !== null || preferences.dynamic
        ? { choice: demanded ?? this.#scenarios.default(), example: demanded?.example ?? null, fallback: null }
        : this.#matching({
            path: pathValues,
            query: query.values,
            header: headers,
            cookie: cookie.values,
            body: checked.value,
          });
    const rendered = this.#render(choice, accept, preferences, pathValues);
    this.#setLocation(rendered, pathValues, path);
    const { generated, ...page } = preferences.dynamic
      ? rendered
      : this.#page(rendered, { query: query.values, body: checked.value }, choice.example);
    // What is made up is no example, neither one that fits nor the first.
    return { ...page, example, fallback: generated ?? fallback, violations };
  }

  /** The answer of the example that fits, else the first of the operation. */
  #matching(sent: Sent): { choice: Choice; example: string | null; fallback: Fallback | null } {
    const match = this.#matchExample?.(sent) ?? NO_EXAMPLES;
    const name = match.kind === 'none' ? null : match.example.name;
    const named = name === null ? null : this.#scenarios.named(name);
    if (named !== null) return { choice: named, example: name, fallback: null };
    const choice = this.#scenarios.default();
    // An answer without content is what every call gets that succeeds.
    if ((choice.response.contents ?? []).length === 0) return { choice, example: name, fallback: null };
    const { nearest, differences } = match.kind === 'none' ? match : { nearest: match.example, differences: [] };
    return { choice, example: null, fallback: { kind: 'first-example', nearest: nearest?.name ?? null, differences } };
  }

  /** The answer that a world has to a request. */
  answerOf(
    { status, contentType, body, headers }: Outcome,
    { path, pathValues }: Pick<OperationRequest, 'path' | 'pathValues'>,
  ): OperationAnswer {
    const content = body === undefined ? null : { mediaType: contentType, schema: null };
    const { generated: _, ...rendered } = render(status, { headers, content, body, generated: null }, this.#site);
    this.#setLocation({ ...rendered, generated: null }, decodedValues(pathValues), path);
    return { ...rendered, example: null, fallback: null, violations: NO_VIOLATIONS };
  }

  /** The answer to a request whose cursor leads to no page. */
  cursorProblem({ query, body }: CheckedRequest): ProblemError {
    const status = invalidRequestStatus(this.#prism.responses, false);
    return invalidRequest([strayCursor({ query: query as Values, body })], this.#invalid(status));
  }

  /** Parameters of one place by their own names. */
  #named(place: 'path' | 'query', values: Record<string, unknown> = {}): JsonObject {
    const declared = this.#parameters.filter((parameter) => parameter.in === place);
    return Object.fromEntries(declared.map(({ name }) => [name, values[name.toLowerCase()] as JsonValue | undefined]));
  }

  /** An address in a spec is an example; the caller is told where the sandbox has it. */
  #setLocation({ status, headers, body }: Rendered, pathValues: Record<string, string>, path: string): void {
    const location = this.#locate(headers.location, { status, body, pathValues, path });
    if (location === null) delete headers.location;
    else headers.location = location;
  }

  #page(rendered: Rendered, request: PageRequest, example: string | null): Rendered {
    const page = this.#cutPage?.(rendered, request, example) ?? rendered;
    if ('status' in page) return page;
    const status = invalidRequestStatus(this.#prism.responses, false);
    throw invalidRequest([page], this.#invalid(status));
  }

  #invalid(status: number) {
    return { status, members: { reference: this.#reference } };
  }

  #render(
    choice: Choice,
    accept: string[] | null,
    { dynamic, seed }: Preferences,
    pathValues: Record<string, string>,
  ): Rendered {
    const given = this.#given(pathValues);
    if (dynamic) return this.#make(choice, { accept, isDynamic: true, seed: seed ?? randomUUID(), given });
    const wish = { accept, isDynamic: false, seed: Object.values(pathValues).join('/'), given };
    const wanted = accept === null ? '' : accept.join();
    const key = `${choice.isDemanded} ${choice.response.code} ${choice.example ?? ''} ${wanted}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return { ...kept, headers: { ...kept.headers } };
    const rendered = this.#make(choice, wish);
    // What is made up depends on what is asked for.
    if (wanted.length > MAX_KEPT_ACCEPT || (rendered.generated !== null && wish.seed !== '')) return rendered;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MAX_KEPT_ANSWERS && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, rendered);
    return { ...rendered, headers: { ...rendered.headers } };
  }

  #make(choice: Choice, wish: ResponseWish): Rendered {
    const status = Number(choice.response.code);
    return render(status, this.#responder.respond(choice, wish), this.#site);
  }

  /** What the path says of the thing that is asked for: `/people/{personId}` its `personId`, which may be its `id`. */
  #given(pathValues: Record<string, string>): Record<string, JsonValue> {
    const given: Record<string, JsonValue> = {};
    for (const name of this.#pathNames) {
      const value = pathValues[name.toLowerCase()];
      if (value === undefined) continue;
      given[name] = value;
      if (/id$/i.test(name)) given.id = value;
    }
    return given;
  }
}

function sentInPath(values: Values, encoded: Values): SentText {
  return { values, encoded: () => encoded, pairs: () => [], decode: decodeSegment };
}

function sentInHeaders(values: Values): SentText {
  return { values, encoded: () => values, pairs: () => [], decode: (text) => text };
}

function decodedValues(encoded: Record<string, string>): Record<string, string> {
  const decoded: Record<string, string> = {};
  for (const name in encoded) decoded[name] = decodeSegment(encoded[name] ?? '');
  return decoded;
}

function joined(...lists: (Violation[] | undefined)[]): Violation[] {
  let all = NO_VIOLATIONS;
  for (const list of lists)
    if (list !== undefined && list.length > 0) all = all === NO_VIOLATIONS ? list : [...all, ...list];
  return all;
}

/** Prism takes a schema's own example to be the first of the content; named examples are the better answer. */
function withExamplesOf(operation: Operation, prism: PrismOperation): PrismOperation {
  const responses = prism.responses.map((response) => {
    const declared = operation.responses.find(({ status }) => status.toLowerCase() === response.code.toLowerCase());
    const contents = (response.contents ?? []).map((content) => {
      const names = declared?.contents
        .find(({ contentType }) => contentType === content.mediaType)
        ?.examples.map(({ name }) => name);
      if (names === undefined || names.length === 0) return content;
      return { ...content, examples: (content.examples ?? []).filter(({ key }) => names.includes(key)) };
    });
    return { ...response, contents };
  });
  return { ...prism, responses } as PrismOperation;
}

/** The Idempotency-Key draft has a status of its own for a key that is missing. */
function isOnlyOfIdempotencyKey(violations: Violation[]): boolean {
  return violations.every(({ in: place, path }) => place === 'header' && path.toLowerCase() === 'idempotency-key');
}
