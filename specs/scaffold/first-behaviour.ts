import { type InferredResource, inferResources, jsonBody, jsonOf, shapeOf, successOf } from '../behaviour/index.ts';
import { isReservedName } from '../behaviour/reserved-names.ts';
import type { Operation, OperationExample, Parameter, Schema, Service } from '../catalogue/model.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { resolveSchema } from '../schema/schema-reference.ts';
import type { Message } from '../texts/index.ts';
import { seedTimes } from './seed-times.ts';

/** A first behaviour of a service, as far as its spec lets one be inferred. */
export interface FirstBehaviour {
  /** Data of `behaviour.yaml`, with {@link Message}s where its texts stand. */
  behaviour: JsonObject;
  /** Texts in `behaviour`, by their keys from the top. */
  texts: { path: string[]; message: Message }[];
  /** Data of `seed.yaml`. */
  seed: JsonObject;
  /** Operations that have a behaviour now, such as `POST /cases`. */
  inferred: string[];
  /** What was left out, and why. */
  leftOut: Message[];
}

/** Country's time zone, and the moment of the examples. */
export interface ExampleClock {
  timeZone: string;
  examplesAt: string;
}

/**
 * Tells how a service creates, reads, lists, changes and deletes, from its paths, schemas and examples.
 * @param without ids of operations that are to be left out, and why
 * @returns `null` where nothing can be inferred
 */
export function firstBehaviour(
  service: Pick<Service, 'operations' | 'schemas'>,
  clock: ExampleClock,
  without: ReadonlyMap<string, Message> = new Map(),
): FirstBehaviour | null {
  const writer = new BehaviourWriter(service, clock, without);
  for (const resource of inferResources(service)) writer.add(resource);
  return writer.result();
}

/** What a new object has in a member, as an expression; `null`: nothing, `undefined`: that cannot be inferred. */
type Initial = string | null | undefined;

const IDENTIFIER = /^[A-Za-z_]\w*$/;
/** Names of members that hold when something was done. */
const DONE_AT = /ed_?(?:at|on|date|time)$|^(?:created|updated|modified)$/i;
const ID_PREFIX = /^([a-z]{2,6})_[0-9A-HJKMNP-TV-Z]{26}$/;
const SAMPLE_ULID = '01KB2M4E7Q9RS5T6V8W0X1Y2Z3';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}';
/** Parameters that skip so many objects, and those that say how many are wanted. */
const OFFSETS = ['offset', 'skip'];
const SIZES = ['limit', 'pageSize', 'page_size', 'per_page', 'perPage', 'size'];
const DEFAULT_SIZE = 20;

class BehaviourWriter {
  readonly #service: Pick<Service, 'operations' | 'schemas'>;
  readonly #clock: ExampleClock;
  readonly #without: ReadonlyMap<string, Message>;
  readonly #resources: JsonObject = {};
  readonly #operations: JsonObject = {};
  readonly #seed: JsonObject = {};
  readonly #texts: FirstBehaviour['texts'] = [];
  readonly #inferred: string[] = [];
  readonly #leftOut: Message[] = [];

  constructor(
    service: Pick<Service, 'operations' | 'schemas'>,
    clock: ExampleClock,
    without: ReadonlyMap<string, Message>,
  ) {
    this.#service = service;
    this.#clock = clock;
    this.#without = without;
  }

