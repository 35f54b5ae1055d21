import type { Schema } from '../catalogue/model.ts';
import { componentReference, nameInReference, ownName, schemaAt } from './schema-reference.ts';

export type Schemas = Record<string, Schema>;

/** One of the schemas that a discriminator chooses from. */
export interface Alternative {
  /** The value of the property that selects it. */
  value: string;
  schema: Schema;
}

/** What a discriminator says: which value of which property selects which schema. */
export interface Discriminator {
  propertyName: string;
  alternatives: Alternative[];
  /** The keyword that lists the alternatives; `null` where they are the children of a parent, by their `allOf`. */
  list: 'oneOf' | 'anyOf' | null;
}

/**
 * Reads the Discriminator Object of a schema: the value that `mapping` gives an alternative, else what its own `const` or
 * `enum` fixes, else its name. `null` where there is no discriminator, or no telling which value selects which schema.
 * @param name of the schema, where it is a component: its children are found by it
 */
export function readDiscriminator(schema: Schema, name: string | null, schemas: Schemas): Discriminator | null {
  const { discriminator } = schema;
  const propertyName = discriminator?.propertyName;
  if (typeof propertyName !== 'string') return null;
  const list = Array.isArray(schema.oneOf) ? 'oneOf' : Array.isArray(schema.anyOf) ? 'anyOf' : null;
  const mapping = typeof discriminator?.mapping === 'object' ? Object.entries(discriminator.mapping ?? {}) : [];
  const choices = list === null ? childrenOf(name, schemas) : (schema[list] ?? []).filter((item) => !isNull(item));
  const mapped = mapping.flatMap(([value, target]): Alternative[] => {
    const targetName = nameInReference(target) ?? target;
    return schemas[targetName] === undefined ? [] : [{ value, schema: referenceTo(targetName) }];
  });
  const targets = new Set(mapped.map((alternative) => finalName(alternative.schema, schemas)));
  const rest = choices.filter((choice) => !targets.has(finalName(choice, schemas) ?? ''));
  const named = namedAlternatives(rest, propertyName, schemas);
  if (named === null) return null;
  const own: Alternative[] =
    list === null && name !== null && mapping.length === 0 && named.length > 0
      ? [{ value: ownName(name, schemas), schema: referenceTo(name) }]
      : [];
  const alternatives = [
    ...mapped,
    ...named,
    ...own.filter(({ value }) => !named.some((known) => known.value === value)),
  ];
  return mapped.length + named.length === 0 ? null : { propertyName, alternatives, list };
}

/** Alternatives that no mapping names. `null`: one of them has no value that is its own. */
function namedAlternatives(choices: Schema[], property: string, schemas: Schemas): Alternative[] | null {
  const fixed = choices.map((choice) => fixedValues(choice, property, schemas));
  const counts = new Map<string, number>();
  for (const values of fixed) for (const value of values ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
  const alternatives: Alternative[] = [];
  for (const [index, schema] of choices.entries()) {
    const values = fixed[index] ?? null;
    const name = nameInReference(schema.$ref);
    if (values?.every((value) => counts.get(value) === 1)) {
      alternatives.push(...values.map((value) => ({ value, schema })));
    } else if (name !== null && (values === null || values.includes(ownName(name, schemas)))) {
      const inside = schemas[name];
      const nested = inside?.oneOf ?? inside?.anyOf;
      // A choice within the choice has no value of its own; those in it have.
      const deeper = nested === undefined || inside?.properties ? null : namedAlternatives(nested, property, schemas);
      alternatives.push(...(deeper ?? [{ value: ownName(name, schemas), schema }]));
    } else return null;
  }
  return alternatives;
}

/** The texts that a schema allows for a property by `const` or `enum`; `null` where it leaves it open. */
function fixedValues(schema: Schema, property: string, schemas: Schemas, depth = 0): string[] | null {
  if (depth > MAX_DEPTH) return null;
  let allowed: string[] | null = null;
  const narrow = (values: string[] | null) => {
    if (values !== null) allowed = allowed === null ? values : allowed.filter((value) => values.includes(value));
  };
  narrow(valuesOf(schema.properties?.[property], schemas));
  for (const part of [...targetOf(schema, schemas), ...(schema.allOf ?? [])])
    narrow(fixedValues(part, property, schemas, depth + 1));
  const branches = schema.oneOf ?? schema.anyOf;
  if (Array.isArray(branches) && branches.length > 0) {
    const each = branches.map((branch) => fixedValues(branch, property, schemas, depth + 1));
    if (each.every((values) => values !== null)) narrow([...new Set(each.flat())]);
  }
  return allowed;
}

const MAX_DEPTH = 16;

function valuesOf(schema: Schema | undefined, schemas: Schemas, depth = 0): string[] | null {
  if (schema === undefined || typeof schema !== 'object' || depth > MAX_DEPTH) return null;
  const values = schema.const !== undefined ? [schema.const] : schema.enum;
  if (values?.every((value) => typeof value === 'string')) return values;
  for (const part of [...targetOf(schema, schemas), ...(schema.allOf ?? [])]) {
    const found = valuesOf(part, schemas, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** Names of the schemas that extend one by `allOf`, directly or through others. */
export function childrenNames(parent: string, schemas: Schemas): string[] {
  const children: string[] = [];
  for (const name of Object.keys(schemas))
    if (name !== parent && extendsSchema(name, parent, schemas)) children.push(name);
  return children;
}

function childrenOf(parent: string | null, schemas: Schemas): Schema[] {
  return parent === null ? [] : childrenNames(parent, schemas).map(referenceTo);
}

/** Whether one schema has another in its `allOf`, directly or through others. */
export function extendsSchema(name: string, parent: string, schemas: Schemas, seen = new Set<string>()): boolean {
  if (seen.has(name)) return false;
  seen.add(name);
  return namesInAllOf(schemas[name]).some((part) => part === parent || extendsSchema(part, parent, schemas, seen));
}

function namesInAllOf(schema: Schema | undefined): string[] {
  if (typeof schema !== 'object' || !Array.isArray(schema.allOf)) return [];
  return schema.allOf.flatMap((part) => {
    const name = nameInReference(part.$ref);
    return name === null ? namesInAllOf(part) : [name];
  });
}

function targetOf(schema: Schema, schemas: Schemas): Schema[] {
  const target = schemaAt(schema.$ref, schemas);
  return target === undefined ? [] : [target];
}

/** The name that a schema has behind schemas that only refer to another. */
function finalName(schema: Schema, schemas: Schemas): string | null {
  let name = nameInReference(schema.$ref);
  for (let hop = 0; name !== null && hop < MAX_DEPTH; hop++) {
    const target = schemas[name];
    const next = target === undefined || Object.keys(target).length > 1 ? null : nameInReference(target.$ref);
    if (next === null) return name;
    name = next;
  }
  return name;
}

function referenceTo(name: string): Schema {
  return { $ref: componentReference(name) };
}

function isNull(schema: Schema): boolean {
  return schema.type === 'null';
}
