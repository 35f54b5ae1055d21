import type { Schema } from '../catalogue/model.ts';
import type { JsonValue } from '../json/value.ts';
import { compareNumbers, integerRange, isNumeric, type Numeric } from '../numbers/index.ts';
import { type Discriminator, nameInReference, readDiscriminator, schemaAt } from '../schema/index.ts';
import { isSchema } from '../schema/subschemas.ts';

/** Named schemas of a service, as `#/components/schemas/<name>` names them. */
export type Schemas = Record<string, Schema>;

const MAX_CHILDREN = 20;

/** One schema and what it is joined of: references followed, `allOf` taken in, constraints brought together. */
export interface FlatSchema {
  /** `null`: any. */
  types: string[] | null;
  /** Values the schema is limited to; `null`: not limited. */
  allowed: JsonValue[] | null;
  /** Values the schema states as examples or default. */
  stated: JsonValue[];
  formats: string[];
  patterns: string[];
  minLength: number;
  maxLength: number;
  /** `null`: no bound. */
  minimum: Numeric | null;
  maximum: Numeric | null;
  isMinimumExcluded: boolean;
  isMaximumExcluded: boolean;
  steps: Numeric[];
  minItems: number;
  maxItems: number;
  uniqueItems: boolean;
  minContains: number;
  contains: Schema[];
  prefixItems: Schema[][];
  /** `false`: no items beyond those of `prefixItems`. */
  items: Schema[] | false;
  minProperties: number;
  maxProperties: number;
  required: Set<string>;
  properties: Map<string, Schema[]>;
  patternProperties: [pattern: string, schema: Schema][];
  propertyNames: Schema[];
  /** `false`: no properties beyond those that are declared. */
  additional: Schema[] | false;
  dependentRequired: Map<string, string[]>;
  dependentSchemas: Map<string, Schema[]>;
  /** Of the alternatives of each group, one is to hold. */
  groups: { origin: Schema; alternatives: Schema[] }[];
  isReadOnly: boolean;
  isWriteOnly: boolean;
  title: string;
  /** References that were followed on the way. */
  references: string[];
}

/**
 * Brings together schemas that must all hold.
 * @param spend is called for each schema and property that is read, and may throw to end it
 */
export function flatten(parts: Schema[], schemas: Schemas, spend: () => void): FlatSchema {
  const flat: FlatSchema = {
    types: null,
    allowed: null,
    stated: [],
    formats: [],
    patterns: [],
    minLength: 0,
    maxLength: Number.POSITIVE_INFINITY,
    minimum: null,
    maximum: null,
    isMinimumExcluded: false,
    isMaximumExcluded: false,
    steps: [],
    minItems: 0,
    maxItems: Number.POSITIVE_INFINITY,
    uniqueItems: false,
    minContains: 0,
    contains: [],
    prefixItems: [],
    items: [],
    minProperties: 0,
    maxProperties: Number.POSITIVE_INFINITY,
    required: new Set(),
    properties: new Map(),
    patternProperties: [],
    propertyNames: [],
    additional: [],
    dependentRequired: new Map(),
    dependentSchemas: new Map(),
    groups: [],
    isReadOnly: false,
    isWriteOnly: false,
    title: '',
    references: [],
  };
  const seen = new Set<Schema>();
  const waiting = parts.map((schema) => ({ schema, isDirect: true }));
  for (let index = 0; index < waiting.length; index++) {
    const { schema, isDirect } = waiting[index] ?? { schema: {}, isDirect: false };
    if (typeof schema !== 'object' || schema === null || seen.has(schema)) continue;
    seen.add(schema);
    spend();
    const name = nameInReference(schema.$ref);
    const target = schemaAt(schema.$ref, schemas);
    if (name !== null && target !== undefined) {
      flat.references.push(isDirect ? name : `allOf ${name}`);
      waiting.push({ schema: target, isDirect });
      if (isDirect) addHierarchy(flat, name, target, schemas);
    }
    for (const part of listOf(schema.allOf)) waiting.push({ schema: part, isDirect: false });
    add(flat, schema, schemas, spend);
  }
  return flat;
}

