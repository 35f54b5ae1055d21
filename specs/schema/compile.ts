import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { canonicalJson } from '../json/canonical-json.ts';
import { isObject } from '../json/is-object.ts';
import { holdsExact, withPlainLimits, withPlainNumbers } from './exact-values.ts';
import { lenientRegExp } from './linear-regexp.ts';
import { addNumberKeywords } from './number-keywords.ts';
import type { SchemaFault } from './schema-fault.ts';
import { uniqueItemsKeyword } from './unique-items.ts';

export interface ValidateSchema {
  (value: unknown): boolean;
  errors?: SchemaFault[] | null;
}

/** `null` where the schema cannot be compiled; everything fits then. */
export type CompileSchema = (schema: object) => ValidateSchema | null;

export interface CompilerOptions {
  /** What references lead to, by the text of the reference. More may be added between two compilations. */
  definitions?: Map<string, object>;
  /** Whether to look for every fault or only the first. */
  allErrors?: boolean;
}

const DRAFT_2019_09 = /^https?:\/\/json-schema.org\/draft\/2019-09\/schema#?$/;
const DRAFT_2020_12 = /^https?:\/\/json-schema.org\/draft\/2020-12\/schema#?$/;

/**
 * The one compiler of schemas, for requests, answers and examples alike. Instances of its own, so that they go when what
 * uses it goes; a schema that does not compile is tried once; neither `uniqueItems` nor a pattern can be made to run for
 * minutes. `$schema` of the schema says which dialect it is, draft-07 where it names none that is known.
 */
export function schemaCompiler({ definitions = new Map(), allErrors = true }: CompilerOptions = {}): CompileSchema {
  const options: Options = {
    allErrors,
    allowUnionTypes: true,
    allowMatchingProperties: true,
    strict: false,
    logger: false,
    addUsedSchema: false,
    verbose: true,
    // A property may be called `constructor`, which every object inherits.
    ownProperties: true,
    code: { regExp: lenientRegExp },
  };
  const instances = new Map<string, { ajv: Ajv; added: Set<string> }>();
  const instanceFor = (dialect: string) => {
    const Dialect = DRAFT_2019_09.test(dialect) ? Ajv2019 : DRAFT_2020_12.test(dialect) ? Ajv2020 : Ajv;
    const known = instances.get(Dialect.name);
    if (known !== undefined) return known;
    const ajv: Ajv = new Dialect(options);
    formats.default(ajv);
    ajv.removeKeyword('uniqueItems');
    ajv.addKeyword(uniqueItemsKeyword);
    addNumberKeywords(ajv);
    const made = { ajv, added: new Set<string>() };
    instances.set(Dialect.name, made);
    return made;
  };
  const addDefinitions = ({ ajv, added }: { ajv: Ajv; added: Set<string> }) => {
    for (const [reference, schema] of definitions) {
      if (added.has(reference)) continue;
      added.add(reference);
      try {
        // Under the very text of the references to it, so that it is compiled once and not with each schema.
        retried(schema, (sound) => ajv.addSchema(withPlainLimits(sound), reference));
      } catch {
        // Is no schema. What refers to it does not compile, and the rest does.
      }
    }
  };
  return (schema) => {
    try {
      const instance = instanceFor(String((schema as { $schema?: unknown }).$schema));
      addDefinitions(instance);
      return exactly(retried(schema, (sound) => instance.ajv.compile(withPlainLimits(sound))));
    } catch {
      return null;
    }
  };
}

/** Lets a check see numbers that a double cannot hold. */
function exactly(validate: ValidateFunction): ValidateSchema {
  const exact: ValidateSchema = (value) => {
    const isValid = holdsExact(value)
      ? withPlainNumbers(value, (plain, { parent, key }) =>
          validate(plain, {
            instancePath: '',
            parentData: parent,
            parentDataProperty: key,
            rootData: plain as object,
            dynamicAnchors: {},
          }),
        )
      : validate(value);
    exact.errors = validate.errors ?? null;
    return isValid;
  };
  return exact;
}

/** Uses a schema as it is, and once more without what Ajv may have refused. */
function retried<T>(schema: object, use: (schema: object) => T): T {
  try {
    return use(schema);
  } catch {
    return use(withDistinctEnums(schema));
  }
}

/** `nullable` adds `null` to an `enum` that may have it already, and a list with an item twice is no `enum` to Ajv. */
function withDistinctEnums<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(withDistinctEnums) as T;
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'enum' && Array.isArray(value) ? distinct(value) : withDistinctEnums(value),
    ]),
  ) as T;
}

function distinct(values: unknown[]): unknown[] {
  return [...new Map(values.map((value) => [canonicalJson(value), value])).values()];
}
