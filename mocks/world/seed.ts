import {
  Collection,
  instantOf,
  localDay,
  localTimestamp,
  plusDays,
  type Scope,
  type Seed,
  type SeedEntry,
  type Value,
  type ValueObject,
  writeValue,
} from '@dpi/specs/behaviour';
import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import type { Persona } from '@dpi/specs/model';
import { AGENCIES_TYPE, SERVICES_TYPE } from './catalogue-objects.ts';
import type { Evaluation, ServiceBehaviour } from './service-behaviour.ts';
import { PEOPLE_TYPE, type ResourceType, SeedState, World } from './world.ts';

/** A service with the objects that it begins with. */
export interface SeededService {
  behaviour: ServiceBehaviour;
  seed: Seed;
}

/** An entry of a seed, and the resource of which it makes objects. */
interface ResourceEntry {
  resource: ResourceType;
  entry: SeedEntry;
}

/**
 * The time of day from which a day counts as day 0 of a world. All that seeds say of day 0 has happened by then, so that no
 * world begins with a past that is still to come.
 */
const DAY_IS_OVER = '18:00';

/** Day 0 of a world: the last day, today or yesterday, of which it is past six in the evening. */
function dayZero(beginning: Date, zone: string): string {
  const today = localDay(beginning, zone);
  return instantOf(today, DAY_IS_OVER, zone) <= beginning ? today : plusDays(today, -1);
}

/** An object that a seed makes. */
export interface SeedObject {
  resource: string;
  id: string;
  data: JsonObject;
}

/** Makes the objects that worlds begin with, from the seeds of all services, the people of the country, and the catalogue. */
export class Seeds {
  /** What all worlds of a day begin with alike. */
  readonly #ofDay: ResourceEntry[];
  /** What counts from the moment at which a world begins. */
  readonly #ofMoment: ResourceEntry[];
  /** What is made of each of the people. */
  readonly #ofPeople: ResourceEntry[];
  readonly #personas: Persona[];
  readonly #catalogue: SeedObject[];
  readonly #types: ReadonlyMap<string, ResourceType>;
  readonly #evaluation: Evaluation;
  /** Objects of entries that come out alike in each world, before times are put in. */
  readonly #alike = new Map<SeedEntry, JsonValue[]>();
  /** By day 0. Worlds of one day share what does not depend on the moment at which each began. */
  readonly #shared = new Map<string, SeedState>();

  constructor(
    services: SeededService[],
    personas: Persona[],
    types: ReadonlyMap<string, ResourceType>,
    evaluation: Evaluation,
    catalogue: SeedObject[],
  ) {
    const entries = services.flatMap(entriesOf);
    this.#ofDay = entries.filter(({ entry }) => !dependsOnMoment(entry));
    this.#ofMoment = entries.filter(({ entry }) => dependsOnMoment(entry));
    this.#ofPeople = entries.filter(({ entry }) => isOfEachPerson(entry));
    this.#personas = personas;
    this.#catalogue = catalogue;
    this.#types = types;
    this.#evaluation = evaluation;
  }

