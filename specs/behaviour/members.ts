import type { Schema } from '../catalogue/model.ts';
import { nameInReference } from '../schema/schema-reference.ts';

export type Schemas = Record<string, Schema>;

/** What expressions see in a value of a schema. */
export type Shape =
  | { kind: 'object'; members: Record<string, Schema>; others: Schema | null }
  | { kind: 'list'; items: Schema | null }
  | { kind: 'string' | 'integer' | 'number' | 'boolean' | 'timestamp' | 'money' | 'any' };

const ANY: Shape = { kind: 'any' };
/** References in a row; a ring of them says nothing of a value. */
const MAX_DEPTH = 20;

/** What was read of schemas. */
interface Known {
  shapes: WeakMap<Schema, Shape>;
  nullable: WeakMap<Schema, boolean>;
}

/** By the schemas of a service: each answer asks for it again. */
const known = new WeakMap<Schemas, Known>();

function knownOf(schemas: Schemas): Known {
  const before = known.get(schemas);
  if (before !== undefined) return before;
  const empty: Known = { shapes: new WeakMap(), nullable: new WeakMap() };
  known.set(schemas, empty);
  return empty;
}

/** The shape of the values that a schema describes. Members of all its alternatives are known; what differs is `any`. */
export function shapeOf(schema: Schema | null, schemas: Schemas): Shape {
  if (schema === null) return ANY;
  const { shapes } = knownOf(schemas);
  const shape = shapes.get(schema) ?? readShape(schema, schemas);
  shapes.set(schema, shape);
  return shape;
}

function readShape(schema: Schema, schemas: Schemas): Shape {
  const parts = partsOf(schema, schemas, 0);
  if (parts.some((part) => part['x-standard'] === 'money')) return { kind: 'money' };
  const members: Record<string, Schema> = {};
  let others: Schema | null = null;
  let hasMembers = false;
  for (const part of parts) {
    for (const [name, member] of Object.entries(part.properties ?? {})) members[name] ??= member;
    if (part.properties !== undefined) hasMembers = true;
    if (typeof part.additionalProperties === 'object') others ??= part.additionalProperties;
  }
  const types = new Set(parts.flatMap(({ type }) => (type === undefined ? [] : [type].flat())));
  types.delete('null');
  if (hasMembers || (types.size === 1 && types.has('object'))) return { kind: 'object', members, others };
  const [type] = types;
  if (types.size !== 1 || type === undefined) return ANY;
  switch (type) {
    case 'array':
      return {
        kind: 'list',
        items: parts.map(({ items }) => items).find((items) => typeof items === 'object') ?? null,
      };
    case 'string':
      return { kind: parts.some(({ format }) => format === 'date-time') ? 'timestamp' : 'string' };
    case 'integer':
    case 'number':
    case 'boolean':
      return { kind: type };
    default:
      return ANY;
  }
}

/** Whether a schema allows `null`. */
export function allowsNull(schema: Schema, schemas: Schemas): boolean {
  const { nullable } = knownOf(schemas);
  const allowed = nullable.get(schema) ?? readAllowsNull(schema, schemas);
  nullable.set(schema, allowed);
  return allowed;
}

function readAllowsNull(schema: Schema, schemas: Schemas): boolean {
  const parts = partsOf(schema, schemas, 0);
  const typed = parts.filter(({ type }) => type !== undefined);
  return (
    (typed.length === 0 && parts.every((part) => part.enum === undefined && part.const === undefined)) ||
    parts.some(({ type, enum: values }) => [type].flat().includes('null') || values?.includes(null) === true)
  );
}

/** A schema and all that it refers to and is made of, itself first. */
function partsOf(schema: Schema, schemas: Schemas, depth: number): Schema[] {
  if (depth > MAX_DEPTH) return [];
  const name = nameInReference(schema.$ref);
  const target = name === null ? undefined : schemas[name];
  const below = [
    ...(target === undefined ? [] : [target]),
    ...(schema.allOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
  ];
  return [schema, ...below.flatMap((part) => partsOf(part, schemas, depth + 1))];
}
