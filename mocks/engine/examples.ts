import type { JsonValue, Operation, OperationExample, Parameter } from '@dpi/specs/model';
import type { People } from './people.ts';

/** What a valid request holds. Header names are in lower case, as are the names of the other parameters. */
export interface Sent {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  header: Record<string, unknown>;
  cookie: Record<string, unknown>;
  body: unknown;
}

/** Finds the named example that a request matches; `null` where it matches none. */
export type MatchExample = (sent: Sent) => OperationExample | null;

interface Place {
  /** Distinguishes places. */
  key: string;
  read(sent: Sent): unknown;
  /** The value is another one in every request, such as an Idempotency-Key. */
  isPassing: boolean;
  /** The value is part of the path: it names what is asked for. */
  isInPath: boolean;
}

interface Leaf {
  place: number;
  value: JsonValue;
}

interface Candidate {
  example: OperationExample;
  /** Values that must stand in the request for the example to be one for it; `undefined`: must not stand there. */
  required: { place: number; value: JsonValue | undefined }[];
  /** What the required values count. */
  base: number;
  /** The other values, which decide between candidates. */
  scored: (Leaf & { isFact: boolean })[];
  /** What is true of the personas in the example. */
  facts: Set<string>[];
}

const PASSING_HEADER = /^(x-)?(idempotency-key|correlation-id|request-id)$/i;
const PASSING_VALUE =
  /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(z|[+-]\d\d:?\d\d)?)$/i;

/**
 * Prepares the search among an operation's example pairs. An example that holds identifiers of personas is a candidate when all
 * of them stand at the same places in the request; one that holds none, when its values of the path do, and, where these are
 * those of a success too and it is a failure, all values in which the operation's examples differ. Of several candidates the one wins that agrees on most values, where a value that is not true of the persona
 * agrees half with any other that is not and that identifies nobody else: so "wrong birth date" answers every wrong birth date.
 */
export function exampleMatcher(operation: Operation, people: People): MatchExample | null {
  const places: Place[] = [];
  const examples = operation.examples.flatMap((example) => {
    if (example.request === null) return [];
    return [{ example, leaves: leavesOf(example, places) }];
  });
  // An answer without content has no example: a request of its own name keeps others from answering, and gets the default.
  if (examples.every(({ example }) => example.response === null)) return null;

  const isIdentifier = ({ value }: Leaf) => people.owners.has(String(value));
  const identifierPlaces = new Set(
    examples.flatMap(({ leaves }) => leaves.filter(isIdentifier).map(({ place }) => place)),
  );
  const differing = differingPlaces(
    examples.map(({ leaves }) => leaves),
    places,
  );

  const inPath = differing.filter((place) => places[place]?.isInPath);
  const nameOf = (leaves: Leaf[]) => JSON.stringify(valuesAt(inPath, leaves));
  const succeeding = new Set(examples.filter(({ example }) => !isFailure(example)).map(({ leaves }) => nameOf(leaves)));

  const candidates = examples.map(({ example, leaves }): Candidate => {
    let required: Candidate['required'] = leaves.filter(isIdentifier);
    // Where other examples have a persona's identifier, this one may have an identifier that nobody owns.
    if (required.length === 0) required = leaves.filter(({ place }) => identifierPlaces.has(place));
    if (required.length === 0) {
      const isToldByBody = isFailure(example) && succeeding.has(nameOf(leaves));
      required = valuesAt(inPath.length === 0 || isToldByBody ? differing : inPath, leaves);
    }
    const owners = new Set(leaves.filter(isIdentifier).map(({ value }) => people.owners.get(String(value)) ?? ''));
    const facts = [...owners].flatMap((owner) => people.facts.get(owner) ?? []);
    const scored = leaves
      .filter((leaf) => !required.some(({ place }) => place === leaf.place))
      .map((leaf) => ({ ...leaf, isFact: isFactOf(leaf.value, facts) }));
    const base = 2 * required.filter(({ value }) => value !== undefined).length;
    return { example, required, base, scored, facts };
  });

  return (sent) => {
    const values = places.map((place) => place.read(sent));
    let best: OperationExample | null = null;
    let bestScore = -1;
    for (const { example, required, base, scored, facts } of candidates) {
      if (!required.every(({ place, value }) => agree(values[place], value))) continue;
      let score = base;
      for (const { place, value, isFact } of scored) {
        const found = values[place];
        if (agree(found, value)) score += 2;
        else if (found !== undefined && !isFact && !isFactOf(found, facts) && !people.owners.has(String(found)))
          score += 1;
      }
      if (score > bestScore) {
        best = example;
        bestScore = score;
      }
    }
    return best;
  };
}