function add(flat: FlatSchema, schema: Schema, schemas: Schemas, spend: () => void): void {
  const types = typeof schema.type === 'string' ? [schema.type] : Array.isArray(schema.type) ? schema.type : null;
  if (types !== null) flat.types = flat.types === null ? types : commonTypes(flat.types, types);
  const allowed = schema.const !== undefined ? [schema.const] : schema.enum;
  if (allowed !== undefined) flat.allowed = flat.allowed === null ? allowed : common(flat.allowed, allowed);
  const stated = [...listOf(schema.examples as JsonValue[]).slice(0, 3), schema.default];
  flat.stated.push(...stated.filter((value) => value !== undefined));
  if (typeof schema.format === 'string') flat.formats.push(schema.format);
  if (typeof schema.pattern === 'string') flat.patterns.push(schema.pattern);
  flat.minLength = Math.max(flat.minLength, numberOr(schema.minLength, 0));
  flat.maxLength = Math.min(flat.maxLength, numberOr(schema.maxLength, Number.POSITIVE_INFINITY));
  addBounds(flat, schema);
  flat.minItems = Math.max(flat.minItems, numberOr(schema.minItems, 0));
  flat.maxItems = Math.min(flat.maxItems, numberOr(schema.maxItems, Number.POSITIVE_INFINITY));
  flat.uniqueItems ||= schema.uniqueItems === true;
  if (isSchema(schema.contains)) {
    flat.contains.push(schema.contains);
    flat.minContains = Math.max(flat.minContains, numberOr(schema.minContains, 1));
  }
  for (const [index, item] of listOf(schema.prefixItems).entries()) {
    spend();
    flat.prefixItems[index] = [...(flat.prefixItems[index] ?? []), item];
  }
  if (schema.items === false) flat.items = false;
  else if (isSchema(schema.items) && flat.items !== false) flat.items.push(schema.items);
  flat.minProperties = Math.max(flat.minProperties, numberOr(schema.minProperties, 0));
  flat.maxProperties = Math.min(flat.maxProperties, numberOr(schema.maxProperties, Number.POSITIVE_INFINITY));
  for (const name of listOf(schema.required)) if (typeof name === 'string') flat.required.add(name);
  for (const [name, property] of entriesOf(schema.properties)) {
    spend();
    flat.properties.set(name, [...(flat.properties.get(name) ?? []), property]);
  }
  flat.patternProperties.push(...entriesOf(schema.patternProperties));
  if (isSchema(schema.propertyNames)) flat.propertyNames.push(schema.propertyNames);
  const { additionalProperties: additional } = schema;
  if (additional === false) flat.additional = false;
  else if (isSchema(additional) && flat.additional !== false) flat.additional.push(additional);
  if (schema.unevaluatedProperties === false && schema.allOf === undefined) flat.additional = false;
  for (const [name, names] of entriesOf(schema.dependentRequired as Record<string, string[]>))
    flat.dependentRequired.set(name, [...(flat.dependentRequired.get(name) ?? []), ...listOf(names)]);
  for (const [name, dependent] of entriesOf(schema.dependentSchemas as Record<string, Schema>))
    flat.dependentSchemas.set(name, [...(flat.dependentSchemas.get(name) ?? []), dependent]);
  addGroups(flat, schema, schemas);
  flat.isReadOnly ||= schema.readOnly === true;
  flat.isWriteOnly ||= schema.writeOnly === true;
  flat.title ||= typeof schema.title === 'string' ? schema.title : '';
}

