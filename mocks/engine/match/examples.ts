import type { JsonValue } from '@dpi/specs/json-value';
import type { Operation, OperationExample, Service } from '@dpi/specs/model';
import type { People } from './people.ts';
import { agree, type Location, type Place, type PlacedValues, RequestPlaces, type Sent } from './request-places.ts';
import { schemaShapes } from './schema-shape.ts';

export type { Location, Sent } from './request-places.ts';

/** What a valid request is to an operation's examples. */
export type Match =
  | { kind: 'example'; example: OperationExample }
  /** The path names something that no example has; `example` is that of the declared 404. */
  | { kind: 'unknown-id'; example: OperationExample }
  | NoMatch;

export interface NoMatch {
  kind: 'none';
  /** The example that differs least; `null` where the operation has no request example. */
  nearest: OperationExample | null;
  /** Where the request differs from it. */
  differences: Location[];
}

export type MatchExample = (sent: Sent) => Match;

interface Requirement {
  place: number;
  /** `undefined`: nothing may stand there. */
  value: JsonValue | undefined;
  /** Leaving the value out is no difference. */
  isOptional: boolean;
  /** Values that stand for none. */
  defaults: JsonValue[];
  /** What is true of the example's person at this place, where the example shows what happens to a wrong value. */
  wrongExcept: Set<string> | null;
}

interface Candidate {
  match: Match & { kind: 'example' };
  required: Requirement[];
  /** All values of the example, to choose between several that fit. */
  values: [place: number, value: JsonValue][];
}

/** Whether a value tells examples apart. */
type Weight =
  /** Another one in each request, such as an Idempotency-Key. */
  | 'passing'
  /** Always: what names a thing or a person, a choice, a filter. */
  | 'decisive'
  /** Where examples differ in it: a word of a code list that the schema does not name. */
  | 'word'
  /** Where examples differ in nothing above: amounts, dates. */
  | 'measure'
  /** Where examples differ in nothing else. */
  | 'text';

const PASSING_NAME = /^(x-)?(idempotency|correlation|request|trace)-?(key|id)$|^trace(parent|state)$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(z|[+-]\d\d:?\d\d)?$/i;
const NAME_OF_THING = /(^|[a-z_-])(id|ids|code|number|no)$|(Id|Ids|ID|Code|Number|No)$/;
const WORD = /^(?=.*[a-z])[\w.:/+-]+$|^\d+$/i;
const DATE = /^\d{4}-\d\d(-\d\d)?$/;
const PAGING = new Set(['limit', 'cursor']);

/**
 * Prepares the search among an operation's examples. An example fits a request that agrees with it in every value that tells
 * the operation's examples apart: what the path and the query name, choices of the schema (enums and booleans), identifiers
 * and facts of persons, ids and codes; amounts, dates and texts only where nothing else tells two examples apart. An example
 * that shows a wrong fact, such as a wrong birth date, fits any other value that is not true of its person either.
 */
