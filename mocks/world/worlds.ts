import { createHash } from 'node:crypto';
import {
  type Behaviour,
  type CitizenViewName,
  localDay,
  localTimestamp,
  plusWorkingDays,
  type Texts,
} from '@dpi/specs/behaviour';
import { errorMessage } from '@dpi/specs/error-message';
import type { JsonObject, JsonValue } from '@dpi/specs/json-value';
import type { Catalogue, NewPerson, Operation, Persona, Service } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';
import { AGENCIES_TYPE, catalogueObjects, SERVICES_TYPE } from './catalogue-objects.ts';
import type { CitizenCall, CitizenChoice, CitizenItem } from './citizen.ts';
import { type EditViolation, editFaults } from './edit-object.ts';
import { type FoundObject, findObjects, type ObjectFilter } from './find-objects.ts';
import { answeredOnce } from './idempotency.ts';
import { type KeptResource, keptResources } from './kept-resource.ts';
import { type AskedPerson, type OwnPerson, PersonMaker } from './new-person.ts';
import { type SeededService, type SeedObject, Seeds } from './seed.ts';
import {
  type CheckedRequest,
  createEvaluation,
  type Evaluation,
  type Forwarded,
  type Outcome,
  ServiceBehaviour,
  type Waiting,
} from './service-behaviour.ts';
import type { Cause, HistoryOf, LogEntry, Snapshot, StoredWorld, WorldStore } from './store.ts';
import { servicePathIn } from './team-store.ts';
import {
  inLanguage,
  loggedChanges,
  type ObjectReference,
  referenceTo,
  type TimelineEntry,
  timelineEntry,
} from './timeline.ts';
import { FirstTimers, Timers } from './timers.ts';
import { ulid } from './ulid.ts';
import { PEOPLE_TYPE, type ResourceType, type SeedState, type World } from './world.ts';

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
  /** What the service answered to which the call was forwarded; absent: it was not, or not yet. */
  forwarded?: Forwarded | undefined;
}

/** What worlds need of a catalogue. */
export type WorldCatalogue = Pick<Catalogue, 'services' | 'supporting' | 'agencies' | 'personas' | 'country'>;