  result(): FirstBehaviour | null {
    if (this.#inferred.length === 0 && this.#leftOut.length === 0) return null;
    return {
      behaviour: { resources: this.#resources, operations: this.#operations },
      texts: this.#texts,
      seed: this.#seed,
      inferred: this.#inferred,
      leftOut: this.#leftOut,
    };
  }

  add(resource: InferredResource): void {
    const { schema, id, read } = resource;
    const name = resourceName(schema, new Set(Object.keys(this.#resources)));
    const generated: string[] = [];
    const seeded = this.#seedOf(resource);
    const known = new Set(seeded.map((object) => object[id]));
    const written = this.#write(read, () => this.#readOperation(resource, name, known));
    // What cannot be read back need not be created.
    if (!written) return;
    const { create, list, update } = resource;
    let prefix: string | null = null;
    if (create !== null) {
      this.#write(create, () => {
        const made = this.#createOperation(resource, create, name, seeded, known);
        if ('operation' in made) {
          prefix = made.prefix;
          generated.push(...made.generated);
        }
        return made;
      });
    }
    if (list !== null) this.#write(list.operation, () => this.#listOperation(resource, list, name));
    if (update !== null) this.#write(update, () => this.#updateOperation(resource, update, name, known));
    if (resource.delete !== null) {
      const operation = resource.delete;
      this.#write(operation, () => this.#deleteOperation(resource, operation, name, known));
    }
    this.#resources[name] = {
      id,
      ...(prefix === null ? {} : { prefix }),
      shows: schema,
      ...(generated.length === 0 ? {} : { generated }),
    };
    if (seeded.length > 0) this.#seed[name] = seeded;
  }

  /** @returns whether the operation has a behaviour now */
  #write(operation: Operation, make: () => Made): boolean {
    const made = this.#without.has(operation.id) ? { reason: this.#without.get(operation.id) as Message } : make();
    if ('operation' in made) {
      this.#operations[operation.id] = made.operation;
      for (const { name, message } of made.because)
        this.#texts.push({ path: ['operations', operation.id, 'refuse', name, 'because'], message });
      this.#inferred.push(callOf(operation));
      for (const note of made.notes) this.#leftOut.push(about(operation, note));
      return true;
    }
    this.#leftOut.push(about(operation, made.reason));
    return false;
  }

  #readOperation(resource: InferredResource, name: string, known: Set<JsonValue | undefined>): Made {
    return this.#itemOperation(resource.read, resource, name, known, { answer: { body: 'found' } });
  }

