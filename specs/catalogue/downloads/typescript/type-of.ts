import { isObject, type JsonValue } from '../../../json/value.ts';
import { nameInReference } from '../../../schema/schema-reference.ts';
import type { Schema } from '../../model.ts';

/** A schema as a type of TypeScript. What types cannot say, such as bounds, is left to the service. */
export function typeOf(schema: Schema | boolean, names: ReadonlyMap<string, string>): string {
  if (typeof schema === 'boolean') return schema ? 'unknown' : 'never';
  const name = nameInReference(schema.$ref);
  if (name !== null) return names.get(name) ?? 'unknown';
  if (schema.const !== undefined) return literal(schema.const);
  if (Array.isArray(schema.enum)) return union(schema.enum.map(literal));
  const parts = [
    ...(schema.allOf ?? []).map((part) => typeOf(part, names)),
    ...[schema.oneOf, schema.anyOf].flatMap((alternatives) =>
      alternatives === undefined ? [] : [union(alternatives.map((part) => typeOf(part, names)))],
    ),
  ].filter((part) => part !== 'unknown');
  const own = ownType(schema, names);
  if (own === 'unknown' || (own === OBJECT && parts.length > 0)) return intersection(parts);
  return intersection([own, ...parts]);
}

const OBJECT = 'Record<string, unknown>';

function ownType(schema: Schema, names: ReadonlyMap<string, string>): string {
  const types = schema.type === undefined ? inferred(schema) : [schema.type].flat();
  return types.length === 0 ? 'unknown' : union(types.map((type) => typeNamed(type, schema, names)));
}

/** Types that keywords speak of where `type` is absent. */
function inferred({ properties, items, prefixItems }: Schema): string[] {
  if (properties !== undefined) return ['object'];
  return items === undefined && prefixItems === undefined ? [] : ['array'];
}

function typeNamed(type: string, schema: Schema, names: ReadonlyMap<string, string>): string {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array') return arrayType(schema, names);
  if (type === 'object') return objectType(schema, names);
  return ['string', 'boolean', 'null'].includes(type) ? type : 'unknown';
}

function arrayType({ items, prefixItems }: Schema, names: ReadonlyMap<string, string>): string {
  const rest = typeOf((items as Schema | boolean | undefined) ?? true, names);
  if (!Array.isArray(prefixItems)) return `${/[ &|]/.test(rest) ? `(${rest})` : rest}[]`;
  const first = prefixItems.map((item) => `${typeOf(item as Schema, names)}?`);
  return `[${[...first, ...(rest === 'never' ? [] : [`...(${rest})[]`])].join(', ')}]`;
}

function objectType(schema: Schema, names: ReadonlyMap<string, string>): string {
  const properties = Object.entries(schema.properties ?? {});
  const { additionalProperties: others } = schema;
  if (properties.length === 0) return isObject(others) ? `Record<string, ${typeOf(others as Schema, names)}>` : OBJECT;
  const members = properties.map(([name, property]) => {
    // A request lacks what is read-only, a response what is write-only.
    const isOptional = !(schema.required ?? []).includes(name) || isOneWay(property);
    return `${comment(descriptionOf(property))}${memberName(name)}${isOptional ? '?' : ''}: ${typeOf(property, names)};`;
  });
  return `{\n${indent(members.join('\n'))}\n}`;
}

function isOneWay(schema: Schema | boolean): boolean {
  return isObject(schema) && (schema.readOnly === true || schema.writeOnly === true);
}

function descriptionOf(schema: Schema | boolean): string {
  return isObject(schema) && typeof schema.description === 'string' ? schema.description : '';
}

function literal(value: JsonValue): string {
  return isObject(value) || Array.isArray(value) ? 'unknown' : JSON.stringify(value);
}

function union(types: string[]): string {
  return types.includes('unknown') ? 'unknown' : [...new Set(types)].join(' | ');
}

function intersection(types: string[]): string {
  const distinct = [...new Set(types)];
  if (distinct.length < 2) return distinct[0] ?? 'unknown';
  return distinct.map((type) => (type.includes(' | ') ? `(${type})` : type)).join(' & ');
}

/** A name as it stands before a colon; `__proto__` would be no member, but what others are inherited from. */
export function memberName(name: string): string {
  if (name === '__proto__') return `["${name}"]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
}

/** A text above what it describes; nothing where there is none. */
export function comment(text: string): string {
  const lines = text.trim().replaceAll('*/', '* /').split('\n');
  if (lines[0] === '') return '';
  return lines.length === 1
    ? `/** ${lines[0]} */\n`
    : `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
}

export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
