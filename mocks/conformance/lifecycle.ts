import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type InferredResource, inferResources } from '@dpi/specs/behaviour';
import { escapeSegment } from '@dpi/specs/json-pointer';
import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import type { ExampleRequest, Operation, Service } from '@dpi/specs/model';
import { parseJson } from '@dpi/specs/numbers';
import { isIdempotencyKey } from '@dpi/specs/serialization';
import type { Message, MessageValues } from '@dpi/specs/texts';
import { exampleRequest, type NoRequest, type WireRequest } from '../engine/example-request.ts';
import type { Case } from './cases.ts';
import type { CaseResult, FoundDifference } from './report.ts';
import type { Answer } from './send.ts';
import { said, shown } from './words.ts';

/** One request on the way from creating an object to reading that it is gone. */
export interface Step {
  operation: Operation;
  name: string;
  title: Message;
  request: WireRequest | null;
  /** Why it is not sent; `null` where it is. */
  skipped: Message | null;
  /** What the answer shows. */
  judge: (answer: Answer) => { differences: FoundDifference[]; notes: Message[] };
}

/** An object that an example has created: what was sent, and what the server answered. */
export interface Creation {
  request: WireRequest;
  sent: JsonObject;
  answer: Answer;
}

/** Sends the request of a step and gives what became of it. */
type Follow = (step: Step) => Promise<CaseResult>;

/** Pages of a list that are read. */
const MAX_PAGES = 50;

/**
 * Follows an object of each resource that can be inferred from the spec. Right after the first example that has created one, it
 * is read, found in the list, and sent again with its Idempotency-Key; when all examples have been sent, it is changed, deleted,
 * and read again.
 */
export class ObjectFollower {
  readonly #resources: InferredResource[];
  readonly #lifecycles = new Map<Operation, Lifecycle>();
  readonly #make: (resource: InferredResource) => Lifecycle;

  /** @param follow sends the request of a step and gives what became of it */
  constructor(service: Service, cases: Case[], follow: (group: Message, step: Step) => Promise<CaseResult>) {
    this.#resources = inferResources(service);
    this.#make = (resource) =>
      new Lifecycle(service, resource, cases, (step) =>
        follow(said('group.object', { schema: resource.schema }), step),
      );
  }