export interface WorldsOptions {
  store: WorldStore;
  /** Where services answer, an origin; absent: at the first server of their specs. */
  publicUrl?: string;
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

/** Snapshots that a team may keep. */
const MAX_SNAPSHOTS = 10;
/** How far a clock may be set forward at a time, in milliseconds: ten years. */
const MAX_ADVANCE = 3653 * 86_400_000;

/** A world holds as many objects as a team may have. */
export class WorldFull extends Error {}

/** A team keeps as many snapshots as it may. */
export class TooManySnapshots extends Error {
  readonly most = MAX_SNAPSHOTS;
}

/** A world, at a glance. */
export interface WorldSummary {
  /** When it began, RFC 3339. */
  began: string;
  clock: WorldClock;
  /** Objects that are the team's own or differ from the beginning, and how many there may be. */
  objects: { count: number; limit: number };
  snapshots: { count: number; limit: number };
}

/** The clock of a world. */
export interface WorldClock {
  now: string;
  /** Whole seconds that it is ahead of the clock of the platform; less than zero where it is behind. */
  aheadSeconds: number;
  /** When the next event is due; `null` where nothing waits for its time. */
  nextEventAt: string | null;
}

/** An object of a world, with all its members, those too that its service never shows. */
export interface ShownObject extends ObjectReference {
  /** Whether it differs from the beginning of the world. */
  changed: boolean;
  data: JsonObject;
}

/** What will happen to an object when its time comes. */
export interface PendingEvent {
  event: string;
  at: string;
  because: string | null;
  /** Whether it goes on waiting when its time has come. */
  held: boolean;
  object: ObjectReference;
}

/** What a person sees in a world, and of which services, by `<service>/<version>`. */
export interface CitizenWorld {
  /** The time of the world's clock, RFC 3339. */
  now: string;
  /** What services know of the person: see `Citizen` of the behaviour. */
  person: JsonObject;
  items: (CitizenItem & { service: string })[];
  starts: { view: CitizenViewName; service: string }[];
}

/** To when a clock is set. */
export type Advance = { seconds: number } | { to: Date } | { workingDays: number };

/** What a call was answered, and how many objects of services it changed. */
export interface WorldAnswer extends Outcome {
  changedObjects: number;
}

type Listener = (world: string, entries: LogEntry[]) => void;

/** Whether what waits for its time in a world is to go on waiting, of one service. */
type Holds = (world: string, service: string, version: string) => boolean;

interface OpenWorld {
  id: string;
  world: World;
  timers: Timers;
  /** Events that were due and had to go on waiting. */
  heldBack: WeakSet<Waiting>;
  /** Objects that only events have changed, as `<resource> <id>`: no call of the team has had to do with them. */
  untouched: Set<string>;
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
  readonly #services = new Map<string, Service>();
  readonly #byResource = new Map<string, { kept: KeptResource; behaviour: ServiceBehaviour }>();
  readonly #resources = new Map<string, KeptResource>();
  /** Why events happen and requests are refused, in words, by service. */
  readonly #declared = new Map<string, Behaviour>();
  readonly #seeds: Seeds;
  /** `null` where the country does not say how people are made. */
  readonly #personMaker: PersonMaker | null;
  readonly #catalogue: WorldCatalogue;
  readonly #options: WorldsOptions;
  readonly #open = new Map<string, Promise<OpenWorld>>();
  /** Worlds that are no longer open, until all that was done to them is on disk. */
  readonly #closing = new Map<string, Promise<void>>();
  /** What objects of seeds wait for, by the seed. */
  readonly #seedTimers = new WeakMap<SeedState, FirstTimers>();
  #listener: Listener = () => {};
  #holds: Holds = () => false;

