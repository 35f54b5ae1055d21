import { localTimestamp } from '@dpi/specs/behaviour';
import type { JsonValue } from '@dpi/specs/json-value';
import type { Catalogue } from '@dpi/specs/model';
import { Seeds } from './seed.ts';
import {
  type CheckedRequest,
  createEvaluation,
  type Evaluation,
  type Outcome,
  ServiceBehaviour,
} from './service-behaviour.ts';
import type { Cause, LogEntry, ObjectChange, StoredWorld, WorldStore } from './store.ts';
import { Timers } from './timers.ts';
import { ulid } from './ulid.ts';
import { type Change, PEOPLE_TYPE, type ResourceType, type World } from './world.ts';

/** A call that is to be answered from a world. */
export interface WorldCall {
  world: string;
  service: string;
  version: string;
  operation: string;
  request: CheckedRequest;
  requestId: string;
  /** Language of whoever reads the answer. */
  locale: string;
}

export interface WorldsOptions {
  store: WorldStore;
  /** The clock of the machine, in milliseconds since 1970. */
  clock?: () => number;
  random?: () => number;
}

/** Events that one advance of the clock may set off; a service that plans without end must not stop the others. */
const MAX_EVENTS = 10_000;
/** Worlds in memory; those that were used longest ago are read again when they are needed. */
const MAX_OPEN = 2000;

interface OpenWorld {
  id: string;
  world: World;
  timers: Timers;
  stored: Omit<StoredWorld, 'objects'>;
  /** When all that was done so far is on disk. */
  durable: Promise<void>;
}

/** The worlds of all teams. Calls to one world are answered in the order in which they come. */
export class Worlds {
  readonly #store: WorldStore;
  readonly #clock: () => number;
  readonly #evaluation: Evaluation;
  readonly #behaviours = new Map<string, ServiceBehaviour>();
  readonly #byResource = new Map<string, { service: string; version: string; behaviour: ServiceBehaviour }>();
  readonly #seeds: Seeds;
  readonly #open = new Map<string, Promise<OpenWorld>>();