function addBounds(flat: FlatSchema, schema: Schema): void {
  const range = integerRange(schema.format);
  for (const lowest of [schema.minimum, range?.minimum]) addLowest(flat, lowest, false);
  addLowest(flat, schema.exclusiveMinimum, true);
  for (const highest of [schema.maximum, range?.maximum]) addHighest(flat, highest, false);
  addHighest(flat, schema.exclusiveMaximum, true);
  const step = numericOr(schema.multipleOf);
  if (step !== null && compareNumbers(step, 0) > 0) flat.steps.push(step);
}

/** Of two equal bounds the exclusive one is stricter. */
function addLowest(flat: FlatSchema, value: unknown, isExcluded: boolean): void {
  const bound = numericOr(value);
  if (bound === null) return;
  const order = flat.minimum === null ? 1 : compareNumbers(bound, flat.minimum);
  if (order > 0 || (order === 0 && isExcluded)) [flat.minimum, flat.isMinimumExcluded] = [bound, isExcluded];
}

function addHighest(flat: FlatSchema, value: unknown, isExcluded: boolean): void {
  const bound = numericOr(value);
  if (bound === null) return;
  const order = flat.maximum === null ? 1 : compareNumbers(flat.maximum, bound);
  if (order > 0 || (order === 0 && isExcluded)) [flat.maximum, flat.isMaximumExcluded] = [bound, isExcluded];
}

function addGroups(flat: FlatSchema, schema: Schema, schemas: Schemas): void {
  for (const list of ['oneOf', 'anyOf'] as const) {
    const branches = alternatives(schema, list, schemas);
    if (branches.length > 0) flat.groups.push({ origin: schema, alternatives: branches });
  }
  if (isSchema(schema.if)) {
    const whenTrue = isSchema(schema.then) ? [schema.if, schema.then] : [schema.if];
    const whenFalse = isSchema(schema.else) ? schema.else : {};
    flat.groups.push({ origin: schema, alternatives: [{}, { allOf: whenTrue }, whenFalse] });
  }
}

/** The alternatives of a list, each with the value that a discriminator names it by. */
function alternatives(schema: Schema, list: 'oneOf' | 'anyOf', schemas: Schemas): Schema[] {
  const branches = listOf(schema[list]);
  const discriminator = readDiscriminator(schema, null, schemas);
  if (discriminator?.list !== list) return branches;
  return [...named(discriminator), ...branches.filter((branch) => branch?.type === 'null')];
}

function named({ propertyName, alternatives: choices }: Discriminator): Schema[] {
  return choices.map(({ value, schema }) => ({
    allOf: [schema, { required: [propertyName], properties: { [propertyName]: { const: value } } }],
  }));
}

/** Where the discriminator stands in the parent, the alternatives are the schemas that take the parent in by `allOf`. */
function addHierarchy(flat: FlatSchema, name: string, parent: Schema, schemas: Schemas): void {
  const discriminator = readDiscriminator(parent, name, schemas);
  if (discriminator?.list === null)
    flat.groups.push({ origin: parent, alternatives: named(discriminator).slice(0, MAX_CHILDREN) });
}

function commonTypes(one: string[], other: string[]): string[] {
  const isIn = (type: string, types: string[]) =>
    types.includes(type) || (type === 'integer' && types.includes('number'));
  return [...new Set([...one.filter((type) => isIn(type, other)), ...other.filter((type) => isIn(type, one))])];
}

function common(one: JsonValue[], other: JsonValue[]): JsonValue[] {
  const known = new Set(other.map((value) => JSON.stringify(value)));
  return one.filter((value) => known.has(JSON.stringify(value)));
}

function listOf<T>(value: T[] | undefined): T[] {
  return Array.isArray(value) ? value : [];
}

function entriesOf<T>(value: Record<string, T> | undefined): [string, T][] {
  return isSchema(value) ? (Object.entries(value) as [string, T][]) : [];
}

/** YAML has numbers that JSON has not. */
function numericOr(value: unknown): Numeric | null {
  return isNumeric(value) && (typeof value !== 'number' || Number.isFinite(value)) ? value : null;
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}