  /** An example of an operation has succeeded. */
  async *succeeded(operation: Operation, creation: Creation): AsyncGenerator<CaseResult> {
    const resource = this.#resources.find(({ create }) => create === operation);
    if (resource === undefined || this.#lifecycles.has(operation)) return;
    const lifecycle = this.#make(resource);
    this.#lifecycles.set(operation, lifecycle);
    yield* lifecycle.begin(operation, creation);
  }

  async *finish(): AsyncGenerator<CaseResult> {
    for (const lifecycle of this.#lifecycles.values()) yield* lifecycle.finish();
  }
}

class Lifecycle {
  readonly #service: Service;
  readonly #resource: InferredResource;
  readonly #cases: Case[];
  readonly #follow: Follow;
  /** `null` until it is known by its ID. */
  #object: { id: string; made: JsonObject } | null = null;
  /** The object as it was read last. */
  #read: JsonObject = {};

  constructor(service: Service, resource: InferredResource, cases: Case[], follow: Follow) {
    this.#service = service;
    this.#resource = resource;
    this.#cases = cases;
    this.#follow = follow;
  }

  async *begin(create: Operation, { request, sent, answer }: Creation): AsyncGenerator<CaseResult> {
    const { id: member, list, read } = this.#resource;
    const made = objectIn(answer);
    const id = made[member];
    if (typeof id !== 'string') {
      const reason = said('note.created-without-id', { member });
      yield await this.#step(read, 'read', READ, { reason }, () => []);
      return;
    }
    this.#object = { id, made };
    yield await this.#readBack(id, 'read', READ, sent, made);
    let listed: Set<string> | null = null;
    if (list !== null) {
      const { result, ids } = await this.#listed(list, made, 'listed', said('title.listed'), (all, isWhole) =>
        all.has(id) || !isWhole ? [] : found(listPointer(list.member), 'not-listed', { id: shown(id) }),
      );
      yield result;
      listed = ids;
    }
    if (request.headers['idempotency-key'] !== undefined) {
      yield await this.#step(create, 'repeated', said('title.repeated'), request, (again) => {
        if (again.status !== answer.status)
          return found('status', 'repeat-status', { status: String(again.status), first: String(answer.status) });
        return differencesOf(made, objectIn(again)).flatMap(({ name, was, is }) =>
          found(pointer(name), 'repeat-body', { actual: shown(is), first: shown(was) }),
        );
      });
      if (list !== null && listed !== null) {
        const before = listed;
        const { result } = await this.#listed(list, made, 'created-once', said('title.created-once'), (all) => {
          const [second] = [...all].filter((one) => !before.has(one));
          return second === undefined ? [] : found(listPointer(list.member), 'second-object', { id: shown(second) });
        });
        yield result;
      }
    }
  }

  async *finish(): AsyncGenerator<CaseResult> {
    if (this.#object === null) return;
    const { id, made } = this.#object;
    const { read } = this.#resource;
    // Another example may have ended it.
    const { status } = await this.#step(read, 'read', READ, this.#itemRequest(read, id), (answer) => {
      this.#read = objectIn(answer);
      return [];
    });
    if (status !== 200) return;
    yield* this.#change(id);
    yield* this.#remove(id, made);
  }

  async #readBack(
    id: string,
    name: string,
    title: Message,
    sent: JsonObject,
    shownBefore: JsonObject,
  ): Promise<CaseResult> {
    const { read, id: member } = this.#resource;
    return await this.#step(read, name, title, this.#itemRequest(read, id), (answer) => {
      if (answer.status !== 200) return found('status', 'read', { status: String(answer.status) });
      const body = objectIn(answer);
      this.#read = body;
      const kept: [string, JsonValue][] = [[member, id]];
      // A member that the service has changed, or does not show, was not to be kept as it was sent.
      for (const [key, value] of Object.entries(sent))
        if (key !== member && isSame(shownBefore[key], value)) kept.push([key, value ?? null]);
      return kept.flatMap(([key, value]) =>
        isSame(body[key], value)
          ? []
          : found(pointer(key), 'member', { actual: shown(body[key] ?? null), sent: shown(value) }),
      );
    });
  }

  async *#change(id: string): AsyncGenerator<CaseResult> {
    const { update } = this.#resource;
    const example = update === null ? null : successIn(this.#cases, update);
    const body = example?.request?.body;
    if (update === null || !isObject(body)) return;
    let after: JsonObject | null = null;
    const request = this.#itemRequest(update, id, example?.request ?? null);
    yield await this.#step(update, 'changed', said('title.changed'), request, (answer) => {
      if (answer.status >= 300 || answer.status < 200)
        return found('status', 'update', { status: String(answer.status) });
      after = answer.body.length === 0 ? body : objectIn(answer);
      return [];
    });
    if (after !== null) yield await this.#readBack(id, 'read-changed', said('title.read-changed'), body, after);
  }

  async *#remove(id: string, made: JsonObject): AsyncGenerator<CaseResult> {
    const { delete: remove, read, list } = this.#resource;
    if (remove === null) return;
    let isDeleted = false;
    yield await this.#step(remove, 'deleted', said('title.deleted'), this.#itemRequest(remove, id), (answer) => {
      isDeleted = answer.status >= 200 && answer.status < 300;
      return isDeleted ? [] : found('status', 'delete', { status: String(answer.status) });
    });
    if (!isDeleted) return;
    let isGone = false;
    yield await this.#step(read, 'read-deleted', said('title.read-deleted'), this.#itemRequest(read, id), (answer) => {
      // 410 says the same, and for how long (RFC 9110, 15.5.11).
      isGone = answer.status === 404 || answer.status === 410;
      // What is deleted may be kept as something that has ended, such as a session.
      const hasEnded = answer.status === 200 && !isSame(objectIn(answer), this.#read);
      return isGone || hasEnded ? [] : found('status', 'deleted', { status: String(answer.status) });
    });
    if (list === null || !isGone) return;
    const { result } = await this.#listed(list, made, 'not-listed', said('title.not-listed'), (all) =>
      all.has(id) ? found(listPointer(list.member), 'still-listed', { id: shown(id) }) : [],
    );
    yield result;
  }

  /**
   * Reads a list, page by page where it has cursors.
   * @returns ids of its objects; `null` where the list could not be read to its end
   */
  async #listed(
    { operation, member }: NonNullable<InferredResource['list']>,
    made: JsonObject,
    name: string,
    title: Message,
    judge: (ids: Set<string>, isWhole: boolean) => FoundDifference[],
  ): Promise<{ result: CaseResult; ids: Set<string> | null }> {
    const ids = new Set<string>();
    // A filter that has to be sent is one that the object passes.
    const filters = operation.parameters
      .filter(({ in: place, required, name: key }) => place === 'query' && required && typeof made[key] === 'string')
      .map((parameter): Sent => ({ in: 'query', name: parameter.name, value: made[parameter.name] as string }));
    const hasCursor = operation.parameters.some(({ in: place, name: key }) => place === 'query' && key === 'cursor');
    const isPaged = operation.parameters.some(({ in: place, name: key }) => place === 'query' && PAGING.test(key));
    let cursor: string | null = null;
    let isWhole = false;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const parameters: Sent[] =
        cursor === null ? filters : [...filters, { in: 'query', name: 'cursor', value: cursor }];
      const wire = exampleRequest(operation, { parameters, contentType: null, body: undefined }, this.#service.schemas);
      let next: string | null = null;
      const result = await this.#step(operation, name, title, wire, (answer) => {
        if (answer.status !== 200) return found('status', 'list', { status: String(answer.status) });
        const body = jsonIn(answer);
        const objects = member === null ? body : isObject(body) ? body[member] : null;
        for (const object of Array.isArray(objects) ? objects : []) {
          const id = isObject(object) ? object[this.#resource.id] : null;
          if (typeof id === 'string') ids.add(id);
        }
        const pageInfo = isObject(body) && isObject(body.page) ? body.page : {};
        next = hasCursor && typeof pageInfo.nextCursor === 'string' ? pageInfo.nextCursor : null;
        isWhole = next === null && (!isPaged || (hasCursor && 'nextCursor' in pageInfo));
        return next === null ? judge(ids, isWhole) : [];
      });
      if (next === null || result.outcome !== 'conforms') return { result, ids: isWhole ? ids : null };
      cursor = next;
    }
    const result = await this.#follow({
      ...{ operation, name, title, request: null, judge: nothing },
      skipped: said('note.too-many-pages', { count: MAX_PAGES }),
    });
    return { result, ids: null };
  }

  /** A request for one object; what an example sends beside the ID stays. */
  #itemRequest(operation: Operation, id: string, example: ExampleRequest | null = null): WireRequest | NoRequest {
    const { parameter } = this.#resource;
    const others = (example?.parameters ?? []).filter(({ name, in: place }) => place !== 'path' || name !== parameter);
    const request: ExampleRequest = {
      contentType: example?.contentType ?? null,
      body: example?.body,
      parameters: [...others, { in: 'path', name: parameter, value: id }],
    };
    return exampleRequest(operation, withKey(request, operation), this.#service.schemas);
  }

  #step(
    operation: Operation,
    name: string,
    title: Message,
    request: WireRequest | NoRequest,
    judge: (answer: Answer) => FoundDifference[],
  ): Promise<CaseResult> {
    return this.#follow({
      operation,
      name,
      title,
      request: 'reason' in request ? null : request,
      skipped: 'reason' in request ? request.reason : null,
      judge: (answer) => ({ differences: judge(answer), notes: [] }),
    });
  }
}

