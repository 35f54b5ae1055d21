import type { Persona } from '../../catalogue/model.ts';
import { isObject } from '../../json/value.ts';
import { nameFact } from '../contradictions.ts';
import { exampleStrings } from '../example-strings.ts';
import { personalMatcher } from '../personal-data.ts';
import { classesOfPeople } from '../protection-class.ts';
import type { Rule } from '../rule.ts';

/** An address of an e-mail, and its domain. */
const EMAIL = /^[^\s@]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i;

export default {
  category: 'examples',
  requiredFrom: 'alpha',
  points: 3,
  scope: 'operation',
  visit: ({ personas, personalTerms, dataClasses, standards, languages }, report) => {
    const ofPeople = classesOfPeople({ dataClasses });
    // Personal properties that hold a number of one person.
    const numbers = new Set(personalTerms.properties.filter(({ number }) => number).map(({ id }) => id));
    const { find } = personalMatcher(personalTerms);
    const { domains, patterns } = personalTerms.synthetic;
    const synthetic = patterns.map((pattern) => new RegExp(pattern, 'u'));
    const shapes = personalTerms.shapes.map(({ pattern }) => new RegExp(pattern, 'u'));
    const personal = standards.flatMap(({ schema }) =>
      ofPeople.has(String(schema['x-data-protection'])) && typeof schema.pattern === 'string'
        ? [new RegExp(schema.pattern, 'u')]
        : [],
    );
    const omitted = personalTerms.omitted.map((pattern) => new RegExp(pattern, 'u'));
    const compact = (text: string) =>
      omitted.reduce((number, pattern) => number.replace(pattern, ''), text.replace(/[\s-]/g, ''));
    const known = new Set(personas.flatMap(textsOfPersona).map(compact));
    const byName = personasByName(personas, languages);
    const isKnown = (text: string) => known.has(compact(text)) || synthetic.some((pattern) => pattern.test(text));
    const isReserved = (domain: string) =>
      domains.some((reserved) => domain === reserved || domain.endsWith(`.${reserved}`));
    return exampleStrings((text, context, path, around) => {
      const domain = EMAIL.exec(text)?.[1]?.toLowerCase();
      if (domain !== undefined) {
        // An account alias looks like one.
        if (domain.includes('.') && !isReserved(domain) && !isKnown(text))
          report(context, 'email', { value: text }, path);
        return;
      }
      if (text.length > LONGEST || !/\d{4}/.test(text) || isKnown(text)) return;
      const name = String(path.findLast((key) => typeof key === 'string') ?? '');
      const term = find(name, { type: 'string' });
      const isNumber = term !== null && numbers.has(term.id) && personal.some((pattern) => pattern.test(text));
      const persona = isNumber ? byName.get(nameBeside(around.at(-1), languages)) : undefined;
      if (persona !== undefined) report(context, 'other', { value: text, persona }, path);
      else if (shapes.some((pattern) => pattern.test(text))) report(context, 'number', { value: text }, path);
    });
  },
} satisfies Rule;

/** No number of a person is longer. */
const LONGEST = 40;

/** Every text that is true of a persona. */
function textsOfPersona({ identifiers, facts }: Persona): string[] {
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(texts)
        : [];
  return [...Object.values(identifiers), ...texts(facts)];
}

/** Ids of personas by their names in each language; a name that two have tells nothing. */
function personasByName(personas: Persona[], languages: string[]): Map<string, string> {
  const owners = new Map<string, string | null>();
  for (const { id, facts } of personas)
    for (const name of languages.map((language) => facts[nameFact('name', language)]))
      if (typeof name === 'string') owners.set(name, owners.has(name) && owners.get(name) !== id ? null : id);
  return new Map([...owners].flatMap(([name, id]) => (id === null ? [] : [[name, id] as const])));
}

/** The name of the person an object is about, in any language. */
function nameBeside(holder: unknown, languages: string[]): string {
  if (!isObject(holder)) return '';
  for (const key of ['name', ...languages.map((language) => nameFact('name', language)), 'fullName']) {
    const value = holder[key];
    if (typeof value === 'string') return value;
    if (isObject(value))
      return String(languages.map((language) => value[language]).find((name) => name !== undefined) ?? '');
  }
  return '';
}
