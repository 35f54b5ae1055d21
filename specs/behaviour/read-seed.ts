import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import type { Behaviour, Seed, SeedEntry, Template } from './model.ts';
import type { BehaviourFault } from './read-behaviour.ts';

/**
 * The objects that exist when a world begins.
 * @param data of `seed.yaml`: by resource, a list of objects, or of `{ each, when, object }`
 */
export function readSeed(data: JsonObject, behaviour: Behaviour): { seed: Seed; faults: BehaviourFault[] } {
  const faults: BehaviourFault[] = [];
  const seed: Seed = {};
  for (const [resource, entries] of Object.entries(data)) {
    if (!(resource in behaviour.resources)) {
      const known = Object.keys(behaviour.resources).join(', ') || 'none';
      faults.push({
        path: [resource],
        message: `The behaviour has no resource "${resource}".`,
        hint: `Its resources: ${known}.`,
      });
      continue;
    }
    if (!Array.isArray(entries)) {
      faults.push({
        path: [resource],
        message: 'A list of objects is expected.',
        hint: 'Begin each object with "- ".',
      });
      continue;
    }
    seed[resource] = entries.flatMap((entry, index) => {
      const read = isObject(entry) ? readEntry(entry) : null;
      if (read === null) {
        const path = [resource, String(index)];
        faults.push({ path, message: 'An object is expected.', hint: 'Write its members, or "each" and "object".' });
      }
      return read ?? [];
    });
  }
  return { seed, faults };
}

function readEntry(entry: JsonObject): SeedEntry | null {
  const { each, when, object } = entry;
  if (each === undefined) return { object: entry as Record<string, JsonValue> };
  if (!isObject(each) || !isObject(object)) return null;
  return {
    each: Object.fromEntries(Object.entries(each).map(([name, list]) => [name, String(list)])),
    when: when === undefined ? null : String(when),
    object: object as Record<string, Template>,
  };
}