export function exampleMatcher(operation: Operation, people: People, schemas: Service['schemas']): MatchExample | null {
  const shown = operation.examples.filter(({ request }) => request !== null);
  const examples = shown.length > 0 ? shown : firstSuccess(operation);
  const [first] = examples;
  if (first === undefined || (shown.length > 0 && shown.every(({ response }) => response === null))) return null;
  const isWithoutRequest = shown.length === 0;

  const places = new RequestPlaces(operation, schemaShapes(schemas), (value) => people.owners.has(value));
  const prepared = examples.map((example) => ({ example, values: places.valuesOf(example.request) }));
  const table = prepared.map(({ values }) => values);
  const weights = places.list.map((place, index) => weightOf(place, valuesAt(index, table), people));
  const candidates = candidatesOf(prepared, places.list, weights, people);
  if (isWithoutRequest) {
    // It says nothing of what was sent for it: it fits a request that names nothing.
    for (const { required } of candidates) {
      for (const [place, { in: location }] of places.list.entries())
        if (location === 'path' && !required.some((known) => known.place === place))
          required.push({ place, value: undefined, isOptional: false, defaults: [], wrongExcept: null });
    }
  }

  const ids = [...places.list.keys()].filter(
    (index) => places.list[index]?.in === 'path' && valuesAt(index, table).some((value) => value !== undefined),
  );
  const knownIds = new Set(table.map((values) => idKey(ids.map((place) => values.get(place)))));
  const notFound = ids.length === 0 ? null : notFoundExample(operation);

  return (sent) => {
    const read = places.read(sent);
    const { values, extra } = read;
    if (extra.length === 0 && !(isWithoutRequest && sent.body !== undefined)) {
      let best: Candidate | null = null;
      let bestScore = Number.NaN;
      for (const candidate of candidates) {
        if (!candidate.required.every((requirement) => isMet(requirement, values[requirement.place], people))) continue;
        if (best === null) best = candidate;
        else {
          if (Number.isNaN(bestScore)) bestScore = agreements(best, values);
          const score = agreements(candidate, values);
          if (score > bestScore) {
            best = candidate;
            bestScore = score;
          }
        }
      }
      if (best !== null) return best.match;
    }
    if (notFound !== null && !knownIds.has(idKey(ids.map((place) => values[place]))))
      return { kind: 'unknown-id', example: notFound };
    return nearestOf(candidates, read, places.list, people);
  };
}

/** The first answer of the lowest success, of an operation whose examples show no request. */
function firstSuccess({ examples }: Operation): OperationExample[] {
  const statuses = examples.flatMap(({ response }) => (response?.status.startsWith('2') ? [response.status] : []));
  const lowest = statuses.toSorted()[0];
  return examples.filter(({ response }) => response !== null && response.status === lowest).slice(0, 1);
}

/** The answer to an unknown id: a 404 whose request names something that no success has, where there is one. */
function notFoundExample({ examples }: Operation): OperationExample | null {
  const nameOf = ({ request }: OperationExample) =>
    JSON.stringify(request?.parameters.filter((parameter) => parameter.in === 'path'));
  const failures = examples.filter(({ response }) => response?.status === '404');
  const found = new Set(examples.filter((example) => !failures.includes(example)).map(nameOf));
  return failures.find((example) => !found.has(nameOf(example))) ?? failures[0] ?? null;
}

function idKey(values: unknown[]): string {
  return values.length === 1 ? String(values[0]) : JSON.stringify(values.map(String));
}

function valuesAt(place: number, table: Map<number, JsonValue>[]): (JsonValue | undefined)[] {
  return table.map((values) => values.get(place));
}

function weightOf(place: Place, values: (JsonValue | undefined)[], { owners }: People): Weight {
  const name = place.names.at(-1) ?? '';
  const present = values.filter((value) => value !== undefined);
  const texts = present.filter((value) => typeof value === 'string');
  if (place.in === 'path' || place.isLength) return 'decisive';
  if (place.shape?.isChoice === true || place.shape?.items()?.isChoice === true) return 'decisive';
  if (PASSING_NAME.test(name) || texts.some((text) => MOMENT.test(text))) return 'passing';
  if (present.some((value) => typeof value === 'boolean' || owners.has(String(value)))) return 'decisive';
  if (PAGING.has(name)) return 'measure';
  if (place.in === 'query') return 'decisive';
  if (texts.some((text) => UUID.test(text))) return 'passing';
  if (NAME_OF_THING.test(name)) return 'decisive';
  if (present.some((value) => typeof value === 'number')) return 'measure';
  if (texts.length === 0) return present.length > 0 ? 'measure' : 'text';
  if (texts.every((text) => DATE.test(text) || /^-?\d+\.\d+$/.test(text))) return 'measure';
  return texts.every((text) => WORD.test(text)) ? 'word' : 'text';
}

interface Prepared {
  example: OperationExample;
  values: Map<number, JsonValue>;
}

