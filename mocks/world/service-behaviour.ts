import {
  type Behaviour,
  type Evaluate,
  type EvaluationContext,
  ExpressionLanguage,
  memberSchemas,
  type ReadValue,
  type Refusal,
  type RequiredText,
  readAny,
  retryAfterHeader,
  type Scope,
  shownBySchema,
  type Texts,
  type Value,
  ValueReaders,
  writeValue,
} from '@dpi/specs/behaviour';
import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import type { ExampleResponse, Operation, Schema, Service } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';
import {
  type CitizenCall,
  type CitizenChoice,
  type CitizenSight,
  type CompiledCitizen,
  citizenCall,
  citizenSight,
  compileCitizen,
  NOBODY_SEES,
} from './citizen.ts';
import { compileEffects, type DoEffect, type EffectContext, type Emitted } from './effects.ts';
import { type Change, originOf, PEOPLE_TYPE, type ResourceType, type World } from './world.ts';

/** A request that has been checked: what was sent, as JSON. */
export interface CheckedRequest {
  path: Record<string, JsonValue | undefined>;
  query: Record<string, JsonValue | undefined>;
  /** Names in lower case. */
  header: Record<string, JsonValue | undefined>;
  body: JsonValue | undefined;
}

/** What an operation answered, and what it changed. */
export interface Outcome {
  status: number;
  contentType: string;
  /** `undefined` for an answer without a body. */
  body: JsonValue | undefined;
  headers: Record<string, string>;
  /** Name of the condition that refused the request; `null` where none did. */
  refusal: string | null;
  /** The example that documents the refusal; `null` for what succeeded. */
  example: string | null;
  because: Texts | null;
  changes: Change[];
  emitted: Emitted[];
  /** The service, as `<service>/<version>`, whose answer to the request is to be given instead; `null` for this one. */
  forwardTo: string | null;
}

/** What another service answered to a request that was forwarded to it. */
export interface Forwarded {
  status: number;
  durationMs: number;
  /** SHA-256 of what was sent and of what was answered, hexadecimal; where there is no body, of nothing. */
  requestDigest: string;
  responseDigest: string;
  /** SHA-512 of the request in base64, as the message protocol of X-Road for REST has it (PR-REST, 4.3). */
  requestHash: string;
}

/** An event that an object waits for. */
export interface Waiting {
  event: string;
  resource: string;
  id: string;
  at: Date;
}

/** The language of all expressions, and what their functions know of the call that is being answered. */
export interface Evaluation {
  language: ExpressionLanguage;
  /** Set before each call. */
  context: EvaluationContext;
}

export function createEvaluation(initial: EvaluationContext): Evaluation {
  const evaluation = { context: initial } as Evaluation;
  evaluation.language = new ExpressionLanguage(() => evaluation.context);
  return evaluation;
}

/** Key of a resource, in a world. */
function resourceKey(service: { id: string; version: string }, resource: string): string {
  return `${serviceReference(service)}.${resource}`;
}

interface CompiledRefusal {
  name: string;
  when: Evaluate;
  refusal: Refusal;
  headers: [name: string, evaluate: Evaluate][];
  detail: Map<string, (scope: Scope) => string> | null;
  members: [name: string, evaluate: Evaluate][];
  retryAfter: Evaluate;
  /** The longest wait, in seconds, that the spec lets the answer name. */
  longestWait: number;
  effects: DoEffect[];
  response: ExampleResponse;
}

interface CompiledOperation {
  operation: Operation;
  readBody: ReadValue;
  readParameters: Record<'path' | 'query' | 'header', Record<string, ReadValue>>;
  lets: [name: string, evaluate: Evaluate][];
  refusals: CompiledRefusal[];
  forward: Evaluate | null;
  effects: DoEffect[];
  status: number;
  body: Evaluate | null;
  bodySchema: Schema | null;
  contentType: string;
  headers: [name: string, evaluate: Evaluate][];
}

interface CompiledEvent {
  name: string;
  resource: string;
  at: Evaluate;
  when: Evaluate;
  /** What `when` asks of the object in any case. */
  needs: RequiredText[];
  because: Texts;
  lets: [name: string, evaluate: Evaluate][];
  effects: DoEffect[];
}

