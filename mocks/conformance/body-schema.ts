import type { JsonValue } from '@dpi/specs/json-value';
import type { Schema, Service } from '@dpi/specs/model';
import {
  type CompileSchema,
  DirectedSchemas,
  type Direction,
  faultsOfClosestBranch,
  type SchemaFault,
  schemaAt,
  schemaCompiler,
  type ValidateSchema,
} from '@dpi/specs/schema';
import { violationMessage } from '../engine/request/violation-message.ts';
import { pointerOf } from '../engine/request/violations.ts';
import type { FoundDifference } from './report.ts';
import { said } from './words.ts';

const MAX_DIFFERENCES = 10;

/** Checks values of requests or of responses against the schemas of a service. */
export class BodySchemas {
  readonly #service: Service;
  readonly #schemas: DirectedSchemas;
  readonly #compile: CompileSchema;
  readonly #compiled = new Map<Schema, ValidateSchema | null>();

  constructor(service: Service, direction: Direction) {
    this.#service = service;
    this.#schemas = new DirectedSchemas(service.schemas, direction);
    this.#compile = schemaCompiler({ definitions: this.#schemas.definitions });
  }

  /** What is wrong with a value, place by place; `null` where the schema itself cannot be used. */
  differences(schema: Schema, value: JsonValue): FoundDifference[] | null {
    const validate = this.#validatorFor(schema);
    // The check of the spec reports it; a server cannot be held to it.
    if (validate === null) return null;
    if (validate(value)) return [];
    return faultsOfClosestBranch(validate.errors ?? [])
      .filter(({ keyword }) => keyword !== 'if')
      .slice(0, MAX_DIFFERENCES)
      .map(differenceOf);
  }

  #validatorFor(schema: Schema): ValidateSchema | null {
    const known = this.#compiled.get(schema);
    if (known !== undefined) return known;
    const validate = this.#compile(this.#schemas.directed(schema));
    this.#compiled.set(schema, validate);
    return validate;
  }

  /** The schema and all it is combined of, references followed. */
  parts(schema: Schema | null | undefined): Schema[] {
    const parts: Schema[] = [];
    const add = (next: Schema | null | undefined) => {
      if (next === null || next === undefined || typeof next !== 'object' || parts.includes(next)) return;
      parts.push(next);
      add(schemaAt(next.$ref, this.#service.schemas));
      for (const list of [next.allOf, next.anyOf, next.oneOf]) for (const item of list ?? []) add(item);
    };
    add(schema);
    return parts;
  }

  /** The schema of a member, combined where several parts of a schema declare it; `null` where none does. */
  member(schema: Schema | null | undefined, name: string): Schema | null {
    const found = this.parts(schema).flatMap(({ properties = {} }) =>
      Object.hasOwn(properties, name) ? [properties[name]] : [],
    );
    const schemas = found.filter((property) => property !== undefined);
    return schemas.length > 1 ? { allOf: schemas } : (schemas[0] ?? null);
  }
}

/** Members that are missing or too many are named by their own place. */
function differenceOf(violation: SchemaFault): FoundDifference {
  const { keyword, parentSchema } = violation;
  const at = pointerOf(violation) || '/';
  if (keyword === 'required') return { at, message: said('schema.missing') };
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties')
    return { at, message: said('schema.undeclared') };
  if (keyword === 'not' && (parentSchema as Schema | undefined)?.writeOnly === true)
    return { at, message: said('schema.write-only') };
  return { at, message: said('schema.violated', { violation: violationMessage(violation) }) };
}
