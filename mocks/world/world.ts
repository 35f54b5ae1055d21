import {
  Collection,
  type ObjectSource,
  type ReadValue,
  readAny,
  type Value,
  type ValueObject,
} from '@dpi/specs/behaviour';
import type { JsonObject } from '@dpi/specs/json-value';

/** Objects of one kind that one service keeps. */
export interface ResourceType {
  /** `<service>/<version>.<resource>`, or `people`. */
  key: string;
  /** Member that tells its objects apart. */
  id: string;
  /** Beginning of new ids, before `_`; `null` where whoever creates an object sets its id. */
  prefix: string | null;
  read: ReadValue;
}

/** The synthetic people of the country. */
export const PEOPLE_TYPE: ResourceType = { key: 'people', id: 'id', prefix: null, read: readAny };

/** An object as it is kept. Its data are never changed: a newer entry takes its place. */
export interface Entry {
  id: string;
  data: JsonObject;
  /** For expressions, once one has asked for it. */
  value?: ValueObject;
}

/** One object that came to be, changed, or ceased to be (`after` is `null`). */
export interface Change {
  resource: string;
  id: string;
  before: JsonObject | null;
  after: JsonObject | null;
}

/** The entry of a value. */
const origins = new WeakMap<ValueObject, { resource: string; id: string }>();

/** Which object of a world a value of an expression is; `null` where it is none. */
export function originOf(value: Value): { resource: string; id: string } | null {
  return typeof value === 'object' && value !== null ? (origins.get(value as ValueObject) ?? null) : null;
}

function valueOfEntry(type: ResourceType, entry: Entry): ValueObject {
  if (entry.value !== undefined) return entry.value;
  entry.value = type.read(entry.data) as ValueObject;
  origins.set(entry.value, { resource: type.key, id: entry.id });
  return entry.value;
}

/** Ids of objects by the value of one of their members. */
type Index = Map<string, Set<string>>;

/** Objects of one resource, with indexes made when they are first asked for. */
class Table {
  readonly entries = new Map<string, Entry>();
  readonly #indexes = new Map<string, Index>();

  put(entry: Entry): void {
    this.#unindex(this.entries.get(entry.id));
    this.entries.set(entry.id, entry);
    for (const [member, index] of this.#indexes) addTo(index, keyOf(entry.data[member]), entry.id);
  }

  remove(id: string): void {
    this.#unindex(this.entries.get(id));
    this.entries.delete(id);
  }

  idsWith(member: string, key: string): Iterable<string> {
    let index = this.#indexes.get(member);
    if (index === undefined) {
      index = new Map();
      for (const { id, data } of this.entries.values()) addTo(index, keyOf(data[member]), id);
      this.#indexes.set(member, index);
    }
    return index.get(key) ?? [];
  }

  #unindex(entry: Entry | undefined): void {
    if (entry === undefined) return;
    for (const [member, index] of this.#indexes) index.get(keyOf(entry.data[member]))?.delete(entry.id);
  }
}

function addTo(index: Index, key: string, id: string): void {
  const ids = index.get(key);
  if (ids === undefined) index.set(key, new Set([id]));
  else ids.add(id);
}

/** Of a member as it is kept, and of a value that it is compared with. */
function keyOf(value: unknown): string {
  return value === undefined || value === null ? 'null' : `${typeof value === 'string' ? 's' : 'n'}${String(value)}`;
}

/** What exists when worlds begin; all worlds of a day share it. */
export class SeedState {
  readonly #tables = new Map<string, Table>();

  put(resource: string, entry: Entry): void {
    const table = this.#tables.get(resource) ?? new Table();
    this.#tables.set(resource, table);
    table.put(entry);
  }

  get(resource: string, id: string): Entry | undefined {
    return this.#tables.get(resource)?.entries.get(id);
  }

  entries(resource: string): Iterable<Entry> {
    return this.#tables.get(resource)?.entries.values() ?? [];
  }

  idsWith(resource: string, member: string, key: string): Iterable<string> {
    return this.#tables.get(resource)?.idsWith(member, key) ?? [];
  }
}

/** The objects of one team: those of the seed, and over them what its calls have changed. */
export class World {
  readonly #types: ReadonlyMap<string, ResourceType>;
  readonly #seed: SeedState;
  readonly #changed = new Map<string, Table>();
  /** Objects of the seed that are gone, by resource. */
  readonly #removed = new Map<string, Set<string>>();
  readonly #collections = new Map<string, Collection>();
  /** In the order in which they were made; `null` outside of a transaction. */
  #changes: Change[] | null = null;
  /** Objects that it began with beyond those of the shared seed. */
  #beginning: ReadonlySet<JsonObject> = new Set();

  constructor(types: ReadonlyMap<string, ResourceType>, seed: SeedState) {
    this.#types = types;
    this.#seed = seed;
  }

  collection(resource: string): Collection {
    let collection = this.#collections.get(resource);
    if (collection === undefined) {
      collection = new Collection(new ResourceObjects(this, this.typeOf(resource)));
      this.#collections.set(resource, collection);
    }
    return collection;
  }

