import type { ExampleRequest, Persona } from '../catalogue/model.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';

export interface Contradiction {
  persona: Persona;
  property: string;
  value: string;
  expected: string;
}

/** The fact of a persona that is what a person is called in a language, such as `fatherEn`. */
export function nameFact(whose: string, language: string): string {
  return whose + language.charAt(0).toUpperCase() + language.slice(1);
}

/** Names of properties and the fact of a persona that they state. */
const FACTS: Record<string, string> = {
  birthDate: 'birthDate',
  dateOfBirth: 'birthDate',
  gender: 'gender',
  maritalStatus: 'maritalStatus',
  deathDate: 'deathDate',
};
/** Names of properties that hold a name in one language, without that language, and whose it is. */
const NAMES_IN_A_LANGUAGE: Record<string, string> = { name: 'name', fatherName: 'father', motherName: 'mother' };
/** Names of properties that hold a name in every language, and whose it is. */
const NAMES: Record<string, string> = {
  name: 'name',
  fullName: 'name',
  personName: 'name',
  citizenName: 'name',
  holderName: 'name',
  holder: 'name',
  father: 'father',
  fatherName: 'father',
  mother: 'mother',
  motherName: 'mother',
};
const PARENTS = new Set(['father', 'mother']);
/** Properties that hold more about the person whose identifier stands beside them. */
const DETAILS = new Set(['person', 'identity', 'attributes', 'demographics']);

/**
 * What an example says of a persona that is not true of them. Only what stands beside one of their identifiers counts, or what
 * is personal at the top of the answer to a request about them alone.
 * @param languages of the country; its first comes first
 * @param asked the persona the request is about; `null` where it is about none or several, and for requests
 */
export function contradictions(
  value: JsonValue | undefined,
  owners: Map<string, Persona>,
  languages: string[],
  asked: Persona | null = null,
): Contradiction[] {
  if (Array.isArray(value)) return value.flatMap((item) => contradictions(item, owners, languages));
  if (!isObject(value)) return [];
  const known = personasBeside(value, owners);
  const [beside] = known;
  const persona = beside ?? (isAboutPerson(value) ? asked : null);
  // Two people in one object, such as payer and payee: nobody can say whose name it is.
  const isClear = persona != null && known.size < 2;
  const below = Object.entries(value).flatMap(([key, child]) =>
    contradictions(child, owners, languages, isClear && DETAILS.has(key) ? persona : null),
  );
  return isClear ? [...untrueOf(persona, value, languages), ...below] : below;
}

/** The persona a request is about, where it is about one alone: not one in a role, such as the mother of a child. */
export function personaAsked(request: ExampleRequest | null, owners: Map<string, Persona>): Persona | null {
  const sent = [
    request?.body ?? null,
    Object.fromEntries(request?.parameters.map(({ name, value }) => [name, value]) ?? []),
  ];
  const [persona, ...others] = new Set(sent.filter(isObject).flatMap((part) => [...personasBeside(part, owners)]));
  return others.length === 0 ? (persona ?? null) : null;
}

function personasBeside(value: JsonObject, owners: Map<string, Persona>): Set<Persona> {
  return new Set(Object.values(value).flatMap((entry) => owners.get(String(entry)) ?? []));
}

/** Without an identifier a name may be that of a programme or a shop; a birth date is a person's. */
function isAboutPerson(value: JsonObject): boolean {
  return ['birthDate', 'dateOfBirth', 'gender', 'maritalStatus'].some((property) => property in value);
}

function untrueOf(persona: Persona, value: JsonObject, languages: string[]): Contradiction[] {
  const [first = '', ...others] = languages;
  const found: Contradiction[] = [];
  const compare = (property: string, said: JsonValue | undefined, fact: string) => {
    const expected = persona.facts[fact];
    // A trader's licence names the shop, not the trader.
    const business = isObject(persona.facts.business) ? persona.facts.business[fact] : undefined;
    if (typeof said !== 'string' || typeof expected !== 'string' || said === expected || said === business) return;
    found.push({ persona, property, value: said, expected });
  };
  for (const [property, fact] of Object.entries(FACTS)) compare(property, value[property], fact);
  for (const language of languages)
    for (const [property, whose] of Object.entries(NAMES_IN_A_LANGUAGE))
      compare(nameFact(property, language), value[nameFact(property, language)], nameFact(whose, language));
  for (const [property, whose] of Object.entries(NAMES)) {
    const entry = value[property];
    // A parent by name alone, in any language; a `name` alone may be that of a programme.
    if (
      PARENTS.has(whose) &&
      typeof entry === 'string' &&
      /\p{L}/u.test(entry) &&
      others.every((language) => entry !== persona.facts[nameFact(whose, language)])
    )
      compare(property, entry, nameFact(whose, first));
    const name = isObject(entry) && isObject(entry.name) ? entry.name : entry;
    if (!isObject(name)) continue;
    for (const language of languages) compare(`${property}.${language}`, name[language], nameFact(whose, language));
  }
  return found;
}
