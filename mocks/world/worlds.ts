import { type Behaviour, localTimestamp } from '@dpi/specs/behaviour';
import { errorMessage } from '@dpi/specs/error-message';
import type { JsonValue } from '@dpi/specs/json-value';
import type { Catalogue, Operation, Persona, Service } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';
import { answeredOnce } from './idempotency.ts';
import { type SeededService, Seeds } from './seed.ts';
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
  /** The language to answer in, one of the country's; absent: its first. */
  language?: string | undefined;
}

/** What worlds need of a catalogue. */
export type WorldCatalogue = Pick<Catalogue, 'services' | 'personas' | 'country'>;

export interface WorldsOptions {
  store: WorldStore;
  /** The clock of the machine, in milliseconds since 1970. */
  clock?: () => number;
  random?: () => number;
}

/** Events that one advance of the clock may set off; a service that plans without end must not stop the others. */
const MAX_EVENTS = 10_000;
/** Objects of a team's own, beyond those that every world begins with. */
const MAX_OBJECTS = 20_000;
/** Worlds in memory; those that were used longest ago are read again when they are needed. */
const MAX_OPEN = 2000;

/** A world holds as many objects as a team may have. */
export class WorldFull extends Error {}

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
  /** Services whose behaviour cannot be used, with the reason; they answer with the examples of their specs. */
  readonly broken = new Map<string, string>();
  readonly #store: WorldStore;
  readonly #clock: () => number;
  readonly #evaluation: Evaluation;
  readonly #behaviours = new Map<string, ServiceBehaviour>();
  readonly #operations = new Map<string, Operation>();
  readonly #byResource = new Map<string, { service: string; version: string; behaviour: ServiceBehaviour }>();
  readonly #seeds: Seeds;
  readonly #catalogue: WorldCatalogue;
  readonly #options: WorldsOptions;
  readonly #open = new Map<string, Promise<OpenWorld>>();
  /** Worlds that are no longer open, until all that was done to them is on disk. */
  readonly #closing = new Map<string, Promise<void>>();

  constructor(catalogue: WorldCatalogue, options: WorldsOptions) {
    const { services, personas, country } = catalogue;
    const { store, clock = Date.now, random = Math.random } = options;
    this.#catalogue = catalogue;
    this.#options = options;
    this.#store = store;
    this.#clock = clock;
    this.#evaluation = createEvaluation({
      now: new Date(clock()),
      zone: country.clock.timeZone,
      week: { weekend: country.clock.weekend, holidays: new Set(country.clock.holidays) },
      names: country.names,
      locale: this.#language,
      random,
      newId: (prefix) => `${prefix}_${ulid(this.#evaluation.surroundings.now.getTime(), random)}`,
    });
    const usable = this.#usable(services, personas);
    const types = typesOf(usable);
    for (const { service, behaviour } of usable) {
      const name = serviceReference(service);
      this.#behaviours.set(name, behaviour);
      for (const operation of service.operations) this.#operations.set(`${name} ${operation.id}`, operation);
      for (const type of behaviour.resources.values()) {
        this.#byResource.set(type.key, { service: service.id, version: service.version, behaviour });
      }
    }
    this.#seeds = new Seeds(usable, personas, types, this.#evaluation);
  }

  /** The same worlds with the behaviours of a newer catalogue. Seeds of what has begun are those of the newer one, too. */
  renew(catalogue: Omit<WorldCatalogue, 'country'>): Worlds {
    const worlds = new Worlds({ ...this.#catalogue, ...catalogue }, this.#options);
    for (const id of [...this.#open.keys()]) this.#close(id);
    for (const [id, closed] of this.#closing) worlds.#closing.set(id, closed);
    return worlds;
  }

  /** The services whose behaviour, seed and imports can be used: one that cannot takes nothing from the others. */
  #usable(services: Service[], personas: Persona[]): UsableService[] {
    let usable = services.flatMap((service) => {
      try {
        return service.behaviour === null ? [] : [this.#compiled(service, service.behaviour, personas)];
      } catch (error) {
        this.broken.set(serviceReference(service), errorMessage(error));
        return [];
      }
    });
    for (let before = usable.length + 1; usable.length < before; ) {
      before = usable.length;
      const types = typesOf(usable);
      usable = usable.filter(({ service, behaviour }) => {
        const missing = behaviour.imported.find((key) => !types.has(key));
        if (missing !== undefined) this.broken.set(serviceReference(service), `there is no resource ${missing}`);
        return missing === undefined;
      });
    }
    return usable;
  }

  #compiled(service: Service, declared: Behaviour, personas: Persona[]): UsableService {
    const behaviour = new ServiceBehaviour(service, declared, this.#evaluation);
    const usable = { service, behaviour, seed: service.seed };
    // A seed is made once before any world needs it.
    new Seeds([usable], personas, typesOf([usable]), this.#evaluation).begin(this.#evaluation.surroundings.now);
    return usable;
  }

  /** Whether an operation is answered from a world. */
  has(service: string, version: string, operation: string): boolean {
    return this.#behaviours.get(serviceReference({ id: service, version }))?.has(operation) === true;
  }

  /** Answers a call; what it changes is on disk when the answer is there. */
  async answer(call: WorldCall): Promise<Outcome> {
    const open = await this.#opened(call.world);
    const service = serviceReference({ id: call.service, version: call.version });
    const behaviour = this.#behaviours.get(service);
    const scope = `${service} ${call.operation}`;
    const operation = this.#operations.get(scope);
    if (behaviour === undefined || operation === undefined) throw new Error(`${scope} has no behaviour`);
    const entries = this.#catchUp(open);
    const now = this.#now(open);
    this.#at(now, call.language ?? this.#language);
    const { world } = open;
    const outcome = answeredOnce(world, operation, scope, { request: call.request, now }, () => {
      if (world.size >= MAX_OBJECTS && call.request.body !== undefined) throw new WorldFull();
      return behaviour.answer(world, call.operation, call.request);
    });
    if (outcome.changes.length > 0 || outcome.emitted.length > 0) {
      const { service, version, requestId } = call;
      const cause: Cause = { kind: 'call', service, version, operation: operation.id, requestId };
      entries.push(this.#entry(open, now, cause, outcome));
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
    this.#close(world);
    const closed = this.#closing.get(world) ?? Promise.resolve();
    const begun = closed.then(() => this.#store.begin(world, this.#clock()));
    // Calls that come meanwhile wait for it.
    this.#closing.set(world, begun);
    await begun;
    if (this.#closing.get(world) === begun) this.#closing.delete(world);
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

  /** Invariants of behaviours that do not hold in a world, such as `fund-transfer/v1 money-conserved`. */
  async violatedInvariants(world: string): Promise<string[]> {
    const open = await this.#opened(world);
    this.#at(this.#now(open), this.#language);
    return [...this.#behaviours].flatMap(([service, behaviour]) =>
      behaviour.violated(open.world).map((name) => `${service} ${name}`),
    );
  }

  /** The first of the country. */
  get #language(): string {
    return this.#catalogue.country.locales[0]?.id ?? 'en';
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
      this.#close(oldest);
    }
    return opening;
  }

  #close(id: string): void {
    const open = this.#open.get(id);
    if (open === undefined) return;
    this.#open.delete(id);
    const closed = open
      .then(({ durable }) => durable)
      .catch(() => {})
      .then(() => {
        if (this.#closing.get(id) === closed) this.#closing.delete(id);
      });
    this.#closing.set(id, closed);
  }

  async #load(id: string): Promise<OpenWorld> {
    await this.#closing.get(id);
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
    this.#at(this.#now(open), this.#language);
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
      this.#at(due.at, this.#language);
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
    open.durable.catch(() => this.#close(open.id));
  }
}

/** A service that answers from worlds. */
interface UsableService extends SeededService {
  service: Service;
}

function typesOf(services: UsableService[]): Map<string, ResourceType> {
  const own = services.flatMap(({ behaviour }) => [...behaviour.resources.values()]);
  return new Map([PEOPLE_TYPE, ...own].map((type) => [type.key, type]));
}

/** What each object became in the end. */
function lastOfEach(changes: Change[]): ObjectChange[] {
  const last = new Map<string, ObjectChange>();
  for (const { resource, id, after } of changes) last.set(`${resource} ${id}`, { resource, id, data: after });
  return [...last.values()];
}
