import { countryFiles } from '../catalogue/country-files.ts';
import { DataFileError, readDataFile } from '../catalogue/data-file.ts';
import { isObject, type JsonObject, objectsIn, stringOr, stringsIn } from '../json/value.ts';
import { typesOf } from './schema-types.ts';
import { splitWords } from './words.ts';

/** What is about a person, as the country's `personal-data.yaml` lists it; plain data. */
export interface PersonalTerms {
  endings: string[];
  people: string[];
  organisations: string[];
  properties: PersonalTerm[];
  synthetic: { domains: string[]; patterns: string[] };
  shapes: { id: string; pattern: string }[];
  /** Patterns of what stands before a number or is left out, such as the code of the country. */
  omitted: string[];
}

export interface PersonalTerm {
  id: string;
  class: string;
  names: string[];
  /** Words of which one must stand before the name, beside the list of people; `null`: none is needed. */
  owners: string[] | null;
  alone: boolean;
  except: string[];
  enum: boolean;
  beside: boolean;
  /** Whether it is a number that one person alone has. */
  number: boolean;
  /** Whether organisations have it as well, such as a phone number. */
  shared: boolean;
  formats: string[];
  descriptions: string[];
  accepts: string[];
  refuses: string[];
}

/** What a property was recognised as. */
export interface PersonalProperty {
  /** Id of the entry in the list. */
  id: string;
  /** The class of data protection it belongs to at least. */
  class: string;
}

/** Reads the list of a country. Throws {@link DataFileError} where an entry has no id or class. */
export async function readPersonalTerms(file: string = countryFiles().personalData): Promise<PersonalTerms> {
  const data = await readDataFile(file);
  const synthetic = isObject(data.synthetic) ? data.synthetic : {};
  return {
    endings: stringsIn(data.endings),
    people: stringsIn(data.people),
    organisations: stringsIn(data.organisations),
    properties: objectsIn(data.properties).map((item, index) => {
      const [id, names] = [stringOr(item.id, ''), stringsIn(item.names)];
      const dataClass = stringOr(item.class, '');
      if (id === '' || dataClass === '') throw new DataFileError(`${file}: properties/${index} needs "id" and "class"`);
      return {
        id,
        class: dataClass,
        names,
        owners: item.owners === undefined ? null : stringsIn(item.owners),
        alone: item.alone === true,
        except: stringsIn(item.except),
        enum: item.enum === true,
        beside: item.beside === true,
        number: item.number === true,
        shared: item.shared === true,
        formats: stringsIn(item.formats),
        descriptions: stringsIn(item.descriptions),
        accepts: stringsIn(item.accepts),
        refuses: stringsIn(item.refuses),
      };
    }),
    synthetic: { domains: stringsIn(synthetic.domains), patterns: stringsIn(synthetic.patterns) },
    shapes: objectsIn(data.shapes).map((item) => ({ id: stringOr(item.id, ''), pattern: stringOr(item.pattern, '') })),
    omitted: stringsIn(data.omitted),
  };
}

/**
 * Says what a property, parameter or header holds of a person; `null`: nothing that is known.
 * @param schema with what it refers to
 * @param around words that name the object it is part of, such as `ServiceCentre`
 */
export type FindPersonal = (name: string, schema: JsonObject, around?: string) => PersonalProperty | null;

/** The same for all properties of one object, some of which are recognised by those beside them. */
export type PersonalAmong = (properties: Map<string, JsonObject>, around?: string) => Map<string, PersonalProperty>;

export interface PersonalMatcher {
  find: FindPersonal;
  among: PersonalAmong;
}

const matchers = new WeakMap<PersonalTerms, PersonalMatcher>();

/** The matcher of a list; one for all rules. */
export function personalMatcher(terms: PersonalTerms): PersonalMatcher {
  const known = matchers.get(terms);
  if (known !== undefined) return known;
  const made = makeMatcher(terms);
  matchers.set(terms, made);
  return made;
}