  constructor(catalogue: WorldCatalogue, options: WorldsOptions) {
    const { services, supporting, personas, country } = catalogue;
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
      formats: Object.fromEntries(country.locales.map(({ id, formats }) => [id, formats])),
      serviceUrl: '',
      random,
      newId: (prefix) => `${prefix}_${ulid(this.#evaluation.context.now.getTime(), random)}`,
    });
    const known = catalogueObjects(catalogue);
    const usable = this.#usable([...services, ...supporting], personas, known);
    const types = typesOf(usable);
    for (const { service, behaviour } of usable) {
      const name = serviceReference(service);
      this.#behaviours.set(name, behaviour);
      this.#services.set(name, service);
      for (const operation of service.operations) this.#operations.set(`${name} ${operation.id}`, operation);
      if (service.behaviour === null) continue;
      this.#declared.set(name, service.behaviour);
      for (const kept of keptResources(service, service.behaviour)) {
        this.#byResource.set(kept.key, { kept, behaviour });
        this.#resources.set(kept.key, kept);
      }
    }
    this.#seeds = new Seeds(usable, personas, types, this.#evaluation, known);
    const { newPerson } = country;
    this.#personMaker = newPerson === null ? null : new PersonMaker(newPerson, this.#seeds, this.#evaluation);
    // What all worlds of a day share is made now, and not while the first caller, and all others, wait.
    const at = new Date(clock());
    this.#waitingInSeed(this.#seeds.begin(at), at);
  }

  /** The same worlds with the behaviours of a newer catalogue. Seeds of what has begun are those of the newer one, too. */
  renew(catalogue: Omit<WorldCatalogue, 'country'>): Worlds {
    const worlds = new Worlds({ ...this.#catalogue, ...catalogue }, this.#options);
    for (const id of [...this.#open.keys()]) this.#close(id);
    for (const [id, closed] of this.#closing) worlds.#closing.set(id, closed);
    worlds.#listener = this.#listener;
    worlds.#holds = this.#holds;
    return worlds;
  }

  /** Tells of what has happened in any world, once it is on disk; also in those of newer catalogues. One listener at a time. */
  listen(listener: Listener): void {
    this.#listener = listener;
  }

  /** Asks whether events of a service are to wait although they are due; also in worlds of newer catalogues. */
  hold(holds: Holds): void {
    this.#holds = holds;
  }

  /** The services whose behaviour, seed and imports can be used: one that cannot takes nothing from the others. */
  #usable(services: Service[], personas: Persona[], known: SeedObject[]): UsableService[] {
    let usable = services.flatMap((service) => {
      try {
        return service.behaviour === null ? [] : [this.#compiled(service, service.behaviour, personas, known)];
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

  #compiled(service: Service, declared: Behaviour, personas: Persona[], known: SeedObject[]): UsableService {
    const behaviour = new ServiceBehaviour(service, declared, this.#evaluation);
    const usable = { service, behaviour, seed: service.seed };
    // A seed is made once before any world needs it.
    new Seeds([usable], personas, typesOf([usable]), this.#evaluation, known).begin(this.#evaluation.context.now);
    return usable;
  }

  /** Whether an operation is answered from a world. */
  has(service: string, version: string, operation: string): boolean {
    return this.#behaviours.get(serviceReference({ id: service, version }))?.has(operation) === true;
  }

  /** Whether an operation gives the answers of another service. */
  forwards(service: string, version: string, operation: string): boolean {
    return this.#behaviours.get(serviceReference({ id: service, version }))?.forwards(operation) === true;
  }

  /** Answers a call; what it changes is on disk when the answer is there. */
  async answer(call: WorldCall): Promise<WorldAnswer> {
    const open = await this.#opened(call.world);
    const service = serviceReference({ id: call.service, version: call.version });
    const behaviour = this.#behaviours.get(service);
    const scope = `${service} ${call.operation}`;
    const operation = this.#operations.get(scope);
    if (behaviour === undefined || operation === undefined) throw new Error(`${scope} has no behaviour`);
    const entries = this.#catchUp(open);
    const now = this.#now(open);
    this.#at(now, call.language ?? this.#language, this.#urlOf(call.world, service));
    const { world } = open;
    const outcome = answeredOnce(world, operation, scope, { request: call.request, now }, () => {
      if (world.size >= MAX_OBJECTS && call.request.body !== undefined) throw new WorldFull();
      return behaviour.answer(world, call.operation, call.request, call.forwarded ?? null);
    });
    if (outcome.changes.length > 0 || outcome.emitted.length > 0) {
      const { service, version, requestId } = call;
      const cause: Cause = { kind: 'call', service, version, operation: operation.id, requestId };
      entries.push(this.#entry(open, now, cause, outcome));
    }
    this.#keep(open, entries);
    await open.durable;
    return { ...outcome, changedObjects: this.#countObjects(outcome.changes) };
  }

  /** Objects of services among what changed: what the platform keeps for itself, such as answers given again, is left out. */
  #countObjects(changes: Outcome['changes']): number {
    const kept = changes.filter(({ resource }) => this.#resources.has(resource));
    return new Set(kept.map(({ resource, id }) => objectKey(resource, id))).size;
  }

  /**
   * Sets the clock of a world forward, and lets happen what is due by then.
   * @returns what happened, and last that the clock was set
   * @throws RangeError where it would not go forward, or by more than ten years
   */
  async advance(world: string, by: number | Advance): Promise<LogEntry[]> {
    const open = await this.#opened(world);
    const before = this.#catchUp(open);
    const milliseconds = typeof by === 'number' ? by : this.#milliseconds(open, by);
    if (!(milliseconds > 0 && milliseconds <= MAX_ADVANCE)) {
      this.#keep(open, before);
      throw new RangeError('A clock goes forward, by ten years at most at a time.');
    }
    open.stored.ahead += milliseconds;
    const entries = this.#catchUp(open, true);
    const cause: Cause = { kind: 'clock', advancedBy: milliseconds };
    entries.push(this.#entry(open, this.#now(open), cause, { changes: [], emitted: [] }));
    this.#keep(open, [...before, ...entries]);
    await open.durable;
    return entries;
  }

  /** Begins a world anew. Its snapshots stay. */
  reset(world: string): Promise<void> {
    return this.#replace(world, () => this.#store.begin(world, this.#clock()));
  }

  /** What happened in a world, newest first. */
  history(world: string, before: number | null, limit: number, of: HistoryOf = null): Promise<LogEntry[]> {
    return this.#store.history(world, before, limit, of);
  }

  /** The same for people to read: by resource and member, with reasons in their language. */
  async timeline(
    world: string,
    { before, limit, of }: { before: number | null; limit: number; of: HistoryOf },
    language: string,
  ): Promise<TimelineEntry[]> {
    await this.#caughtUp(world);
    return this.timelineOf(await this.history(world, before, limit, of), language);
  }

  /** What one call changed, for people to read; `null` where it changed nothing, or is forgotten. Opens no world. */
  async changesOf(world: string, requestId: string, language: string): Promise<TimelineEntry | null> {
    return this.timelineOf(await this.history(world, null, 1, { requestId }), language)[0] ?? null;
  }

  timelineOf(entries: LogEntry[], locale: string): TimelineEntry[] {
    const context = {
      resources: this.#resources,
      becauseOf: ({ event, ...service }: { service: string; version: string; event: string }) =>
        inLanguage(this.#behaviourOf(service)?.events[event]?.because, locale),
    };
    return entries.map((entry) => timelineEntry(entry, context));
  }

  /** Why an operation refuses a request by a rule, in words; `null` where there is no such rule. */
  becauseOf(
    { operation, rule, ...service }: { service: string; version: string; operation: string; rule: string },
    locale: string,
  ): string | null {
    const because: Texts | undefined = this.#behaviourOf(service)?.operations[operation]?.refuse[rule]?.because;
    return inLanguage(because, locale);
  }

  #behaviourOf({ service, version }: { service: string; version: string }): Behaviour | undefined {
    return this.#declared.get(serviceReference({ id: service, version }));
  }

  async summary(world: string): Promise<WorldSummary> {
    const open = await this.#caughtUp(world);
    const snapshots = await this.#store.snapshots(world);
    return {
      began: this.#shownTime(open.stored.began),
      clock: this.#shownClock(open),
      objects: { count: open.world.size, limit: MAX_OBJECTS },
      snapshots: { count: snapshots.length, limit: MAX_SNAPSHOTS },
    };
  }

  async clock(world: string): Promise<WorldClock> {
    return this.#shownClock(await this.#caughtUp(world));
  }

  /** What services keep, with the number of objects in a world. */
  async resources(world: string): Promise<{ kept: KeptResource; objects: number }[]> {
    const { world: state } = await this.#caughtUp(world);
    return Array.from(this.#resources.values(), (kept) => {
      let objects = 0;
      for (const _ of state.entries(kept.key)) objects += 1;
      return { kept, objects };
    });
  }

  /**
   * Objects of a world that a filter lets through.
   * @param after the last object of the page before; `null` for the first page
   * @returns `null` where that object is no longer there
   */
  async find(
    world: string,
    filter: ObjectFilter,
    { after, limit }: { after: string | null; limit: number },
  ): Promise<{ items: ShownObject[]; next: string | null } | null> {
    const { world: state } = await this.#caughtUp(world);
    const items: FoundObject[] = [];
    let found = after === null;
    for (const object of findObjects(state, [...this.#resources.values()], filter)) {
      if (found) items.push(object);
      else found = positionOf(object) === after;
      if (items.length > limit) break;
    }
    if (!found) return null;
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((object) => shownObject(state, object)),
      next: items.length > limit && last !== undefined ? positionOf(last) : null,
    };
  }

  /** One object of a world; `null` where there is none. */
  async object(world: string, { objectId, ...resource }: ObjectReference): Promise<ShownObject | null> {
    const { world: state } = await this.#caughtUp(world);
    const kept = this.#resources.get(resourceKey(resource));
    const entry = kept === undefined ? undefined : state.get(kept.key, objectId);
    return kept === undefined || entry === undefined ? null : shownObject(state, { kept, entry });
  }

  /**
   * Gives members of an object other values.
   * @returns the object as it is then; what is wrong with the members; `null` where there is no such object
   */
  async edit(
    world: string,
    { objectId, ...resource }: ObjectReference,
    members: JsonObject,
  ): Promise<ShownObject | EditViolation[] | null> {
    const open = await this.#opened(world);
    const entries = this.#catchUp(open);
    const kept = this.#resources.get(resourceKey(resource));
    const before = kept === undefined ? undefined : open.world.get(kept.key, objectId);
    const faults = kept === undefined || before === undefined ? [] : editFaults(kept, members);
    if (kept === undefined || before === undefined || faults.length > 0) {
      this.#keep(open, entries);
      return faults.length > 0 ? faults : null;
    }
    if (open.world.size >= MAX_OBJECTS) throw new WorldFull();
    const data = { ...before.data, ...members };
    const { changes } = open.world.transaction(() => open.world.put(kept.key, objectId, data));
    const now = this.#now(open);
    this.#at(now, this.#language);
    entries.push(this.#entry(open, now, { kind: 'edit' }, { changes, emitted: [] }));
    this.#keep(open, entries);
    await open.durable;
    return shownObject(open.world, { kept, entry: { id: objectId, data } });
  }

  /**
   * Adds a person to a world, whom every service knows that keeps people.
   * @returns the person, with what services keep of it now; `null` where the country does not say how people are made
   * @throws TooManyPeople
   */
  async addPerson(world: string, asked: AskedPerson): Promise<(OwnPerson & { objects: ObjectReference[] }) | null> {
    const maker = this.#personMaker;
    if (maker === null) return null;
    const open = await this.#caughtUp(world);
    if (open.world.size >= MAX_OBJECTS) throw new WorldFull();
    const now = this.#now(open);
    this.#at(now, this.#language);
    const { result, changes } = open.world.transaction(() => maker.add(open.world, asked, now));
    const { id, name } = result.person;
    this.#keep(open, [this.#entry(open, now, { kind: 'edit', person: { id, name } }, { changes, emitted: [] })]);
    await open.durable;
    const objects = result.objects.flatMap(({ resource, id }) => {
      const kept = this.#resources.get(resource);
      return kept === undefined ? [] : [referenceTo(kept, id)];
    });
    return { ...result.person, objects };
  }

  /** What may be chosen for a person whom a team adds; `null` where the country does not say how people are made. */
  get newPerson(): NewPerson | null {
    return this.#catalogue.country.newPerson;
  }

  /** People whom the team of a world has added to it, in the order in which they came. */
  async people(world: string): Promise<OwnPerson[]> {
    const { world: state } = await this.#caughtUp(world);
    return this.#personMaker?.people(state) ?? [];
  }

  /** What a person sees of all services, and can do there; `null` where there is no such person. */
  async citizen(world: string, person: string, language: string): Promise<CitizenWorld | null> {
    const open = await this.#caughtUp(world);
    const now = this.#now(open);
    const seen: CitizenWorld = { now: this.#shownTime(now.getTime()), person: {}, items: [], starts: [] };
    for (const [service, behaviour] of this.#behaviours) {
      this.#at(now, language, this.#urlOf(world, service));
      const sight = behaviour.citizen(open.world, person);
      if (sight === null) return null;
      Object.assign(seen.person, sight.person);
      seen.items.push(...sight.items.map((item) => ({ ...item, service })));
      seen.starts.push(...sight.starts.map((view) => ({ view, service })));
    }
    return seen;
  }

  /** The call of a service that an action of a person stands for; `null` where the person sees no such object or action. */
  async citizenCall(
    world: string,
    person: string,
    { service, ...choice }: CitizenChoice & { service: string },
    language: string,
  ): Promise<CitizenCall | null> {
    const open = await this.#caughtUp(world);
    this.#at(this.#now(open), language, this.#urlOf(world, service));
    return this.#behaviours.get(service)?.citizenCall(open.world, person, choice) ?? null;
  }

  /** What waits for its time in a world, the earliest first. */
  async pending(world: string, locale: string): Promise<PendingEvent[]> {
    const { timers } = await this.#caughtUp(world);
    return timers.all().flatMap(({ event, resource, id, at }) => {
      const kept = this.#resources.get(resource);
      if (kept === undefined) return [];
      const because = inLanguage(this.#behaviourOf(kept)?.events[event]?.because, locale);
      const held = this.#holds(world, kept.service, kept.version);
      return [{ event, at: this.#shownTime(at.getTime()), because, held, object: referenceTo(kept, id) }];
    });
  }

  snapshots(world: string): Promise<Snapshot[]> {
    return this.#store.snapshots(world);
  }

  /** @throws TooManySnapshots where the team keeps as many as it may */
  async takeSnapshot(world: string, name: string): Promise<Snapshot> {
    const open = await this.#caughtUp(world);
    if ((await this.#store.snapshots(world)).length >= MAX_SNAPSHOTS) throw new TooManySnapshots();
    const takenAt = this.#clock();
    const id = `snap_${ulid(takenAt, this.#evaluation.context.random)}`;
    await this.#store.takeSnapshot(world, { id, name, takenAt, worldTime: this.#now(open).getTime() });
    const taken = (await this.#store.snapshots(world)).find((snapshot) => snapshot.id === id);
    if (taken === undefined) throw new Error('The snapshot was not kept');
    return taken;
  }

  deleteSnapshot(world: string, id: string): Promise<void> {
    return this.#store.deleteSnapshot(world, id);
  }

  /**
   * Makes a world what it was when a snapshot was taken, its clock too.
   * @param from the world of which the snapshot is, where that is another
   */
  async restore(world: string, { id, name, worldTime }: Snapshot, from: string = world): Promise<void> {
    const { stored } = await this.#caughtUp(world);
    const at = this.#shownTime(worldTime);
    await this.#replace(world, () => {
      const cause: Cause = { kind: 'restore', snapshot: id, name };
      const entry: LogEntry = { sequence: stored.sequence + 1, at, cause, changes: [], emitted: [] };
      return this.#store.restore(world, id, entry, worldTime - this.#clock(), from);
    });
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

  /** A world in which everything has happened that is due. */
  async #caughtUp(world: string): Promise<OpenWorld> {
    const open = await this.#opened(world);
    this.#keep(open, this.#catchUp(open));
    await open.durable;
    return open;
  }

  #milliseconds(open: OpenWorld, by: Advance): number {
    if ('seconds' in by) return by.seconds * 1000;
    const now = this.#now(open).getTime();
    if ('to' in by) return by.to.getTime() - now;
    const { zone, week } = this.#evaluation.context;
    const today = localDay(new Date(now), zone);
    const day = plusWorkingDays(today, by.workingDays, week);
    // The same time of that day.
    return Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`);
  }

  #shownTime(time: number): string {
    return localTimestamp(new Date(time), this.#evaluation.context.zone);
  }

  #shownClock(open: OpenWorld): WorldClock {
    const next = open.timers.next(this.#heldIn(open.id));
    return {
      now: this.#shownTime(this.#now(open).getTime()),
      aheadSeconds: Math.round(open.stored.ahead / 1000),
      nextEventAt: next === null ? null : this.#shownTime(next.getTime()),
    };
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

  /** Puts another state in the place of a world. */
  async #replace(world: string, replace: () => Promise<void>): Promise<void> {
    this.#close(world);
    const closed = this.#closing.get(world) ?? Promise.resolve();
    const replaced = closed.then(replace);
    // Calls that come meanwhile wait for it, and find what was there before where it could not be replaced.
    const settled = replaced.catch(() => {});
    this.#closing.set(world, settled);
    await replaced;
    if (this.#closing.get(world) === settled) this.#closing.delete(world);
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
    const timers = new Timers(this.#waitingInSeed(world, new Date(stored.began)));
    const untouched = new Set<string>();
    for (const { resource, id: object, data, isUntouched } of objects) {
      if (data === null) world.remove(resource, object);
      else world.put(resource, object, data);
      if (isUntouched) untouched.add(objectKey(resource, object));
    }
    const heldBack = new WeakSet<Waiting>();
    const open: OpenWorld = { id, world, timers, heldBack, untouched, stored: rest, durable: Promise.resolve() };
    this.#at(this.#now(open), this.#language);
    for (const [resource, { behaviour }] of this.#byResource) {
      if (!behaviour.awaits(resource)) continue;
      for (const object of world.ownIds(resource)) this.#plan(open, resource, object);
    }
    return open;
  }

  /** The events that objects of the shared seed wait for: the same in all worlds of a day. */
  #waitingInSeed(begun: World, at: Date): FirstTimers {
    const known = this.#seedTimers.get(begun.seed);
    if (known !== undefined) return known;
    this.#at(at, this.#language);
    const waiting: Waiting[] = [];
    for (const [resource, { behaviour }] of this.#byResource) {
      if (!behaviour.awaits(resource)) continue;
      for (const { id } of begun.seed.entries(resource)) waiting.push(...behaviour.waiting(begun, resource, id));
    }
    const first = new FirstTimers(waiting);
    this.#seedTimers.set(begun.seed, first);
    return first;
  }

  #now({ stored }: OpenWorld): Date {
    return new Date(this.#clock() + stored.ahead);
  }

  /** @param serviceUrl address of the service whose expressions follow, where they may ask for it */
  #at(now: Date, locale: string, serviceUrl = ''): void {
    this.#evaluation.context = { ...this.#evaluation.context, now, locale, serviceUrl };
  }

  /** @param reference such as `fund-transfer/v1` */
  #urlOf(world: string, reference: string): string {
    const service = this.#services.get(reference);
    if (service === undefined) return '';
    const { publicUrl } = this.#options;
    if (publicUrl !== undefined) return publicUrl + servicePathIn(world, service);
    return service.servers[0]?.url.replace(/\/$/, '') ?? service.basePath;
  }

  /**
   * Lets happen what is due, in the order of time, each at its own time; what had to wait beyond that, now. What happens by
   * itself to objects as the world began with them is told to nobody: no call of the team has to do with them.
   * @param isAskedFor whether the team set the clock for it to happen
   */
  #catchUp(open: OpenWorld, isAskedFor = false): LogEntry[] {
    const entries: LogEntry[] = [];
    const now = this.#now(open);
    const isHeld = this.#heldIn(open.id);
    const holdsBack = (waiting: Waiting) => {
      if (!isHeld(waiting)) return false;
      if (waiting.at <= now) open.heldBack.add(waiting);
      return true;
    };
    while (entries.length < MAX_EVENTS) {
      const due = open.timers.take(now, holdsBack);
      if (due === null) break;
      const owner = this.#byResource.get(due.resource);
      if (owner === undefined) continue;
      const at = open.heldBack.has(due) ? now : due.at;
      this.#at(
        at,
        this.#language,
        this.#urlOf(open.id, serviceReference({ id: owner.kept.service, version: owner.kept.version })),
      );
      const before = open.world.get(due.resource, due.id);
      const isTouched =
        before === undefined ||
        (open.world.isChanged(due.resource, before) && !open.untouched.has(objectKey(due.resource, due.id)));
      const isTold = isAskedFor || isTouched;
      const happened = owner.behaviour.happen(open.world, due);
      if (happened === null) continue;
      const { changes, emitted } = happened;
      const byItself = isTold ? new Set<string>() : untouchedAmong(open, changes);
      const { service, version } = owner.kept;
      const { event, resource, id } = due;
      const cause: Cause = { kind: 'event', service, version, event, resource, id };
      entries.push(this.#entry(open, at, cause, { changes, emitted: isTold ? emitted : [] }, byItself));
    }
    return entries;
  }

  #heldIn(world: string): (waiting: Waiting) => boolean {
    return ({ resource }) => {
      const kept = this.#resources.get(resource);
      return kept !== undefined && this.#holds(world, kept.service, kept.version);
    };
  }

  /** @param byItself objects that no call of the team has had to do with, as before */
  #entry(
    open: OpenWorld,
    at: Date,
    cause: Cause,
    { changes, emitted }: Pick<Outcome, 'changes' | 'emitted'>,
    byItself: ReadonlySet<string> = new Set(),
  ): LogEntry {
    for (const { resource, id } of changes) this.#plan(open, resource, id);
    const logged = loggedChanges(changes);
    for (const change of logged) {
      const key = objectKey(change.resource, change.id);
      if (byItself.has(key)) {
        open.untouched.add(key);
        change.isUntouched = true;
      } else open.untouched.delete(key);
    }
    open.stored.sequence += 1;
    return {
      sequence: open.stored.sequence,
      at: localTimestamp(at, this.#evaluation.context.zone),
      cause,
      changes: logged,
      emitted: emitted.map((one) => ({ id: this.#evaluation.context.newId('msg'), ...one })),
    };
  }

  #plan(open: OpenWorld, resource: string, id: string): void {
    const behaviour = this.#byResource.get(resource)?.behaviour;
    if (behaviour?.awaits(resource) !== true) return;
    open.timers.set(resource, id, behaviour.waiting(open.world, resource, id));
  }

  /** A world whose changes could not be kept is read again: what is in memory is then not so. */
  #keep(open: OpenWorld, entries: LogEntry[]): void {
    if (entries.length === 0) return;
    const written = this.#store.append(open.id, entries, open.stored.ahead);
    open.durable = Promise.all([open.durable, written]).then(() => {});
    open.durable.catch(() => this.#close(open.id));
    written.then(
      () => this.#listener(open.id, entries),
      () => {},
    );
  }
}

/** A service that answers from worlds. */
interface UsableService extends SeededService {
  service: Service;
}

function typesOf(services: UsableService[]): Map<string, ResourceType> {
  const own = services.flatMap(({ behaviour }) => [...behaviour.resources.values()]);
  return new Map([PEOPLE_TYPE, AGENCIES_TYPE, SERVICES_TYPE, ...own].map((type) => [type.key, type]));
}

function objectKey(resource: string, id: string): string {
  return `${resource} ${id}`;
}

/** Of the objects that an event has changed or made, those that no call of the team has had to do with. */
function untouchedAmong({ world, untouched }: OpenWorld, changes: Outcome['changes']): Set<string> {
  const touched = new Set<string>();
  const all = new Set<string>();
  for (const { resource, id, before } of changes) {
    const key = objectKey(resource, id);
    if (!all.has(key) && before !== null && !untouched.has(key) && !world.isOriginal(resource, id, before))
      touched.add(key);
    all.add(key);
  }
  return all.difference(touched);
}

function resourceKey({ service, version, resource }: Omit<ObjectReference, 'objectId'>): string {
  return `${serviceReference({ id: service, version })}.${resource}`;
}

/** What tells an object apart in a cursor, which has a limit of length. */
function positionOf({ kept, entry }: FoundObject): string {
  const text = `${kept.key} ${entry.id}`;
  return Buffer.byteLength(text) <= 140 ? text : createHash('sha256').update(text).digest('base64url');
}

function shownObject(world: World, { kept, entry }: FoundObject): ShownObject {
  return { ...referenceTo(kept, entry.id), changed: world.isChanged(kept.key, entry), data: entry.data };
}
