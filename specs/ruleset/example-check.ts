import type { Location, Source, UserContext } from '@redocly/openapi-core';
import { withExactNumbers } from '../catalogue/exact-yaml.ts';
import type { Schema } from '../catalogue/model.ts';
import { jsonPlacesOf } from '../catalogue/place-of.ts';
import { keysOfLocation } from '../json/redocly-pointer.ts';
import { isObject, type JsonObject } from '../json/value.ts';
import { mayHoldLongNumber, parseJson } from '../numbers/index.ts';
import {
  type CompilerOptions,
  type CompileSchema,
  DirectedSchemas,
  type Direction,
  mayCloseOnRequest,
  type SchemaFault,
  schemaCompiler,
  TooManySteps,
  type ValidateSchema,
  withinLimits,
  withoutClosing,
} from '../schema/index.ts';
import { faultsToTell, undeclaredFaults } from './example-faults.ts';
import { ExampleSchemas, type ReadExactly, type SchemaNode } from './example-schemas.ts';

/** An example, and the schema that it is one of. */
export interface ExampleNode {
  value: unknown;
  location: Location;
  schema: SchemaNode;
  /** `null` where it goes in no direction. */
  direction: Direction | null;
}

export interface CheckedExample {
  example: ExampleNode;
  faults: SchemaFault[];
  /** Why it could not be checked; {@link TOO_LONG} where that takes too many steps. */
  unchecked: string | null;
}

/** Why an example was not checked that takes too many steps. */
export const TOO_LONG = 'too-long';
/** Steps that the check of one example may take: seconds. */
const MAX_STEPS = 20_000_000;

/**
 * Holds the examples of a document against their schemas, with the validators of the sandbox. What fits is looked at once more
 * for properties that no schema declares: an object may have them, but who reads the example must find each of them explained.
 */
export function checkExamples(
  examples: ExampleNode[],
  root: { node: JsonObject; location: Location },
  resolve: UserContext['resolve'],
): CheckedExample[] {
  const readExactly = exactReader();
  const examined = examples.map(({ schema }) => schema);
  const schemas = new ExampleSchemas(root, examined, resolve, readExactly);
  const read = examined.map((node) => schemas.at(node));
  const judges = new Map<Direction | null, Judge>();
  return examples.map((example) => {
    const { direction, location, value } = example;
    const judge = judges.get(direction) ?? new Judge(schemas.schemas, read, direction);
    judges.set(direction, judge);
    const exact = parseJson(JSON.stringify(readExactly(location, value)));
    return { example, ...judge.check(schemas.at(example.schema), exact) };
  });
}

/** Checks values that go in one direction. */
class Judge {
  /** `null` where {@link #closed} checks both ways. */
  readonly #declared: Validators | null;
  readonly #closed: Validators;

  constructor(schemas: Record<string, Schema>, examined: Schema[], direction: Direction | null) {
    const isOne = mayCloseOnRequest([schemas, examined], direction);
    this.#declared = isOne ? null : new Validators(schemas, direction, 'open');
    this.#closed = new Validators(schemas, direction, isOne ? 'closing on request' : 'closed');
  }