/** A mistake in a behaviour that keeps it from being used: names the place in words. */
class BehaviourError extends Error {}

/** The behaviour of one service, ready to answer. */
export class ServiceBehaviour {
  readonly resources = new Map<string, ResourceType>();
  readonly #service: Service;
  readonly #evaluation: Evaluation;
  readonly #operations = new Map<string, CompiledOperation>();
  readonly #events = new Map<string, CompiledEvent>();
  /** By the key of the resource whose objects wait for them. */
  readonly #eventsOf = new Map<string, CompiledEvent[]>();
  #invariants: [name: string, holds: Evaluate][] = [];
  #citizen: CompiledCitizen = NOBODY_SEES;
  /** Names of collections, with the keys of their resources. */
  readonly #collections: [name: string, key: string][];
  /** Those of which effects can make objects: all but what every world has. */
  readonly #creatable: ReadonlyMap<string, string>;
  readonly #values: Scope;
  readonly #shownAs = new Map<string, Schema>();
  readonly #readers: ValueReaders;

  /** @throws BehaviourError where the behaviour does not fit the service */
  constructor(service: Service, behaviour: Behaviour, evaluation: Evaluation) {
    this.#service = service;
    this.#evaluation = evaluation;
    this.#readers = new ValueReaders(service.schemas);
    const { language } = evaluation;
    for (const [name, resource] of Object.entries(behaviour.resources)) {
      const key = resourceKey(service, name);
      const schema = memberSchemas(resource);
      this.resources.set(name, { key, id: resource.id, prefix: resource.prefix, read: this.#readers.of(schema) });
      const shown = resource.shows === null ? undefined : service.schemas[resource.shows];
      if (shown !== undefined) this.#shownAs.set(key, shown);
    }
    this.#collections = [
      ...[...this.resources].map(([name, { key }]): [string, string] => [name, key]),
      ...Object.entries(behaviour.imports).map(([name, imported]): [string, string] => [
        name,
        typeof imported === 'string' ? imported : resourceKey({ ...imported, id: imported.service }, imported.resource),
      ]),
    ];
    const common = Object.values(behaviour.imports).filter((imported) => typeof imported === 'string');
    this.#creatable = new Map(this.#collections.filter(([, key]) => !common.some((name) => name === key)));
    this.#values = Object.fromEntries(
      Object.entries(behaviour.values).map(([name, value]) => [name, this.#constant(value)]),
    );
    for (const [id, operation] of Object.entries(behaviour.operations)) {
      within(`operation ${id}`, () => this.#operations.set(id, this.#compileOperation(id, operation)));
    }
    for (const [name, event] of Object.entries(behaviour.events)) {
      within(`event ${name}`, () => {
        const resource = this.resources.get(event.of);
        if (resource === undefined) throw new Error(`there is no resource "${event.of}"`);
        const compiled: CompiledEvent = {
          name,
          resource: resource.key,
          at: language.compile(event.at),
          when: language.compile(event.when),
          needs: language.requiredTexts(event.when, 'it'),
          because: event.because,
          lets: compileAll(event.let, (text) => language.compile(text)),
          effects: compileEffects(event.do, language, this.#creatable),
        };
        this.#events.set(name, compiled);
        this.#eventsOf.set(resource.key, [...(this.#eventsOf.get(resource.key) ?? []), compiled]);
      });
    }
    within('invariants', () => {
      this.#invariants = compileAll(behaviour.invariants, (text) => language.compile(text));
    });
    within('citizen', () => {
      this.#citizen = compileCitizen(behaviour.citizen, language);
    });
  }

  /** What a person sees of the service in a world; `null` where there is no such person. */
  citizen(world: World, person: string): CitizenSight | null {
    const scope = this.#personScope(world, person);
    return scope === null ? null : citizenSight(this.#citizen, scope, (value) => this.#writtenWhole(value));
  }

  /** The call that an action of a person stands for; `null` where the person sees no such object or action. */
  citizenCall(world: World, person: string, choice: CitizenChoice): CitizenCall | null {
    const scope = this.#personScope(world, person);
    return scope === null ? null : citizenCall(this.#citizen, scope, choice, (value) => this.#writtenWhole(value));
  }

  #personScope(world: World, id: string): Scope | null {
    const person = world.collection(PEOPLE_TYPE.key).get(id);
    return person === null ? null : { ...this.#scope(world), person };
  }

  #writtenWhole(value: Value): JsonValue {
    return writeValue(value, this.#evaluation.context.zone);
  }

  /** Names of the invariants that do not hold in a world. */
  violated(world: World): string[] {
    const scope = this.#scope(world);
    return this.#invariants.filter(([, holds]) => holds(scope) !== true).map(([name]) => name);
  }

  /** Keys of the resources of others that it uses. */
  get imported(): string[] {
    return this.#collections.map(([, key]) => key);
  }

  has(operationId: string): boolean {
    return this.#operations.has(operationId);
  }

  /** Whether an operation gives the answers of another service. */
  forwards(operationId: string): boolean {
    return this.#operations.get(operationId)?.forward != null;
  }

  /**
   * Answers a request in a world; its changes are made there.
   * @param forwarded what another service has answered to it; `null`: none has yet
   */
  answer(world: World, operationId: string, request: CheckedRequest, forwarded: Forwarded | null): Outcome {
    const operation = this.#operations.get(operationId);
    if (operation === undefined) throw new Error(`There is no behaviour of ${operationId}`);
    const scope = this.#scope(world);
    scope.request = readRequest(operation, request);
    for (const [name, evaluate] of operation.lets) scope[name] = evaluate(scope);
    if (forwarded !== null) scope.forwarded = readAny({ ...forwarded });
    else {
      const refused = operation.refusals.find(({ when }) => when(scope) === true);
      if (refused !== undefined) return this.#refuse(refused, world, scope);
      if (operation.forward !== null) return { ...NOT_YET, forwardTo: String(operation.forward(scope)) };
    }
    const emitted: Emitted[] = [];
    const { result, changes } = world.transaction(() => {
      this.#run(operation.effects, { world, scope, emitted });
      const body = operation.body === null ? undefined : this.#shown(operation.body(scope), operation.bodySchema);
      return { body, headers: this.#headers(operation.headers, scope) };
    });
    const { status, contentType } = operation;
    return { ...NOT_YET, status, contentType, ...result, changes, emitted };
  }

  /** Makes an event happen to an object, unless it is no longer to happen. */
  happen(world: World, { event: name, id }: Waiting): Pick<Outcome, 'changes' | 'emitted' | 'because'> | null {
    const event = this.#events.get(name);
    if (event === undefined) return null;
    const scope = this.#scope(world);
    scope.it = world.collection(event.resource).get(id);
    if (scope.it === null || event.when(scope) !== true) return null;
    const emitted: Emitted[] = [];
    const { changes } = world.transaction(() => {
      for (const [letName, evaluate] of event.lets) scope[letName] = evaluate(scope);
      this.#run(event.effects, { world, scope, emitted });
    });
    return { changes, emitted, because: event.because };
  }

  /** Whether objects of a resource may wait for events. */
  awaits(resource: string): boolean {
    return this.#eventsOf.has(resource);
  }

  /** The events that an object waits for now. */
  waiting(world: World, resource: string, id: string): Waiting[] {
    const waiting: Waiting[] = [];
    const data = world.get(resource, id)?.data;
    if (data === undefined) return waiting;
    for (const event of this.#eventsOf.get(resource) ?? []) {
      if (!hasOneOfEach(data, event.needs)) continue;
      const scope = this.#scope(world);
      // Not by its collection, which would keep the value: most objects are not looked at again before their time comes.
      scope.it = world.typeOf(resource).read(data);
      if (event.when(scope) !== true) continue;
      const at = event.at(scope);
      if (at instanceof Date) waiting.push({ event: event.name, resource, id, at });
    }
    return waiting;
  }

  #compileOperation(id: string, behaviour: Behaviour['operations'][string]): CompiledOperation {
    const { language } = this.#evaluation;
    const operation = this.#service.operations.find((candidate) => candidate.id === id);
    if (operation === undefined) throw new Error('the spec has no operation with this id');
    const response = successOf(operation, behaviour.answer.status);
    const [content] = response?.contents ?? [];
    const [body] = operation.requestBody?.contents ?? [];
    return {
      operation,
      readBody: this.#readers.of(body?.schema ?? null),
      readParameters: {
        path: this.#parameterReaders(operation, 'path'),
        query: this.#parameterReaders(operation, 'query'),
        header: this.#parameterReaders(operation, 'header'),
      },
      lets: compileAll(behaviour.let, (text) => language.compile(text)),
      refusals: Object.entries(behaviour.refuse).map(([name, refusal]) =>
        this.#compileRefusal(name, refusal, operation),
      ),
      forward: behaviour.forward === null ? null : language.compile(behaviour.forward),
      effects: compileEffects(behaviour.do, language, this.#creatable),
      status: behaviour.answer.status ?? Number(response?.status ?? 200),
      body: behaviour.answer.body === null ? null : language.compileTemplate(behaviour.answer.body),
      bodySchema: content?.schema ?? null,
      contentType: content?.contentType ?? 'application/json',
      headers: compileAll(behaviour.answer.headers, (text) => language.compile(text)),
    };
  }

  #parameterReaders(operation: Operation, place: 'path' | 'query' | 'header'): Record<string, ReadValue> {
    const declared = operation.parameters.filter((parameter) => parameter.in === place);
    return Object.fromEntries(
      declared.map(({ name, schema }) => [place === 'header' ? name.toLowerCase() : name, this.#readers.of(schema)]),
    );
  }

  #compileRefusal(name: string, refusal: Refusal, operation: Operation): CompiledRefusal {
    const { language } = this.#evaluation;
    const response = responseNamed(operation, refusal.example);
    if (response === null)
      throw new Error(`the refusal "${name}" names the example "${refusal.example}", which no error response has`);
    return {
      name,
      when: language.compile(refusal.when),
      refusal,
      detail:
        refusal.detail === null
          ? null
          : new Map(Object.entries(refusal.detail).map(([locale, text]) => [locale, language.compileText(text)])),
      members: compileAll(refusal.members, (template) => language.compileTemplate(template)),
      headers: compileAll(refusal.headers, (text) => language.compile(text)),
      retryAfter: language.compile(refusal.retryAfter),
      longestWait: Number(retryAfterHeader(operation, response.status)?.schema.maximum ?? Number.POSITIVE_INFINITY),
      effects: compileEffects(refusal.do, language, this.#creatable),
      response,
    };
  }

  #scope(world: World): Scope {
    const scope: Scope = { ...this.#values, now: this.#evaluation.context.now };
    for (const [name, key] of this.#collections) scope[name] = world.collection(key);
    return scope;
  }

  #run(effects: DoEffect[], context: Omit<EffectContext, 'zone' | 'newId' | 'shown'>): void {
    const { zone, newId } = this.#evaluation.context;
    const shown = (value: Value) => this.#written(value);
    for (const effect of effects) effect({ ...context, zone, newId, shown });
  }

  #refuse(compiled: CompiledRefusal, world: World, scope: Scope): Outcome {
    const { name, refusal, detail, members, effects, response } = compiled;
    const { zone, locale, now } = this.#evaluation.context;
    const emitted: Emitted[] = [];
    const { result, changes } = world.transaction(() => {
      this.#run(effects, { world, scope, emitted });
      const wait = secondsUntil(compiled.retryAfter(scope), now);
      // The spec's maximum says for how long it makes sense to wait at all.
      const headers = this.#headers(compiled.headers, scope);
      if (wait !== null && wait <= compiled.longestWait) headers['retry-after'] = String(wait);
      const problem: JsonValue = isObject(response.body) ? { ...response.body } : response.body;
      if (!isObject(problem)) return { body: problem, headers };
      const language = locale.split('-')[0] ?? locale;
      const text = detail?.get(language) ?? [...(detail?.values() ?? [])][0];
      if (text !== undefined) problem.detail = text(scope);
      else {
        const reason = translatedReason(refusal.because, language);
        if (reason !== undefined) problem.detail = reason;
      }
      for (const [member, evaluate] of members) problem[member] = writeValue(evaluate(scope), zone);
      return { body: problem, headers };
    });
    return {
      status: Number(response.status),
      contentType: response.contentType,
      ...result,
      refusal: name,
      example: refusal.example,
      because: refusal.because,
      changes,
      emitted,
      forwardTo: null,
    };
  }

  /** By their names in lower case. */
  #headers(compiled: [name: string, evaluate: Evaluate][], scope: Scope): Record<string, string> {
    const { zone } = this.#evaluation.context;
    return Object.fromEntries(
      compiled.map(([name, evaluate]) => [name.toLowerCase(), String(writeValue(evaluate(scope), zone))]),
    );
  }

  /** What is shown of a value: of an object of a resource, what its schema declares. */
  #shown(value: Value, schema: Schema | null): JsonValue {
    return shownBySchema(this.#written(value), schema, this.#service.schemas);
  }

  #written(value: Value): JsonValue {
    const { zone } = this.#evaluation.context;
    const origin = originOf(value);
    const own = origin === null ? undefined : this.#shownAs.get(origin.resource);
    if (own !== undefined) return shownBySchema(writeValue(value, zone), own, this.#service.schemas);
    if (Array.isArray(value)) return value.map((item) => this.#written(item));
    if (isPlain(value))
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, this.#written(member)]));
    return writeValue(value, zone);
  }

  #constant(value: JsonValue): Value {
    const isMoney = isObject(value) && typeof value.amount === 'string' && typeof value.currency === 'string';
    return this.#readers.of(isMoney ? { 'x-standard': 'money' } : null)(value);
  }
}

/** Of an answer before anything was done for it. */
const NOT_YET: Outcome = {
  status: 200,
  contentType: 'application/json',
  body: undefined,
  headers: {},
  refusal: null,
  example: null,
  because: null,
  changes: [],
  emitted: [],
  forwardTo: null,
};

/** Whole seconds until a timestamp or over a duration, at least 0; `null` where it is not known. */
function secondsUntil(moment: Value, now: Date): number | null {
  if (moment === null) return null;
  // A duration of the expression language becomes milliseconds.
  const milliseconds = moment instanceof Date ? moment.getTime() - now.getTime() : Number(moment);
  return Math.max(0, Math.ceil(milliseconds / 1000));
}

/** The condition in words, where the example that documents it is in another language than the caller's. */
function translatedReason(because: Texts, language: string): string | undefined {
  const [source] = Object.keys(because);
  return language === source ? undefined : because[language];
}

function within(place: string, compile: () => void): void {
  try {
    compile();
  } catch (error) {
    throw new BehaviourError(`${place}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
}

function compileAll<T, U>(record: Record<string, T>, compile: (item: T) => U): [name: string, compiled: U][] {
  return Object.entries(record).map(([name, item]) => [name, compile(item)]);
}

function isPlain(value: Value): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function successOf({ responses }: Operation, status: number | null) {
  return responses.find((response) =>
    status === null ? /^[23]/.test(response.status) : response.status === String(status),
  );
}

function responseNamed({ examples }: Operation, name: string): ExampleResponse | null {
  const response = examples.find((example) => example.name === name)?.response ?? null;
  return response !== null && Number(response.status) >= 400 ? response : null;
}

function readRequest(operation: CompiledOperation, { path, query, header, body }: CheckedRequest): Value {
  const { readParameters, readBody } = operation;
  return {
    path: readMembers(readParameters.path, path),
    query: readMembers(readParameters.query, query),
    header: readMembers(readParameters.header, header),
    body: body === undefined ? null : readBody(body),
  };
}

function readMembers(readers: Record<string, ReadValue>, sent: JsonObject): Record<string, Value> {
  return Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, read(sent[name])]));
}

function hasOneOfEach(data: JsonObject, needs: RequiredText[]): boolean {
  return needs.every(({ member, texts }) => texts.includes(data[member] as string));
}