  constructor(
    { services, personas }: Pick<Catalogue, 'services' | 'personas'>,
    { store, clock = Date.now, random = Math.random }: WorldsOptions,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#evaluation = createEvaluation({
      now: new Date(clock()),
      zone: 'Asia/Dhaka',
      week: { weekend: [5, 6], holidays: new Set() },
      locale: 'en',
      random,
      newId: (prefix) => `${prefix}_${ulid(this.#evaluation.surroundings.now.getTime(), random)}`,
    });
    const types = new Map<string, ResourceType>([[PEOPLE_TYPE.key, PEOPLE_TYPE]]);
    const seeded = [];
    for (const service of services) {
      if (service.behaviour === null) continue;
      const behaviour = new ServiceBehaviour(service, service.behaviour, this.#evaluation);
      this.#behaviours.set(`${service.id}/${service.version}`, behaviour);
      for (const type of behaviour.resources.values()) {
        types.set(type.key, type);
        this.#byResource.set(type.key, { service: service.id, version: service.version, behaviour });
      }
      seeded.push({ behaviour, seed: service.seed });
    }
    this.#seeds = new Seeds(seeded, personas, types, this.#evaluation);
  }

  /** Whether an operation is answered from a world. */
  has(service: string, version: string, operation: string): boolean {
    return this.#behaviours.get(`${service}/${version}`)?.has(operation) === true;
  }

  /** Answers a call; what it changes is on disk when the answer is there. */
  async answer(call: WorldCall): Promise<Outcome> {
    const open = await this.#opened(call.world);
    const behaviour = this.#behaviours.get(`${call.service}/${call.version}`);
    if (behaviour === undefined) throw new Error(`${call.service}/${call.version} has no behaviour`);
    const entries = this.#catchUp(open);
    const now = this.#now(open);
    this.#at(now, call.locale);
    const outcome = behaviour.answer(open.world, call.operation, call.request);
    if (outcome.changes.length > 0 || outcome.emitted.length > 0) {
      const { service, version, operation, requestId } = call;
      entries.push(this.#entry(open, now, { kind: 'call', service, version, operation, requestId }, outcome));
    }
    this.#keep(open, entries);
    await open.durable;
    return outcome;
  }

  /** Sets the clock of a world forward, and lets happen what is due by then. */
  async advance(world: string, milliseconds: number): Promise<LogEntry[]> {
    const open = await this.#opened(world);
    const before = this.#catchUp(open);
    open.stored.ahead += milliseconds;
    const entries = this.#catchUp(open);
    const cause: Cause = { kind: 'clock', advancedBy: milliseconds };
    entries.push(this.#entry(open, this.#now(open), cause, { changes: [], emitted: [] }));
    this.#keep(open, [...before, ...entries]);
    await open.durable;
    return entries;
  }

  /** Begins a world anew. */
  async reset(world: string): Promise<void> {
    this.#open.delete(world);
    await this.#store.begin(world, this.#clock());
  }

  history(world: string, before: number | null, limit: number): Promise<LogEntry[]> {
    return this.#store.history(world, before, limit);
  }

  /** The time of a world's clock. */
  async now(world: string): Promise<Date> {
    return this.#now(await this.#opened(world));
  }

  /** The objects of one resource, in the order in which they came to be. */
  async objects(world: string, resource: string): Promise<JsonValue[]> {
    const open = await this.#opened(world);
    return Array.from(open.world.entries(resource), ({ data }) => data);
  }

  #opened(id: string): Promise<OpenWorld> {
    const known = this.#open.get(id);
    if (known !== undefined) {
      // Moved to the end: the first are those that were used longest ago.
      this.#open.delete(id);
      this.#open.set(id, known);
      return known;
    }
    const opening = this.#load(id);
    this.#open.set(id, opening);
    opening.catch(() => this.#open.delete(id));
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= MAX_OPEN) break;
      this.#open.delete(oldest);
    }
    return opening;
  }

  async #load(id: string): Promise<OpenWorld> {
    let stored = await this.#store.load(id);
    if (stored === null) {
      const began = this.#clock();
      await this.#store.begin(id, began);
      stored = { began, ahead: 0, sequence: 0, objects: [] };
    }
    const { objects, ...rest } = stored;
    const world = this.#seeds.begin(new Date(stored.began));
    for (const { resource, id: object, data } of objects) {
      if (data === null) world.remove(resource, object);
      else world.put(resource, object, data);
    }
    const open: OpenWorld = { id, world, timers: new Timers(), stored: rest, durable: Promise.resolve() };
    this.#at(this.#now(open), 'en');
    for (const [resource, { behaviour }] of this.#byResource) {
      if (!behaviour.awaiting.has(resource)) continue;
      for (const { id: object } of world.entries(resource)) this.#plan(open, resource, object);
    }
    return open;
  }

  #now({ stored }: OpenWorld): Date {
    return new Date(this.#clock() + stored.ahead);
  }

  #at(now: Date, locale: string): void {
    this.#evaluation.surroundings = { ...this.#evaluation.surroundings, now, locale };
  }

  /** Lets happen what is due, in the order of time, each at its own time. */
  #catchUp(open: OpenWorld): LogEntry[] {
    const entries: LogEntry[] = [];
    const now = this.#now(open);
    while (entries.length < MAX_EVENTS) {
      const due = open.timers.take(now);
      if (due === null) break;
      const owner = this.#byResource.get(due.resource);
      if (owner === undefined) continue;
      this.#at(due.at, 'en');
      const happened = owner.behaviour.happen(open.world, due);
      if (happened === null) continue;
      const { service, version } = owner;
      const { event, resource, id } = due;
      entries.push(this.#entry(open, due.at, { kind: 'event', service, version, event, resource, id }, happened));
    }
    return entries;
  }

  #entry(
    open: OpenWorld,
    at: Date,
    cause: Cause,
    { changes, emitted }: Pick<Outcome, 'changes' | 'emitted'>,
  ): LogEntry {
    for (const { resource, id } of changes) this.#plan(open, resource, id);
    open.stored.sequence += 1;
    return {
      sequence: open.stored.sequence,
      at: localTimestamp(at, this.#evaluation.surroundings.zone),
      cause,
      changes: lastOfEach(changes),
      emitted,
    };
  }

  #plan(open: OpenWorld, resource: string, id: string): void {
    const behaviour = this.#byResource.get(resource)?.behaviour;
    if (behaviour?.awaiting.has(resource) !== true) return;
    open.timers.set(resource, id, behaviour.waiting(open.world, resource, id));
  }

  /** A world whose changes could not be kept is read again: what is in memory is then not so. */
  #keep(open: OpenWorld, entries: LogEntry[]): void {
    if (entries.length === 0) return;
    const written = this.#store.append(open.id, entries, open.stored.ahead);
    open.durable = Promise.all([open.durable, written]).then(() => {});
    open.durable.catch(() => this.#open.delete(open.id));
  }
}

/** What each object became in the end. */
function lastOfEach(changes: Change[]): ObjectChange[] {
  const last = new Map<string, ObjectChange>();
  for (const { resource, id, after } of changes) last.set(`${resource} ${id}`, { resource, id, data: after });
  return [...last.values()];
}