const READ = said('title.read');

type Sent = ExampleRequest['parameters'][number];

/** Names of parameters that choose a part of a list. */
const PAGING = /^(?:cursor|limit|offset|skip|page|size|page_?size|per_?page|after|before|page_?token)$/i;

const nothing = () => ({ differences: [], notes: [] });

function found(at: string, id: string, values: MessageValues = {}): FoundDifference[] {
  return [{ at, message: said(id, values) }];
}

/** With an Idempotency-Key that the server has not seen. */
function withKey(request: ExampleRequest, { parameters }: Operation): ExampleRequest {
  const keys = parameters.filter(isIdempotencyKey);
  const others = request.parameters.filter((sent) => !isIdempotencyKey(sent));
  const fresh = keys.map(({ name }): Sent => ({ in: 'header', name, value: randomUUID() }));
  return { ...request, parameters: [...others, ...fresh] };
}

function successIn(cases: Case[], operation: Operation): Case | null {
  const success = cases.find(
    ({ operation: own, isJourney, expected }) =>
      own === operation && !isJourney && expected !== null && 'status' in expected && expected.status.startsWith('2'),
  );
  return success ?? null;
}

function jsonIn({ body }: Answer): JsonValue {
  try {
    return parseJson(body.toString('utf8')) as JsonValue;
  } catch {
    return null;
  }
}

function objectIn(answer: Answer): JsonObject {
  const json = jsonIn(answer);
  return isObject(json) ? json : {};
}

function differencesOf(before: JsonObject, after: JsonObject): { name: string; was: JsonValue; is: JsonValue }[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => !isSame(before[name], after[name]))
    .map((name) => ({ name, was: before[name] ?? null, is: after[name] ?? null }));
}

function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return isDeepStrictEqual(one ?? null, other ?? null);
}

function pointer(member: string): string {
  return `/${escapeSegment(member)}`;
}

function listPointer(member: string | null): string {
  return member === null ? '/' : pointer(member);
}