  check(schema: Schema, value: unknown): Omit<CheckedExample, 'example'> {
    try {
      if (withinLimits({ steps: MAX_STEPS }, () => this.#fits(schema, value))) return { faults: [], unchecked: null };
      return withinLimits({ steps: MAX_STEPS }, () => {
        const { errors, failure } =
          this.#declared === null
            ? withoutClosing(() => this.#closed.check(schema, value))
            : this.#declared.check(schema, value);
        if (failure !== null) return { faults: [], unchecked: failure };
        const closed = holdsObject(value) ? this.#closed.check(schema, value).errors : errors;
        const undeclared = this.#undeclared(closed, errors.length === 0);
        return { faults: faultsToTell(errors, undeclared), unchecked: null };
      });
    } catch (error) {
      if (!(error instanceof TooManySteps)) throw error;
      return { faults: [], unchecked: TOO_LONG };
    }
  }

  /** Whether a value fits, and has no property that no schema declares. Only examples that do not need a check that tells why. */
  #fits(schema: Schema, value: unknown): boolean {
    const isFit =
      this.#declared === null
        ? withoutClosing(() => this.#closed.fits(schema, value))
        : this.#declared.fits(schema, value);
    return isFit && (!holdsObject(value) || this.#closed.fits(schema, value));
  }

  /**
   * Properties that no schema declares. To a validator, a schema that a value does not fit declares none of its properties;
   * there it counts which names the schemas speak of.
   * @param fits whether the value fits otherwise
   */
  #undeclared(errors: SchemaFault[], fits: boolean): SchemaFault[] {
    const found = undeclaredFaults(errors, fits);
    return found.filter(({ keyword, instancePath, params, parentSchema }) => {
      const isSure = fits && !found.some((other) => other.instancePath.startsWith(`${instancePath}/`));
      if (isSure || keyword === 'not') return true;
      return !declares(parentSchema, String(params.unevaluatedProperty), this.#closed.directed.definitions);
    });
  }
}

/** Whether a value has any property that may be undeclared. */
function holdsObject(value: unknown): boolean {
  return Array.isArray(value) ? value.some(holdsObject) : isObject(value);
}

/** Whether a schema, or any that may apply to the same object, speaks of a property. */
function declares(
  schema: unknown,
  property: string,
  definitions: DirectedSchemas['definitions'],
  seen = new Set<unknown>(),
): boolean {
  if (!isObject(schema) || seen.has(schema)) return false;
  seen.add(schema);
  const { properties, patternProperties, additionalProperties, $ref } = schema;
  if (isObject(properties) && Object.hasOwn(properties, property)) return true;
  if (isObject(patternProperties) || (additionalProperties !== undefined && additionalProperties !== false))
    return true;
  const parts = [schema.allOf, schema.anyOf, schema.oneOf, schema.then, schema.else, schema.dependentSchemas];
  const target = typeof $ref === 'string' ? definitions.get($ref) : undefined;
  return [...parts.flatMap((part) => (isObject(part) ? [part, ...Object.values(part)] : part)), target].some((part) =>
    declares(part, property, definitions, seen),
  );
}

/** Validators of schemas; each is compiled once. */
class Validators {
  readonly directed: DirectedSchemas;
  readonly #telling: Validator;
  readonly #silent: Validator;
  readonly #read = new WeakMap<Schema, { directed: object; key: string }>();
  #failure: string | null = null;

  /** @param kind whether properties that no schema declares are errors */
  constructor(
    schemas: Record<string, Schema>,
    direction: Direction | null,
    kind: 'open' | 'closed' | 'closing on request',
  ) {
    this.directed = new DirectedSchemas(schemas, direction, { closed: kind !== 'open', annotated: false });
    const options: CompilerOptions = {
      definitions: this.directed.definitions,
      maxInlined: 4,
      closesOnRequest: kind === 'closing on request',
      onFailure: (reason) => {
        this.#failure ??= reason;
      },
    };
    this.#telling = { compile: schemaCompiler(options), compiled: new Map() };
    const compile = schemaCompiler({ ...options, allErrors: false, tellsErrors: false });
    this.#silent = { compile, compiled: new Map() };
  }

  /** What does not fit, and why a schema cannot be compiled that was looked at for the first time. */
  check(schema: Schema, value: unknown): { errors: SchemaFault[]; failure: string | null } {
    this.#failure = null;
    const validate = this.#compiled(schema, this.#telling);
    const errors = validate === null || validate(value) ? [] : (validate.errors ?? []);
    return { errors, failure: this.#failure };
  }

  /** Whether a value fits a schema; not where one cannot be compiled that was looked at for the first time. */
  fits(schema: Schema, value: unknown): boolean {
    this.#failure = null;
    const validate = this.#compiled(schema, this.#silent);
    return (validate === null || validate(value)) && this.#failure === null;
  }

  #compiled(schema: Schema, { compile, compiled }: Validator): ValidateSchema | null {
    let read = this.#read.get(schema);
    if (read === undefined) {
      const directed = this.directed.directed(schema);
      // Two that read alike are the same, whatever is said of them.
      read = { directed, key: JSON.stringify(directed) };
      this.#read.set(schema, read);
    }
    const known = compiled.get(read.key);
    if (known !== undefined) return known;
    const validate = compile(read.directed);
    compiled.set(read.key, validate);
    return validate;
  }
}

interface Validator {
  compile: CompileSchema;
  /** By the text of the schema. */
  compiled: Map<string, ValidateSchema | null>;
}

/** Numbers of a source are read with every digit where they may have more than a double holds. */
function exactReader(): ReadExactly {
  const documents = new Map<Source, unknown>();
  return ({ source, pointer }, node) => {
    if (!documents.has(source)) {
      documents.set(source, exactDocument(source));
    }
    const document = documents.get(source);
    return document === null ? node : (valueAt(document, pointer) ?? node);
  };
}

/** `null` where no number has more digits than a double holds. */
function exactDocument(source: Source): unknown {
  if (jsonPlacesOf(source) === null) return withExactNumbers({ source, parsed: null }).parsed;
  return mayHoldLongNumber(source.body) ? parseJson(source.body) : null;
}

function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const key of keysOfLocation(pointer)) value = (value as Record<string, unknown> | null | undefined)?.[key];
  return value;
}