function isFailure({ response }: OperationExample): boolean {
  return response !== null && Number(response.status) >= 400;
}

function valuesAt(places: number[], leaves: Leaf[]): Candidate['required'] {
  return places.map((place) => ({ place, value: leaves.find((leaf) => leaf.place === place)?.value }));
}

function isFactOf(value: unknown, facts: Set<string>[]): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const text = String(value);
  return facts.some((known) => known.has(text));
}

/** Equal as JSON, except that parameters and forms carry numbers and booleans as text and lists as text with commas. */
function agree(sent: unknown, value: JsonValue | undefined): boolean {
  if (sent === value) return true;
  if (sent === undefined || value === undefined || value === null) return false;
  if (Array.isArray(value)) {
    if (Array.isArray(sent))
      return sent.length === value.length && sent.every((item, index) => agree(item, value[index]));
    return value.length > 0 && sent === value.join();
  }
  if (typeof value === 'object') {
    return typeof sent === 'object' && sent !== null && !Array.isArray(sent) && Object.keys(sent).length === 0;
  }
  return typeof sent === 'string' && sent === String(value);
}

/** Places at which the examples do not all hold the same value. */
function differingPlaces(examples: Leaf[][], places: Place[]): number[] {
  return [...places.keys()].filter((place) => {
    if (places[place]?.isPassing) return false;
    const values = examples.map((leaves) => leaves.find((leaf) => leaf.place === place)?.value);
    if (values.some((value) => typeof value === 'string' && PASSING_VALUE.test(value))) return false;
    return new Set(values.map((value) => JSON.stringify(value))).size > 1;
  });
}

/** The values of a request example and where they stand. New places are added to `places`. */
function leavesOf({ request }: OperationExample, places: Place[]): Leaf[] {
  const leaves: Leaf[] = [];
  const add = (place: Place, value: JsonValue) => {
    const known = places.findIndex(({ key }) => key === place.key);
    leaves.push({ place: known === -1 ? places.push(place) - 1 : known, value });
  };
  for (const parameter of request?.parameters ?? []) {
    const { value } = parameter;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) add(parameterPlace(parameter), value);
  }
  const walk = (value: JsonValue | undefined, keys: string[]) => {
    if (value === undefined) return;
    const children = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    if (children.length === 0) add(bodyPlace(keys), value);
    for (const [key, child] of children) walk(child, [...keys, key]);
  };
  walk(request?.body, []);
  return leaves;
}

function parameterPlace({ in: place, name }: { in: Parameter['in']; name: string }): Place {
  const key = name.toLowerCase();
  return {
    key: `${place} ${key}`,
    read: (sent) => sent[place][key],
    isPassing: place === 'header' && PASSING_HEADER.test(name),
    isInPath: place === 'path',
  };
}

function bodyPlace(keys: string[]): Place {
  return {
    key: `body ${JSON.stringify(keys)}`,
    isPassing: false,
    isInPath: false,
    read(sent) {
      let value: unknown = sent.body;
      for (const key of keys) {
        if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
        value = (value as Record<string, unknown>)[key];
      }
      // What holds other values is no value of its own: an empty list in one example says nothing of a full one in another.
      return typeof value === 'object' && value !== null && Object.keys(value).length > 0 ? undefined : value;
    },
  };
}
