import type { Persona, Schema } from '../catalogue/model.ts';
import type { JsonValue } from '../json/value.ts';
import type { Direction, SchemaFault } from '../schema/index.ts';
import type { Schemas } from './flat-schema.ts';
import { type KnownPerson, knownPeople, personOf } from './known-people.ts';
import { randomOf } from './random.ts';
import { ValueCheck } from './value-check.ts';
import { type Lessons, newBudget, ValueMaker } from './value-maker.ts';

export interface SampleOptions {
  direction: Direction;
  /** Name of what the value is for, such as that of a parameter. */
  name?: string;
  /** The same seed makes the same value; without one it is the plainest. */
  seed?: string;
  /** Whether the seed chooses among many values, lengths of lists and alternatives. */
  isVaried?: boolean;
  /** Values of members at the top, by name, that are taken where they fit. */
  given?: Record<string, JsonValue>;
}

/** A value for a schema. */
export interface Sample {
  /** `undefined` where none could be made. */
  value: JsonValue | undefined;
  /** Whether any of it was made up; an example of the schema as a whole is not. */
  isInvented: boolean;
  /** JSON Pointers of the places that do not fit the schema; empty where all do. */
  misfits: string[];
}

const MAX_ATTEMPTS = 12;
const COMPOSITE = new Set([
  'oneOf',
  'anyOf',
  'allOf',
  'if',
  'not',
  'discriminator',
  '$ref',
  'dependentSchemas',
  'contains',
]);

/**
 * Makes values for the schemas of a service that has no examples: by what the schema states, by format, pattern, bounds and name,
 * and with what is true of a persona. A value is checked against its schema; where it does not fit, the places in question get
 * other values, a known number of times.
 */
export class Sampler {
  readonly #schemas: Schemas;
  readonly #people: KnownPerson[];
  readonly #checks: Record<Direction, ValueCheck>;

  constructor(schemas: Schemas, personas: Persona[]) {
    this.#schemas = schemas;
    this.#people = knownPeople(personas);
    this.#checks = { request: new ValueCheck(schemas, 'request'), response: new ValueCheck(schemas, 'response') };
  }

  /** Never throws, and ends after a known number of steps whatever the schema. */
  sample(schema: Schema, { direction, name = '', seed = '', isVaried = false, given = {} }: SampleOptions): Sample {
    const person = personOf(this.#people, randomOf(seed), seed === '');
    const lessons: Lessons = { misses: new Map(), touched: new Set(), demanded: new Map(), forbidden: new Map() };
    const budget = newBudget();
    let best: Sample = { value: undefined, isInvented: true, misfits: [] };
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const maker = new ValueMaker(this.#schemas, { direction, seed, isVaried, person, given }, lessons, budget);
      const value = maker.make(schema, name);
      if (value === undefined) return best;
      const errors = this.#checks[direction].errors(schema, value) ?? [];
      const misfits = [...new Set(errors.map(({ instancePath }) => instancePath))];
      if (best.value === undefined || misfits.length < best.misfits.length)
        best = { value, isInvented: maker.isInvented, misfits };
      if (misfits.length === 0) return best;
      learn(lessons, errors, attempt);
    }
    return best;
  }
}

/** Faults of the value itself first; those of the alternative that was chosen only where these are gone, or stay. */
function learn({ misses, touched, demanded, forbidden }: Lessons, errors: SchemaFault[], attempt: number): void {
  const plain = errors.filter(({ keyword }) => !COMPOSITE.has(keyword));
  const isPlainNext = plain.length > 0 && attempt % 3 !== 2;
  for (const { keyword, instancePath, params } of isPlainNext ? plain : errors) {
    for (let end = instancePath.length; end >= 0; end = end === 0 ? -1 : instancePath.lastIndexOf('/', end - 1))
      touched.add(instancePath.slice(0, end));
    if (keyword === 'required' || keyword === 'dependentRequired')
      addTo(demanded, instancePath, String(params.missingProperty));
    else if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties')
      addTo(forbidden, instancePath, String(params.additionalProperty ?? params.unevaluatedProperty));
    else misses.set(instancePath, (misses.get(instancePath) ?? 0) + 1);
  }
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}