  typeOf(resource: string): ResourceType {
    const type = this.#types.get(resource);
    if (type === undefined) throw new Error(`There is no resource ${resource}`);
    return type;
  }

  get(resource: string, id: string): Entry | undefined {
    const changed = this.#changed.get(resource)?.entries.get(id);
    if (changed !== undefined) return changed;
    return this.#removed.get(resource)?.has(id) === true ? undefined : this.#seed.get(resource, id);
  }

  /** In the order in which they came to be. */
  *entries(resource: string): Generator<Entry> {
    const changed = this.#changed.get(resource)?.entries;
    const removed = this.#removed.get(resource);
    for (const entry of this.#seed.entries(resource)) {
      if (removed?.has(entry.id) !== true) yield changed?.get(entry.id) ?? entry;
    }
    for (const entry of changed?.values() ?? []) if (this.#seed.get(resource, entry.id) === undefined) yield entry;
  }

  *entriesWith(resource: string, member: string, value: unknown): Generator<Entry> {
    const key = keyOf(value);
    const changed = this.#changed.get(resource);
    for (const id of this.#seed.idsWith(resource, member, key)) {
      if (changed?.entries.has(id) === true || this.#removed.get(resource)?.has(id) === true) continue;
      const entry = this.#seed.get(resource, id);
      if (entry !== undefined) yield entry;
    }
    for (const id of changed?.idsWith(member, key) ?? []) {
      const entry = changed?.entries.get(id);
      if (entry !== undefined) yield entry;
    }
  }

  put(resource: string, id: string, data: JsonObject): void {
    const before = this.get(resource, id)?.data ?? null;
    this.#set(resource, id, data);
    this.#changes?.push({ resource, id, before, after: data });
  }

  remove(resource: string, id: string): void {
    const before = this.get(resource, id)?.data ?? null;
    if (before === null) return;
    this.#set(resource, id, null);
    this.#changes?.push({ resource, id, before, after: null });
  }

  /** Makes changes together: where making them throws, none is made. */
  transaction<T>(make: () => T): { result: T; changes: Change[] } {
    const changes: Change[] = [];
    this.#changes = changes;
    try {
      return { result: make(), changes };
    } catch (error) {
      for (const { resource, id, before } of changes.reverse()) this.#set(resource, id, before);
      throw error;
    } finally {
      this.#changes = null;
    }
  }

  /** What all worlds of its day began with. */
  get seed(): SeedState {
    return this.#seed;
  }

  /** Ids of the objects of a resource that are not those of the shared seed: changed, new, or gone. */
  ownIds(resource: string): Set<string> {
    return new Set([...(this.#changed.get(resource)?.entries.keys() ?? []), ...(this.#removed.get(resource) ?? [])]);
  }

  /** How many objects are this team's own. */
  get size(): number {
    let size = 0;
    for (const { entries } of this.#changed.values()) size += entries.size;
    return size;
  }

  /** All objects that are there now are those that it began with. */
  hasBegun(): void {
    const all = [...this.#changed.values()].flatMap(({ entries }) => Array.from(entries.values(), ({ data }) => data));
    this.#beginning = new Set(all);
  }

  /** Whether an object is not as it was when the world began. */
  isChanged(resource: string, { id, data }: Entry): boolean {
    return this.#changed.get(resource)?.entries.has(id) === true && !this.#beginning.has(data);
  }

  /** Whether data are those with which an object began. */
  isOriginal(resource: string, id: string, data: JsonObject): boolean {
    return this.#beginning.has(data) || this.#seed.get(resource, id)?.data === data;
  }

  #set(resource: string, id: string, data: JsonObject | null): void {
    let table = this.#changed.get(resource);
    if (table === undefined) {
      table = new Table();
      this.#changed.set(resource, table);
    }
    if (data !== null) table.put({ id, data });
    else table.remove(id);
    if (this.#seed.get(resource, id) === undefined) return;
    const removed = this.#removed.get(resource) ?? new Set();
    this.#removed.set(resource, removed);
    if (data === null) removed.add(id);
    else removed.delete(id);
  }
}

class ResourceObjects implements ObjectSource {
  readonly #world: World;
  readonly #type: ResourceType;

  constructor(world: World, type: ResourceType) {
    this.#world = world;
    this.#type = type;
  }

  get(id: string): ValueObject | null {
    const entry = this.#world.get(this.#type.key, id);
    return entry === undefined ? null : valueOfEntry(this.#type, entry);
  }

  where(members: Record<string, Value>): ValueObject[] {
    const [first, ...others] = Object.entries(members);
    if (first === undefined) return this.all();
    const found: ValueObject[] = [];
    for (const entry of this.#world.entriesWith(this.#type.key, ...first)) {
      if (others.every(([member, value]) => keyOf(entry.data[member]) === keyOf(value)))
        found.push(valueOfEntry(this.#type, entry));
    }
    return found;
  }

  all(): ValueObject[] {
    return Array.from(this.#world.entries(this.#type.key), (entry) => valueOfEntry(this.#type, entry));
  }
}
