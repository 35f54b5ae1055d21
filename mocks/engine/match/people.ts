import type { JsonValue } from '@dpi/specs/json-value';
import type { Persona } from '@dpi/specs/model';

/** Who owns which identifier, and what is true of whom. */
export interface People {
  /** Id of the persona that owns an identifier. */
  owners: Map<string, string>;
  /** What is true of a persona, as text, by the name of the fact, by persona id. */
  facts: Map<string, Map<string, Set<string>>>;
}

export function indexPeople(personas: Persona[]): People {
  const people: People = { owners: new Map(), facts: new Map() };
  for (const { id, identifiers, facts } of personas) {
    for (const value of Object.values(identifiers)) people.owners.set(value, id);
    const known = new Map<string, Set<string>>();
    collectFacts(facts, '', known);
    people.facts.set(id, known);
  }
  return people;
}

/** The items of a list are facts of the list's name. */
function collectFacts(value: JsonValue | undefined, name: string, known: Map<string, Set<string>>): void {
  if (typeof value === 'string' || typeof value === 'number') {
    const values = known.get(name) ?? new Set();
    known.set(name, values.add(String(value)));
  } else if (Array.isArray(value)) {
    for (const item of value) collectFacts(item, name, known);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) collectFacts(item, key, known);
  }
}
