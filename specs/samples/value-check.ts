import type { Schema } from '../catalogue/model.ts';
import {
  CompilationPending,
  type CompileSchema,
  DirectedSchemas,
  type Direction,
  type SchemaFault,
  SchemaTooLarge,
  schemaCompiler,
  TooManySteps,
  type ValidateSchema,
} from '../schema/index.ts';
import type { Schemas } from './flat-schema.ts';

/** Checks values that go in one direction against the schemas of a service; each schema is compiled once. */
export class ValueCheck {
  readonly #directed: DirectedSchemas;
  readonly #compile: CompileSchema;
  readonly #compiled = new WeakMap<Schema, ValidateSchema | null>();

  constructor(schemas: Schemas, direction: Direction) {
    this.#directed = new DirectedSchemas(schemas, direction);
    this.#compile = schemaCompiler({ definitions: this.#directed.definitions });
  }

  /** What does not fit; empty where all does, `null` where the schema cannot be used. */
  errors(schema: Schema, value: unknown): SchemaFault[] | null {
    try {
      let validate = this.#compiled.get(schema);
      if (validate === undefined) {
        validate = this.#compile(this.#directed.directed(schema));
        this.#compiled.set(schema, validate);
      }
      if (validate === null) return null;
      return validate(value) ? [] : (validate.errors ?? []);
    } catch (error) {
      // A schema that refers to itself alone has no end.
      if (error instanceof SchemaTooLarge) return null;
      if (error instanceof CompilationPending || error instanceof TooManySteps) throw error;
      return null;
    }
  }
}
