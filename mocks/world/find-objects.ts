import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import type { Persona } from '@dpi/specs/model';
import type { KeptResource } from './kept-resource.ts';
import type { Entry, World } from './world.ts';

/** Which objects of a world are wanted. */
export interface ObjectFilter {
  service: string | null;
  version: string | null;
  resource: string | null;
  /** Only objects about this person. */
  person: Pick<Persona, 'id' | 'identifiers'> | null;
  /** Only objects of which some value holds each of these words, in capital or small letters. */
  search: string;
  /** Whether only objects are wanted that are not as they were when the world began. */
  changed: boolean;
}

/** An object of a world, with the resource that it is one of. */
export interface FoundObject {
  kept: KeptResource;
  entry: Entry;
}

/** Objects that a filter lets through, by resource, in the order in which they came to be. */
export function* findObjects(world: World, resources: KeptResource[], filter: ObjectFilter): Generator<FoundObject> {
  const { service, version, resource, person, changed } = filter;
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const about = person === null ? null : objectsAbout(person, world, resources);
  for (const kept of resources) {
    if (service !== null && service !== kept.service) continue;
    if (version !== null && version !== kept.version) continue;
    if (resource !== null && resource !== kept.resource) continue;
    for (const entry of world.entries(kept.key)) {
      if (about !== null && !about.has(entry.data)) continue;
      if (changed && !world.isChanged(kept.key, entry)) continue;
      if (words.length > 0 && !holdsAll(entry.data, words)) continue;
      yield { kept, entry };
    }
  }
}

/** Objects that lead to others by their ids: an account to its transfers, those to their reversals. */
const MAX_STEPS = 3;
/** Shorter ids, such as those of code lists, stand in objects that are about something else. */
const MIN_ID = 8;

/**
 * The objects about a person: those that hold an identifier of the person, and those that hold the id of such an object.
 */
function objectsAbout(
  { id, identifiers }: NonNullable<ObjectFilter['person']>,
  world: World,
  resources: KeptResource[],
): Set<JsonObject> {
  const about = new Set<JsonObject>();
  let known = new Set([id, ...Object.values(identifiers)]);
  for (let step = 0; step < MAX_STEPS && known.size > 0; step += 1) {
    const found = new Set<string>();
    for (const { key } of resources) {
      for (const { id: objectId, data } of world.entries(key)) {
        if (about.has(data) || !textsOf(data).some((text) => known.has(text))) continue;
        about.add(data);
        if (objectId.length >= MIN_ID) found.add(objectId);
      }
    }
    known = found;
  }
  return about;
}

function holdsAll(data: JsonObject, words: string[]): boolean {
  const texts = textsOf(data).map((text) => text.toLowerCase());
  return words.every((word) => texts.some((text) => text.includes(word)));
}

/** Objects are never changed, and most belong to the seed that all worlds share. */
const texts = new WeakMap<JsonObject, string[]>();

/** The values of all members, at any depth. */
function textsOf(data: JsonObject): string[] {
  let known = texts.get(data);
  if (known === undefined) {
    known = leaves(data);
    texts.set(data, known);
  }
  return known;
}

function leaves(value: JsonValue | undefined): string[] {
  if (value === null || value === undefined || typeof value === 'boolean') return [];
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (isObject(value)) return Object.values(value).flatMap(leaves);
  return [String(value)];
}
