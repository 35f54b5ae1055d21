import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import type { Catalogue } from '@dpi/specs/model';
import { nameOf } from '../nameOf.ts';
import { otherLanguage } from '../otherLanguage.ts';
import type { PersonasPage } from '../pageData.ts';

type Fact = { name: string; value: string };

export function personasPage({
  personas,
  services,
  country,
  locale,
}: Pick<Catalogue, 'personas' | 'services' | 'country' | 'locale'>): PersonasPage {
  const anyPages = services.some(({ behaviour }) => Object.keys(behaviour?.citizen.person ?? {}).length > 0);
  const locales = country.locales.map(({ id }) => id);
  return {
    identifierNames: Object.fromEntries(country.identifiers.map(({ id, name }) => [id, name])),
    personas: personas.map(({ id, name, summary, purpose, identifiers, facts }) => ({
      id,
      name,
      summary,
      purpose,
      identifiers: Object.entries(identifiers).map(([key, value]) => ({
        name: nameOf(country.identifiers, key),
        value,
      })),
      facts: plainFacts(facts).map((fact) => ({ ...fact, lang: otherLanguage(fact.value, locale, locales) })),
      // Somebody of whom nothing is true is known to no service.
      hasPages: anyPages && Object.keys(facts).length > 0,
    })),
  };
}

/** Leaf values with their paths, such as `address.district`; entries of a list count from 1. */
export function plainFacts(facts: JsonObject, within = ''): Fact[] {
  return Object.entries(facts).flatMap(([key, value]) => leaves(`${within}${key}`, value));
}

function leaves(name: string, value: JsonValue | undefined): Fact[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(`${name}.${index + 1}`, item));
  if (isObject(value)) return plainFacts(value, `${name}.`);
  return [{ name, value: String(value) }];
}
