import type { JsonValue, Persona } from '@dpi/specs/model';

/** Who owns which identifier, and what is true of whom. */
export interface People {
  /** Id of the persona that owns an identifier. */
  owners: Map<string, string>;
  /** Everything true of a persona, identifiers included, as text, by persona id. */
  facts: Map<string, Set<string>>;
}

export function indexPeople(personas: Persona[]): People {
  const people: People = { owners: new Map(), facts: new Map() };
  for (const { id, identifiers, facts } of personas) {
    const known = new Set<string>();
    for (const value of Object.values(identifiers)) {
      people.owners.set(value, id);
      known.add(value);
    }
    collectFacts(facts, known);
    people.facts.set(id, known);
  }
  return people;
}

function collectFacts(value: JsonValue | undefined, known: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') known.add(String(value));
  else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) collectFacts(item, known);
  }
}