  #deleteOperation(
    resource: InferredResource,
    operation: Operation,
    name: string,
    known: Set<JsonValue | undefined>,
  ): Made {
    const content = jsonOf(successOf(operation));
    const isObjectShown = content?.schema?.$ref === jsonOf(successOf(resource.read))?.schema?.$ref;
    if (content !== null && !isObjectShown) return { reason: note('other-response') };
    const answer = content === null ? {} : { body: 'found' };
    return this.#itemOperation(operation, resource, name, known, { do: [{ delete: 'found' }], answer });
  }

  #updateOperation(
    resource: InferredResource,
    operation: Operation,
    name: string,
    known: Set<JsonValue | undefined>,
  ): Made {
    const { schemas } = this.#service;
    const body = this.#members(jsonBody(operation)?.schema ?? null);
    const set: JsonObject = {};
    for (const [member, schema] of Object.entries(this.#members(schemas[resource.schema] ?? null))) {
      if (member === resource.id || !IDENTIFIER.test(member)) continue;
      const sent = `request.body.${member}`;
      if (member in body) {
        set[member] = operation.method === 'put' ? sent : `${sent} == null ? dyn(found.${member}) : dyn(${sent})`;
      } else if (/^(?:updated|modified|changed)/i.test(member) && shapeOf(schema, schemas).kind === 'timestamp') {
        set[member] = 'now';
      }
    }
    if (Object.keys(set).length === 0) return { reason: note('nothing-to-change') };
    return this.#itemOperation(operation, resource, name, known, {
      do: [{ update: 'found', set }],
      answer: { body: 'found' },
    });
  }

  /** An operation at one object: an unknown ID is the declared 404. */
  #itemOperation(
    operation: Operation,
    { parameter }: InferredResource,
    name: string,
    known: Set<JsonValue | undefined>,
    rest: JsonObject,
  ): Made {
    if (!IDENTIFIER.test(parameter)) return { reason: note('name', { name: parameter }) };
    const unknown = exampleOf(operation, '404');
    if (unknown === undefined) return { reason: note('no-404') };
    const refusals = this.#refusals(operation, (example) => {
      const sent = sentIn(example, 'path', parameter);
      return example.response?.status === '404' && !known.has(sent);
    });
    if (refusals === null) return { reason: note('refusal') };
    return {
      operation: {
        let: { found: `${name}.get(request.path.${parameter})` },
        refuse: { 'not-found': { when: 'found == null', example: unknown.name }, ...refusals.refuse },
        ...rest,
      },
      because: [{ name: 'not-found', message: { id: 'scaffold.not-found' } }, ...refusals.because],
      notes: refusals.notes,
    };
  }

  #createOperation(
    resource: InferredResource,
    operation: Operation,
    name: string,
    seeded: JsonObject[],
    known: Set<JsonValue | undefined>,
  ): MadeCreate | { reason: Message } {
    const { schemas } = this.#service;
    const { id, schema } = resource;
    const refusals = this.#refusals(operation, () => false);
    if (refusals === null) return { reason: note('refusal') };
    const members = this.#members(schemas[schema] ?? null);
    const body = this.#members(jsonBody(operation)?.schema ?? null);
    const required = requiredIn(schemas[schema] ?? {}, schemas);
    const refuse: JsonObject = {};
    const because: Because[] = [];
    const set: JsonObject = {};
    let prefix: string | null = null;
    if (id in body) {
      // Whoever creates an object chooses its ID.
      const taken = exampleOf(operation, '409');
      if (taken === undefined) return { reason: note('no-409') };
      refuse.exists = { when: `${name}.get(request.body.${id}) != null`, example: taken.name };
      because.push({ name: 'exists', message: { id: 'scaffold.exists' } });
      set[id] = `request.body.${id}`;
    } else {
      const made = this.#newId(members[id] ?? {}, schema, [...known]);
      if (made === null) return { reason: note('new-id', { member: id }) };
      if ('prefix' in made) prefix = made.prefix;
      else set[id] = made.expression;
    }
    const shown = operation.examples.flatMap(({ response }) =>
      response !== null && /^2/.test(response.status) && isObject(response.body) ? [response.body] : [],
    );
    const generated: string[] = prefix === null && !(id in body) ? [id] : [];
    const hasSeed = seeded.length > 0;
    for (const [member, memberSchema] of Object.entries(members)) {
      if (member === id) continue;
      if (!IDENTIFIER.test(member)) {
        if (required.has(member)) return { reason: note('name', { name: member }) };
        continue;
      }
      const value = this.#initial(member, memberSchema, body, shown, required.has(member), hasSeed);
      if (value === undefined) return { reason: note('member', { member }) };
      if (value !== null) set[member] = value;
      if (value === 'now') generated.push(member);
    }
    const { status } = successOf(operation) ?? {};
    return {
      operation: {
        ...(Object.keys({ ...refuse, ...refusals.refuse }).length === 0
          ? {}
          : { refuse: { ...refuse, ...refusals.refuse } }),
        do: [{ create: name, as: 'made', set }],
        answer: { ...(status === '201' || status === undefined ? {} : { status: Number(status) }), body: 'made' },
      },
      because: [...because, ...refusals.because],
      notes: refusals.notes,
      prefix,
      generated,
    };
  }

  /** What a new object has in a member: what was sent, the time, or what the schema or all examples say. */
  #initial(
    member: string,
    schema: Schema,
    body: Record<string, Schema>,
    shown: JsonObject[],
    isRequired: boolean,
    hasExamples: boolean,
  ): Initial {
    const { schemas } = this.#service;
    const sent = `request.body.${member}`;
    const own = resolveSchema(schema, schemas);
    const fixed = this.#fixed(member, own, shown, isRequired);
    if (member in body) {
      const isSure = !isRequired || fixed === null || fixed === undefined;
      return isSure ? sent : `${sent} == null ? dyn(${fixed}) : dyn(${sent})`;
    }
    const shape = shapeOf(schema, schemas);
    if (shape.kind === 'timestamp') {
      const isShown = shown.some((object) => typeof object[member] === 'string');
      if (DONE_AT.test(member) && (isShown || isRequired || !hasExamples)) return isEmpty(member, shown) ? null : 'now';
      if (isShown) return isRequired ? undefined : null;
    }
    return fixed;
  }

  #fixed(member: string, schema: Schema, shown: JsonObject[], isRequired: boolean): Initial {
    const values = shown.map((object) => object[member] ?? null);
    const [first] = values;
    const constant = schema.const ?? schema.default;
    if (values.length === 0) {
      if (constant !== undefined) return literal(constant);
      if (!isRequired || isNullable(schema)) return null;
      if (schema.enum?.length === 1) return literal(schema.enum[0] ?? null);
      return [schema.type].flat().includes('array') ? '[]' : undefined;
    }
    if (values.every((value) => JSON.stringify(value) === JSON.stringify(first))) {
      // A day or a reference that one example happens to have is not what every new object has.
      if (
        typeof first === 'string' &&
        schema.enum === undefined &&
        schema.const === undefined &&
        schema.default === undefined
      )
        return isRequired ? undefined : null;
      if (first !== null && first !== undefined) return literal(first);
      return isRequired && !isNullable(schema) ? undefined : null;
    }
    if (constant !== undefined) return literal(constant);
    return isRequired ? undefined : null;
  }

  /** How a new object gets an ID that its schema allows. */
  #newId(
    schema: Schema,
    name: string,
    ids: (JsonValue | undefined)[],
  ): { prefix: string } | { expression: string } | null {
    const {
      pattern,
      format,
      minLength = 0,
      maxLength = Number.POSITIVE_INFINITY,
    } = resolveSchema(schema, this.#service.schemas);
    if (format === 'uuid' || (pattern?.includes(UUID) ?? false)) return { expression: 'newUuid()' };
    const digits = /^\^?([A-Za-z]{0,6}[-_]?)(?:\[0-9\]|\\d)\{(\d+)\}\$?$/.exec(pattern ?? '');
    if (digits !== null && Number(digits[2]) >= 6) {
      const random = `randomDigits(${digits[2]})`;
      return { expression: digits[1] === '' ? random : `${literal(digits[1] ?? '')} + ${random}` };
    }
    const letters = name.toLowerCase().replace(/[^a-z]/g, '');
    const shown = ids.flatMap((id) => (typeof id === 'string' ? [ID_PREFIX.exec(id)?.[1] ?? []].flat() : []));
    for (const prefix of [...shown, letters.slice(0, 3)]) {
      const sample = `${prefix}_${SAMPLE_ULID}`;
      const fits = pattern === undefined || matches(pattern, sample);
      if (prefix.length >= 2 && fits && sample.length >= minLength && sample.length <= maxLength) return { prefix };
    }
    return null;
  }

  #listOperation(
    { schema }: InferredResource,
    { operation, member }: NonNullable<InferredResource['list']>,
    name: string,
  ): Made {
    const { schemas } = this.#service;
    const refusals = this.#refusals(operation, () => false);
    if (refusals === null) return { reason: note('refusal') };
    const members = this.#members(schemas[schema] ?? null);
    const query = operation.parameters.filter((parameter) => parameter.in === 'query');
    const names = new Set(query.map((parameter) => parameter.name));
    const notes = [...refusals.notes];
    const used = new Set<string>();
    let items = `${name}.all()`;
    for (const { name: filter } of query) {
      if (!(filter in members) || !IDENTIFIER.test(filter)) continue;
      items += `.filter(one, request.query.${filter} == null || one.${filter} == request.query.${filter})`;
      used.add(filter);
    }
    const newestFirst = this.#newestFirst(operation, member, members);
    if (newestFirst !== null) items += `.order(${literal(`-${newestFirst}`)})`;
    const content = jsonOf(successOf(operation))?.schema ?? null;
    const envelope = member === null ? {} : this.#members(content);
    const lets: JsonObject = { selected: items };
    let page: string | null = null;
    if (names.has('cursor') && names.has('limit') && 'page' in envelope && member === 'items') {
      page = 'selected.page(request.query.limit, request.query.cursor)';
      used.add('cursor').add('limit');
    } else {
      const slice = sliceOf(query);
      for (const parameter of slice.used) used.add(parameter);
      Object.assign(lets, slice.lets);
      if (slice.expression !== null) lets.shown = `selected${slice.expression}`;
    }
    for (const parameter of names) if (!used.has(parameter)) notes.push(note('parameter', { parameter }));
    const shown = 'shown' in lets ? 'shown' : 'selected';
    let body: JsonValue = page ?? shown;
    if (page === null && member !== null) {
      const others: JsonObject = {};
      for (const other of requiredIn(content ?? {}, schemas)) {
        if (other === member) continue;
        const isCount = /^(?:total|count|total_?count|total_?items|total_?results)$/i.test(other);
        if (!isCount) return { reason: note('envelope', { member: other }) };
        others[other] = 'selected.size()';
      }
      body = { [member]: shown, ...others };
    }
    return {
      operation: {
        let: lets,
        ...(Object.keys(refusals.refuse).length === 0 ? {} : { refuse: refusals.refuse }),
        answer: { body },
      },
      because: refusals.because,
      notes,
    };
  }

  /** The time by which the examples of a list are ordered, the newest first; `null` where there is none. */
  #newestFirst(operation: Operation, member: string | null, members: Record<string, Schema>): string | null {
    const times = Object.keys(members).filter(
      (name) => IDENTIFIER.test(name) && shapeOf(members[name] ?? {}, this.#service.schemas).kind === 'timestamp',
    );
    const lists = operation.examples.map((example) => listIn(example, member)).filter((list) => list.length > 1);
    const isOrdered = (name: string) =>
      lists.every((list) =>
        list.every((object, index) => {
          const before = list[index - 1];
          return before === undefined || Date.parse(String(before[name])) > Date.parse(String(object[name]));
        }),
      );
    return lists.length === 0 ? null : (times.find(isOrdered) ?? null);
  }

  /**
   * Conditions of the examples in which an operation fails. Which rule an example stands for cannot be inferred, so that its
   * condition is the value that no successful example sends.
   * @param isCovered whether another condition refuses the example
   * @returns `null` where one has no such value
   */
  #refusals(operation: Operation, isCovered: (example: OperationExample) => boolean): Refusals | null {
    const found: Refusals = { refuse: {}, because: [], notes: [] };
    const succeeds = operation.examples.filter(
      ({ request, response }) => request && response && /^2/.test(response.status),
    );
    for (const example of operation.examples) {
      const { request, response, name } = example;
      if (request === null || response === null || !/^[45]/.test(response.status) || isCovered(example)) continue;
      const sent = scalarsOf(example);
      const place = [...sent.keys()].find((key) =>
        succeeds.every((other) => scalarsOf(other).get(key) !== sent.get(key)),
      );
      const refusal = name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^[^a-z]+/, '');
      if (place === undefined || refusal === '' || refusal in found.refuse) return null;
      found.refuse[refusal] = { when: `${place} == ${literal(sent.get(place) ?? null)}`, example: name };
      found.because.push({ name: refusal, message: { id: 'scaffold.as-example', values: { example: name } } });
      found.notes.push(note('condition', { example: name }));
    }
    return found;
  }

  /** Objects of the examples, each once, with times that count from the beginning of a world. */
  #seedOf({ schema, id, read, list, create, update }: InferredResource): JsonObject[] {
    const members = this.#members(this.#service.schemas[schema] ?? null);
    const objects = new Map<string, JsonObject>();
    const keep = (object: JsonValue | undefined) => {
      if (!isObject(object) || typeof object[id] !== 'string' || objects.has(object[id])) return;
      const own = Object.fromEntries(Object.entries(object).filter(([name]) => name in members));
      objects.set(object[id], own);
    };
    const bodies = (operation: Operation | null) =>
      (operation?.examples ?? []).flatMap(({ response }) =>
        response !== null && /^2/.test(response.status) ? [response.body] : [],
      );
    for (const body of bodies(read)) keep(body);
    if (list !== null)
      for (const example of list.operation.examples) for (const object of listIn(example, list.member)) keep(object);
    for (const body of bodies(update)) keep(body);
    if (objects.size === 0) for (const body of bodies(create)) keep(body);
    const isTime = (name: string) => shapeOf(members[name] ?? {}, this.#service.schemas).kind === 'timestamp';
    return [...objects.values()].map((object) => seedTimes(object, isTime, this.#clock));
  }

  #members(schema: Schema | null): Record<string, Schema> {
    const shape = shapeOf(schema, this.#service.schemas);
    return shape.kind === 'object' ? shape.members : {};
  }
}

interface Because {
  name: string;
  message: Message;
}
interface Refusals {
  refuse: JsonObject;
  because: Because[];
  notes: Message[];
}
interface MadeOperation {
  operation: JsonObject;
  because: Because[];
  notes: Message[];
}
interface MadeCreate extends MadeOperation {
  /** Of new IDs; `null` where an expression makes them. */
  prefix: string | null;
  generated: string[];
}
type Made = MadeOperation | { reason: Message };

function note(name: string, values: Record<string, string> = {}): Message {
  return { id: `scaffold.left.${name}`, values };
}

function about(operation: Operation, reason: Message): Message {
  return { id: 'scaffold.about', values: { call: callOf(operation), reason } };
}

function callOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

/** A literal of JSON as an expression. */
function literal(value: JsonValue): string {
  return JSON.stringify(value);
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}

function isNullable({ type, enum: values }: Schema): boolean {
  return [type].flat().includes('null') || (values?.includes(null) ?? false);
}

/** Whether no example has a value there. */
function isEmpty(member: string, shown: JsonObject[]): boolean {
  return shown.length > 0 && shown.every((object) => (object[member] ?? null) === null);
}

function requiredIn(schema: Schema, schemas: Record<string, Schema>): Set<string> {
  const { required = [], allOf = [] } = resolveSchema(schema, schemas);
  return new Set([...required, ...allOf.flatMap((part) => [...requiredIn(part, schemas)])]);
}

/** The example of an error, the one with a request first: it is what an unknown ID is answered. */
function exampleOf({ examples }: Operation, status: string): OperationExample | undefined {
  const all = examples.filter(({ response }) => response?.status === status);
  return all.find(({ request }) => request !== null) ?? all[0];
}

function sentIn({ request }: OperationExample, place: Parameter['in'], name: string): JsonValue | undefined {
  return request?.parameters.find((parameter) => parameter.in === place && parameter.name === name)?.value;
}

/** What a request sends that is no object or list, by the expression for it. */
function scalarsOf({ request }: OperationExample): Map<string, JsonValue> {
  const values = new Map<string, JsonValue>();
  const keep = (place: string, name: string, value: JsonValue | undefined) => {
    if (IDENTIFIER.test(name) && (typeof value === 'string' || typeof value === 'boolean'))
      values.set(`request.${place}.${name}`, value);
  };
  for (const { in: place, name, value } of request?.parameters ?? [])
    if (place === 'path' || place === 'query') keep(place, name, value);
  if (isObject(request?.body)) for (const [name, value] of Object.entries(request.body)) keep('body', name, value);
  return values;
}

function listIn({ response }: OperationExample, member: string | null): JsonObject[] {
  if (response === null || !/^2/.test(response.status)) return [];
  const { body } = response;
  const list = member === null ? body : isObject(body) ? body[member] : null;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** The part of a list that an offset or a page number, and a size, ask for. */
function sliceOf(query: Parameter[]): { lets: JsonObject; expression: string | null; used: string[] } {
  const named = (names: string[]) => query.find(({ name }) => names.includes(name));
  const size = named(SIZES);
  const offset = named(OFFSETS);
  const page = named(['page']);
  if (size === undefined) return { lets: {}, expression: null, used: [] };
  const defaultSize = Number(size.schema.default ?? DEFAULT_SIZE);
  const lets: JsonObject = {
    pageSize: `request.query.${size.name} == null ? ${defaultSize} : request.query.${size.name}`,
  };
  const used = [size.name];
  if (offset !== undefined) {
    lets.start = `request.query.${offset.name} == null ? 0 : request.query.${offset.name}`;
    used.push(offset.name);
  } else if (page !== undefined) {
    const first = Number(page.schema.default ?? page.schema.minimum ?? 1);
    lets.start = `request.query.page == null ? 0 : (request.query.page - ${first}) * pageSize`;
    used.push(page.name);
  } else lets.start = '0';
  return { lets, expression: '.slice(start, start + pageSize)', used };
}

/** A name that expressions can have for the objects of a schema. */
function resourceName(schema: string, taken: Set<string>): string {
  const letters = schema.replace(/[^A-Za-z0-9]/g, '').replace(/^[0-9]+/, '');
  const name = letters.charAt(0).toLowerCase() + letters.slice(1) || 'object';
  const clashes = isReservedName(name) || OWN_NAMES.has(name) || taken.has(name);
  return clashes ? `${name}Object` : name;
}

/** Names that the written expressions have already. */
const OWN_NAMES = new Set([
  'found',
  'made',
  'selected',
  'shown',
  'start',
  'pageSize',
  'one',
  'request',
  'now',
  'it',
  'person',
]);