function makeMatcher(terms: PersonalTerms): PersonalMatcher {
  const endings = new Set(terms.endings);
  const people = new Set(terms.people);
  const organisations = new Set(terms.organisations);
  /** Phrases as one word each, so that `dateofbirth`, `date_of_birth` and `dateOfBirth` are the same. */
  const byPhrase = new Map<string, PersonalTerm[]>();
  for (const term of terms.properties) {
    for (const name of term.names) {
      const phrase = name.replaceAll(' ', '');
      for (const written of [phrase, ...terms.endings.map((ending) => phrase + ending)])
        byPhrase.set(written, [...(byPhrase.get(written) ?? []), term]);
    }
  }
  const longest = Math.max(...terms.properties.flatMap(({ names }) => names.map((name) => name.split(' ').length)));
  // `addresses`, `nids`, `phone2`.
  const singular = (word: string) => word.replace(/\d+$/, '').replace(/(?<=ss)es$|(?<=[^s])s$/, '');

  const byName = (words: string[], schema: JsonObject, isBeside: boolean): PersonalTerm | null => {
    // From the end: what a name ends in is what it stands for.
    for (let end = words.length; end > 0; end -= 1) {
      for (let start = Math.max(0, end - longest - 1); start < end; start += 1) {
        const phrase = words.slice(start, end).join('');
        const known = byPhrase.get(phrase) ?? byPhrase.get(singular(phrase)) ?? [];
        const found = known.find((term) => fits(term, words.slice(0, start), schema, isBeside));
        if (found !== undefined) return found;
      }
      const last = words[end - 1] ?? '';
      if (!endings.has(last) && !/^\d+$/.test(last)) return null;
    }
    return null;
  };

  const fits = (term: PersonalTerm, before: string[], schema: JsonObject, isBeside: boolean) => {
    if (schema.enum !== undefined && !term.enum) return false;
    const nearest = before.at(-1);
    if (nearest !== undefined && term.except.includes(nearest)) return false;
    // The nearest word that says whose it is.
    const owner = before.findLast((word) => organisations.has(word) || people.has(word));
    if (owner !== undefined && organisations.has(owner)) return false;
    if (term.owners === null) return true;
    if (nearest === undefined) return term.alone || (term.beside && isBeside);
    return people.has(nearest) || term.owners.includes(nearest);
  };

  const byDescription = (schema: JsonObject): PersonalTerm | null => {
    if (typeof schema.description !== 'string') return null;
    const first = schema.description.split(/[.,;:(\n]/)[0] ?? '';
    const words = first
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '');
    let start = 0;
    while (start < words.length && (ARTICLES.has(words[start] ?? '') || people.has(words[start] ?? ''))) start += 1;
    const text = `${words.slice(start).join(' ')} `;
    return (
      terms.properties.find(({ descriptions }) => {
        const phrase = descriptions.find((known) => text.startsWith(`${known} `));
        if (phrase === undefined) return false;
        const rest = text.slice(phrase.length).trim().split(' ');
        return rest[0] === '' || FOLLOWERS.has(rest[0] ?? '') || phrase.endsWith(' of');
      }) ?? null
    );
  };

  const byPattern = ({ pattern }: JsonObject): PersonalTerm | null => {
    if (typeof pattern !== 'string' || pattern.length > LONGEST_PATTERN) return null;
    const expression = expressionOf(pattern);
    if (expression === null) return null;
    const matches = (text: string) => expression.test(text);
    return (
      terms.properties.find(
        ({ accepts, refuses }) => accepts.length > 0 && accepts.every(matches) && !refuses.some(matches),
      ) ?? null
    );
  };

  const termOf = (name: string, schema: JsonObject, around: string, isBeside: boolean): PersonalTerm | null => {
    const types = typesOf(schema);
    if (types.length > 0 && types.every((type) => type === 'boolean' || type === 'null')) return null;
    // Of an office or a centre: whatever it has is not a person's.
    if (organisations.has(splitWords(around).at(-1) ?? '')) return null;
    const words = splitWords(name);
    const named = byName(words, schema, isBeside);
    if (named !== null || words.some((word) => organisations.has(word))) return named;
    const format = String(schema.format ?? '').toLowerCase();
    const formatted = terms.properties.find(({ formats }) => formats.includes(format));
    if (formatted !== undefined || schema.enum !== undefined) return formatted ?? null;
    return byPattern(schema) ?? byDescription(schema);
  };

  const asProperty = ({ id, class: dataClass }: PersonalTerm): PersonalProperty => ({ id, class: dataClass });

  return {
    find: (name, schema, around = '') => {
      const term = termOf(name, schema, around, false);
      return term === null ? null : asProperty(term);
    },
    among: (properties, around = '') => {
      const found = new Map<string, PersonalTerm>();
      for (const isBeside of [false, true]) {
        if (isBeside && ![...found.values()].some(({ shared }) => !shared)) break;
        for (const [name, schema] of properties) {
          const term = found.has(name) ? null : termOf(name, schema, around, isBeside);
          if (term !== null) found.set(name, term);
        }
      }
      return new Map([...found].map(([name, term]) => [name, asProperty(term)]));
    },
  };
}

const ARTICLES = new Set(['the', 'a', 'an', 'your', 'their', 'his', 'her', 's', 'full', 'valid']);
const FOLLOWERS = new Set(['of', 'for', 'as', 'in', 'on', 'with', 'without', 'or', 'and', 'to', 'that', 'which', 'if']);
/** Longer ones are no shape of a number. */
const LONGEST_PATTERN = 120;

function expressionOf(pattern: string): RegExp | null {
  // A repeated group that repeats inside may take for ever.
  if (/[*+}]\)[*+{]/.test(pattern)) return null;
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return null;
  }
}
