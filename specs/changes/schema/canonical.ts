import type { Schema } from '../../catalogue/model.ts';
import { isObject, stringsIn } from '../../json/value.ts';
import { isInteger, isNumeric } from '../../numbers/index.ts';
import { effective } from './effective.ts';
import { keyOf } from './value-key.ts';

/** A schema, or what stands for all values (`true`) or none (`false`). */
export type AnySchema = Schema | boolean;

/** Keywords that tell people something and allow or refuse no value. */
const ANNOTATIONS = new Set([
  'title',
  'description',
  'summary',
  'example',
  'examples',
  'default',
  'deprecated',
  'externalDocs',
  'xml',
  'readOnly',
  'writeOnly',
  'nullable',
  '$comment',
  '$schema',
  '$id',
  '$anchor',
  '$defs',
  'definitions',
]);

/** Names of the keywords that allow or refuse values. */
export function keywordsOf(schema: Schema): string[] {
  return Object.keys(schema).filter(
    (key) => !ANNOTATIONS.has(key) && !key.startsWith('x-') && schema[key] !== undefined,
  );
}

/** Whether a schema takes every value. */
export function isEverything(schema: AnySchema): boolean {
  return schema === true || (schema !== false && keywordsOf(schema).length === 0);
}

/** The types a schema names, without `null` where there are others; none stands for any. */
export function typesIn(schema: Schema): string[] {
  return typeof schema.type === 'string' ? [schema.type] : stringsIn(schema.type);
}

/** The types that a schema names, or else those of its alternatives; none stands for any. */
export function typesAllowed(schema: Schema): string[] {
  const types = typesIn(schema);
  return types.length > 0 ? types : stringsIn(schema['x-member-types']);
}

/** Whether values of a type can be at a schema at all. */
export function mayBe(schema: Schema, type: string): boolean {
  const types = typesIn(schema);
  return types.length === 0 || types.includes(type);
}

/** The types, nullability and values of one node in one way of writing, whatever way they were written in. */
export function canonical(node: Schema): Schema {
  const { nullable: _, const: constant, ...schema }: Schema = node;
  if ('const' in node) {
    const value = constant ?? null;
    const isListed = !Array.isArray(schema.enum) || schema.enum.some((listed) => keyOf(listed) === keyOf(value));
    schema.enum = isListed ? [value] : [];
    schema['x-const'] = true;
  }
  if (!Array.isArray(schema.enum)) delete schema.enum;
  let types = typesIn(schema);
  let mayBeNull = types.includes('null');
  if (Array.isArray(schema.enum)) {
    const values = schema.enum.filter((value) => value !== null);
    if (values.length > 0) {
      mayBeNull ||= values.length < schema.enum.length && types.length === 0;
      schema.enum = values;
      if (types.length === 0) types = [...new Set(values.map(typeOf))];
    }
  }
  if (types.length === 0) types = typesMeant(schema);
  const solid = types.filter((type) => type !== 'null').sort();
  if (solid.length > 0) {
    schema.type = solid;
    if (mayBeNull) schema.nullable = true;
  } else if (mayBeNull) schema.type = ['null'];
  else delete schema.type;
  return effective(schema, solid);
}

/** Authors who describe properties or items without a type mean an object or a list. */
function typesMeant(schema: Schema): string[] {
  const isOpen = Object.keys(schema).some((key) => ['$ref', 'allOf', 'oneOf', 'anyOf'].includes(key));
  if (isOpen) return [];
  if (isObject(schema.properties)) return ['object'];
  return isObject(schema.items) ? ['array'] : [];
}

/** The type that a value has, the narrower one of a number. */
export function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (isNumeric(value)) return isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** Whether a node takes `null` and nothing else. */
export function isNullOnly(node: unknown): boolean {
  if (!isObject(node)) return false;
  const { type, enum: values } = node;
  return (
    type === 'null' ||
    (Array.isArray(type) && type.length === 1 && type[0] === 'null') ||
    (type === undefined && Array.isArray(values) && values.length === 1 && values[0] === null)
  );
}

/** Alternatives that only name values are a list of values; where exactly one may fit, of those that one alone names. */
export function asValues(members: AnySchema[], keyword: 'oneOf' | 'anyOf'): Schema | null {
  const schemas = membersWith(members, ['type', 'enum']);
  if (schemas === null) return null;
  const values = schemas.flatMap((member) => member.enum ?? []);
  const keys = values.map(keyOf);
  const isKept = (key: string) => keyword === 'anyOf' || keys.indexOf(key) === keys.lastIndexOf(key);
  return { type: typesOf(schemas), enum: values.filter((_, index) => isKept(keys[index] ?? '')) };
}

/** Alternatives that only name types are a list of types, unless exactly one may fit and two do. */
export function asTypes(members: AnySchema[], keyword: 'oneOf' | 'anyOf'): Schema | null {
  const schemas = membersWith(members, ['type']);
  if (schemas === null) return null;
  const types = typesOf(schemas);
  const isApart =
    types.length === schemas.flatMap(typesIn).length && !(types.includes('integer') && types.includes('number'));
  return keyword === 'anyOf' || isApart ? { type: types } : null;
}

/** The members, where each has these keywords and no other. */
function membersWith(members: AnySchema[], keywords: string[]): Schema[] | null {
  const schemas = members.filter((member) => typeof member === 'object' && member.nullable !== true) as Schema[];
  const isPlain = schemas.every((schema) => {
    const own = keywordsOf(schema);
    return own.length === keywords.length && own.every((keyword) => keywords.includes(keyword));
  });
  return isPlain && schemas.length === members.length ? schemas : null;
}

function typesOf(schemas: Schema[]): string[] {
  return [...new Set(schemas.flatMap(typesIn))].sort();
}