  /**
   * A world at its beginning. Times in seeds are relative: `-3d 10:16` is three days before day 0, `-3d` that day, and
   * `now+60s` a minute after the beginning.
   */
  begin(beginning: Date): World {
    const day = dayZero(beginning, this.#evaluation.context.zone);
    let shared = this.#shared.get(day);
    if (shared === undefined) {
      shared = new SeedState();
      for (const persona of this.#personas.filter(exists))
        shared.put(PEOPLE_TYPE.key, { id: persona.id, data: personData(persona) });
      for (const { resource, ...entry } of this.#catalogue) shared.put(resource, entry);
      const scope = scopeOf(new World(this.#types, shared), beginning);
      const objects = this.#objects(this.#ofDay, beginning, (entry) => this.#madeOnce(entry, scope));
      for (const { resource, ...entry } of objects) shared.put(resource, entry);
      const [oldest] = this.#shared.keys();
      if (this.#shared.size >= MAX_DAYS && oldest !== undefined) this.#shared.delete(oldest);
      this.#shared.set(day, shared);
    }
    const world = new World(this.#types, shared);
    const scope = scopeOf(world, beginning);
    const objects = this.#objects(this.#ofMoment, beginning, (entry) => this.#madeOnce(entry, scope));
    for (const { resource, id, data } of objects) world.put(resource, id, data);
    world.hasBegun();
    return world;
  }

  /** What seeds make of each of the people, of one who has joined a world later. */
  ofPerson(world: World, id: string, at: Date): SeedObject[] {
    const people = world.collection(PEOPLE_TYPE.key);
    const all = (): ValueObject[] => people.where({ id });
    const only = new Collection({ get: (other) => people.get(other), where: (members) => people.where(members), all });
    const scope: Scope = { ...scopeOf(world, at), people: only };
    return [...this.#objects(this.#ofPeople, at, (entry) => this.#made(entry, scope))];
  }

  *#objects(
    entries: ResourceEntry[],
    beginning: Date,
    make: (entry: SeedEntry) => Iterable<JsonValue>,
  ): Generator<SeedObject> {
    const { zone } = this.#evaluation.context;
    const times = { day: dayZero(beginning, zone), beginning, zone };
    for (const { resource, entry } of entries) {
      for (const json of make(entry)) {
        const data = withTimes(json, times);
        const id = isObject(data) ? data[resource.id] : undefined;
        if (!isObject(data) || typeof id !== 'string')
          throw new Error(`an object of the seed of ${resource.key} has no ${resource.id}`);
        yield { resource: resource.key, id, data };
      }
    }
  }

  #madeOnce(entry: SeedEntry, scope: Scope): Iterable<JsonValue> {
    if (!dependsOnMoment(entry) || readsClock(entry)) return this.#made(entry, scope);
    const made = this.#alike.get(entry) ?? [...this.#made(entry, scope)];
    this.#alike.set(entry, made);
    return made;
  }

  *#made(entry: SeedEntry, scope: Scope): Generator<JsonValue> {
    if (!('each' in entry)) {
      yield entry.object;
      return;
    }
    const { language, context } = this.#evaluation;
    const make = language.compileTemplate(entry.object);
    const when = entry.when === null ? null : language.compile(entry.when);
    for (const combination of combinations(Object.entries(entry.each), scope, this.#evaluation)) {
      if (when === null || when(combination) === true) yield writeValue(make(combination), context.zone);
    }
  }
}

const MAX_DAYS = 8;

/** What expressions of seeds may use. */
function scopeOf(world: World, now: Date): Scope {
  const collections = [PEOPLE_TYPE, AGENCIES_TYPE, SERVICES_TYPE].map(({ key }) => [key, world.collection(key)]);
  return { ...Object.fromEntries(collections), now };
}

function entriesOf({ behaviour, seed }: SeededService): ResourceEntry[] {
  return Object.entries(seed).flatMap(([name, entries]) => {
    const resource = behaviour.resources.get(name);
    return resource === undefined ? [] : entries.map((entry) => ({ resource, entry }));
  });
}

/** A time that counts from the beginning of a world, in the JSON of an entry. */
const MOMENT = /["']now(?:[+-]\d+[smhd])?["']/g;

/** Whether a time of an object counts from the moment at which the world begins. */
function dependsOnMoment(entry: SeedEntry): boolean {
  return JSON.stringify(entry).search(MOMENT) !== -1;
}

/** Whether an expression of an entry reads the clock of the world, beyond times that count from its beginning. */
function readsClock(entry: SeedEntry): boolean {
  return /\bnow\b/.test(JSON.stringify(entry).replace(MOMENT, ''));
}

/** Whether an entry goes through all people one by one, so that it makes its objects of a new one as well. */
function isOfEachPerson(entry: SeedEntry): boolean {
  return 'each' in entry && Object.values(entry.each).some((list) => list.trim() === 'people.all()');
}

/** Nothing is known of a person who does not exist: it only lends identifiers that nobody has. */
function exists({ facts }: Persona): boolean {
  return Object.keys(facts).length > 0;
}

/** A person as expressions see one: id, identifiers and facts side by side. */
function personData({ id, identifiers, facts }: Persona): JsonObject {
  return { ...facts, ...identifiers, id };
}

function* combinations(lists: [name: string, list: string][], scope: Scope, evaluation: Evaluation): Generator<Scope> {
  const [first, ...others] = lists;
  if (first === undefined) {
    yield scope;
    return;
  }
  const [name, list] = first;
  const items: Value = evaluation.language.compile(list)(scope);
  for (const item of Array.isArray(items) ? items : [])
    yield* combinations(others, { ...scope, [name]: item }, evaluation);
}

const RELATIVE_DAY = /^([+-]?\d{1,5})d(?: (\d{2}:\d{2}(?::\d{2})?))?$/;
const RELATIVE_INSTANT = /^now(?:([+-]\d{1,7})([smhd]))?$/;
const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What holds no time is shared by all worlds. */
function withTimes(value: JsonValue, world: { day: string; beginning: Date; zone: string }): JsonValue {
  if (typeof value === 'string') return timeIn(value, world) ?? value;
  if (Array.isArray(value)) {
    const items = value.map((item) => withTimes(item, world));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withTimes(member ?? null, world)] as const);
  return members.some(([name, member]) => member !== value[name]) ? Object.fromEntries(members) : value;
}

function timeIn(text: string, { day, beginning, zone }: { day: string; beginning: Date; zone: string }): string | null {
  const [isDay, days, time] = RELATIVE_DAY.exec(text) ?? [];
  if (isDay !== undefined) {
    const date = plusDays(day, Number(days));
    return time === undefined ? date : localTimestamp(instantOf(date, time, zone), zone);
  }
  const [isInstant, count = '0', unit = 's'] = RELATIVE_INSTANT.exec(text) ?? [];
  if (isInstant === undefined) return null;
  return localTimestamp(new Date(beginning.getTime() + Number(count) * (UNITS[unit] ?? 0)), zone);
}