function candidatesOf(prepared: Prepared[], places: Place[], weights: Weight[], people: People): Candidate[] {
  const table = prepared.map(({ values }) => values);
  const told = places.map((_, index) => {
    const values = valuesAt(index, table);
    return {
      isShared: new Set(values.map((value) => JSON.stringify(value))).size === 1,
      isIdentifier: values.some((value) => people.owners.has(String(value))),
    };
  });

  const facts = factsByPlace(table, places, people);
  const candidates = prepared.map(({ example, values }, index) => {
    const required = new Map<number, Requirement>();
    const owned = facts[index] ?? new Map<number, Set<string>>();
    for (const [place, { in: location, shape, isLength }] of places.entries()) {
      const weight = weights[place];
      const value = values.get(place);
      const isFact = owned.has(place);
      const isShared = told[place]?.isShared === true;
      if (weight === 'passing') continue;
      if (!isFact && weight !== 'decisive' && !(weight === 'word' && !isShared)) continue;
      // A path that no example fills in says nothing.
      if (value === undefined && location === 'path') continue;
      const isIdentifier = told[place]?.isIdentifier === true;
      // A fact that is left out is not a wrong fact.
      const isOptional = (isShared || isFact) && !isIdentifier && !isLength;
      required.set(place, { place, value, isOptional, defaults: shape?.defaults ?? [], wrongExcept: null });
    }
    const match = { kind: 'example', example } as const;
    return { match, required, owned, values };
  });

  allowOtherWrongFacts(candidates);
  requireLesserValues(candidates, weights);
  return candidates.map(({ match, required, values }) => ({
    match,
    required: [...required.values()],
    values: [...values],
  }));
}

interface Draft {
  required: Map<number, Requirement>;
  /** What is true of the person at a place, as text. */
  owned: Map<number, Set<string>>;
  values: Map<number, JsonValue>;
}

/**
 * What is true of its person at a place of an example, as text. A place is that of a fact by its name, such as `birthDate`, or
 * `name` and `en` for `nameEn`, or because an example has the value of that fact there.
 */
function factsByPlace(table: Map<number, JsonValue>[], places: Place[], people: People): Map<number, Set<string>>[] {
  const owners = table.map((values) => ownersByPlace(values, places, people));
  const names = new Map<number, string>();
  for (const [index, values] of table.entries()) {
    for (const [place, value] of values) {
      const known = people.facts.get(owners[index]?.get(place) ?? '');
      if (known === undefined || names.has(place) || people.owners.has(String(value))) continue;
      const name = factName(places[place]?.names ?? [], value, known);
      if (name !== null) names.set(place, name);
    }
  }
  return owners.map((owned) => {
    const facts = new Map<number, Set<string>>();
    for (const [place, owner] of owned) {
      const known = people.facts.get(owner)?.get(names.get(place) ?? '');
      if (known !== undefined) facts.set(place, known);
    }
    return facts;
  });
}

function factName(names: string[], value: JsonValue, facts: Map<string, Set<string>>): string | null {
  const own = names.at(-1) ?? '';
  const joined = joinedName(names.slice(-2));
  if (facts.has(own)) return own;
  if (facts.has(joined)) return joined;
  // Short values and plain numbers are the same by chance.
  if (typeof value !== 'string' || value.length < 4 || /^[\d.]+$/.test(value)) return null;
  for (const [name, known] of facts) if (known.has(value)) return name;
  return null;
}

/** The person is the one whose identifier stands in the same object or the next around it, else the only one there is. */
function ownersByPlace(values: Map<number, JsonValue>, places: Place[], people: People): Map<number, string> {
  const holders = new Map<string, string>();
  for (const [place, value] of values) {
    const owner = people.owners.get(String(value));
    const { in: location, names = [] } = places[place] ?? {};
    if (owner !== undefined) holders.set(JSON.stringify(location === 'body' ? names.slice(0, -1) : []), owner);
  }
  const owners = new Map<number, string>();
  const [only, another] = new Set(holders.values());
  if (only === undefined) return owners;
  for (const place of values.keys()) {
    const { names = [] } = places[place] ?? {};
    let owner: string | undefined;
    for (let length = names.length - 1; length >= 0 && owner === undefined; length -= 1)
      owner = holders.get(JSON.stringify(names.slice(0, length)));
    owner ??= another === undefined ? only : undefined;
    if (owner !== undefined) owners.set(place, owner);
  }
  return owners;
}

