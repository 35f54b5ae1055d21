import { isObject } from '../catalogue/data-file.ts';
import type { JsonValue, Persona } from '../catalogue/model.ts';

export interface Contradiction {
  persona: Persona;
  property: string;
  value: string;
  expected: string;
}

/** Names of properties and the fact of a persona that they state. */
const FACTS: Record<string, string> = {
  birthDate: 'birthDate',
  dateOfBirth: 'birthDate',
  gender: 'gender',
  maritalStatus: 'maritalStatus',
  nameEn: 'nameEn',
  nameBn: 'nameBn',
  deathDate: 'deathDate',
};
const NAMES = new Set(['name', 'fullName', 'citizenName', 'holderName', 'personName']);

/** What an example says of a persona that is not true of them. Only what stands beside one of their identifiers counts. */
export function contradictions(value: JsonValue | undefined, owners: Map<string, Persona>): Contradiction[] {
  if (Array.isArray(value)) return value.flatMap((item) => contradictions(item, owners));
  if (!isObject(value)) return [];
  const below = Object.values(value).flatMap((child) => contradictions(child, owners));
  const known = new Set(Object.values(value).flatMap((entry) => owners.get(String(entry)) ?? []));
  const [persona] = known;
  // Two people in one object, such as payer and payee: nobody can say whose name it is.
  if (persona === undefined || known.size > 1) return below;
  const found: Contradiction[] = [];
  const compare = (property: string, said: JsonValue | undefined, fact: string) => {
    const expected = persona.facts[fact];
    // A trader's licence names the shop, not the trader.
    const business = isObject(persona.facts.business) ? persona.facts.business[fact] : undefined;
    if (said === business) return;
    if (typeof said !== 'string' || typeof expected !== 'string' || said === expected) return;
    found.push({ persona, property, value: said, expected });
  };
  for (const [property, fact] of Object.entries(FACTS)) compare(property, value[property], fact);
  for (const property of NAMES) {
    const name = value[property];
    if (!isObject(name)) continue;
    compare(`${property}.en`, name.en, 'nameEn');
    compare(`${property}.bn`, name.bn, 'nameBn');
  }
  return [...below, ...found];
}