function joinedName([outer = '', inner = '']: string[]): string {
  return outer + inner.charAt(0).toUpperCase() + inner.slice(1);
}

/** An example that differs from that of the true fact in this fact alone shows what happens to any wrong value. */
function allowOtherWrongFacts(candidates: Draft[]): void {
  for (const { required, owned } of candidates) {
    for (const requirement of required.values()) {
      const facts = owned.get(requirement.place);
      const { value } = requirement;
      if (facts === undefined || value === undefined || facts.has(String(value)) || !isExact(value)) continue;
      const isOfTruth = (other: Draft) =>
        facts.has(String(other.values.get(requirement.place))) &&
        [...required.values()].every(
          ({ place, value: own }) =>
            place === requirement.place || JSON.stringify(own) === JSON.stringify(other.required.get(place)?.value),
        );
      if (candidates.some(isOfTruth)) requirement.wrongExcept = facts;
    }
  }
}

/** Dates and numbers are right or wrong; names can be alike. */
function isExact(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && !/\p{L}/u.test(value));
}

/** Examples that agree in all that is required so far must be told apart by their amounts and dates, else by their texts. */
function requireLesserValues(candidates: Draft[], weights: Weight[]): void {
  const alike = Map.groupBy(candidates, ({ required }) =>
    JSON.stringify([...required.values()].map(({ place, value }) => [place, value])),
  );
  for (const group of alike.values()) {
    for (const [index, one] of group.entries()) {
      for (const other of group.slice(index + 1)) {
        const differing = [...new Set([...one.values.keys(), ...other.values.keys()])].filter(
          (place) =>
            weights[place] !== 'passing' &&
            JSON.stringify(one.values.get(place)) !== JSON.stringify(other.values.get(place)),
        );
        const measures = differing.filter((place) => weights[place] !== 'text');
        for (const place of measures.length > 0 ? measures : differing) {
          for (const { required, values } of [one, other]) {
            if (required.has(place)) continue;
            required.set(place, {
              place,
              value: values.get(place),
              isOptional: false,
              defaults: [],
              wrongExcept: null,
            });
          }
        }
      }
    }
  }
}

function isMet({ value, isOptional, defaults, wrongExcept }: Requirement, sent: unknown, { owners }: People): boolean {
  if (sent === undefined) return value === undefined || isOptional || defaults.some((known) => agree(known, value));
  if (value === undefined) return defaults.some((known) => agree(sent, known));
  if (agree(sent, value)) return true;
  return wrongExcept !== null && isExact(sent) && !wrongExcept.has(String(sent)) && !owners.has(String(sent));
}

/** How much of a fitting example was sent. What was left out counts against it: another may do without. */
function agreements({ values }: Candidate, sent: unknown[]): number {
  let count = 0;
  for (const [place, value] of values) {
    if (sent[place] === undefined) count -= 1;
    else if (agree(sent[place], value)) count += 1;
  }
  return count;
}

function nearestOf(candidates: Candidate[], { values, extra }: PlacedValues, places: Place[], people: People): NoMatch {
  let nearest: OperationExample | null = null;
  let differences: Place[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const { match, required } of candidates) {
    let distance = 0;
    const differing: Place[] = [];
    for (const requirement of required) {
      const place = places[requirement.place];
      // That any wrong value would do says nothing of what is right for another person.
      const exact = { ...requirement, wrongExcept: null };
      if (place === undefined || isMet(exact, values[requirement.place], people)) continue;
      differing.push(place);
      // Another person or thing is further away than any number of other values.
      distance += place.in === 'path' || people.owners.has(String(requirement.value)) ? 1000 : 1;
    }
    if (distance >= least) continue;
    nearest = match.example;
    differences = differing;
    least = distance;
  }
  return {
    kind: 'none',
    nearest,
    differences: [...differences.map(({ in: location, path }) => ({ in: location, path })), ...extra],
  };
}
