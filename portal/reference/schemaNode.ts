import { type Discriminator, readDiscriminator } from '@dpi/specs/discriminator';
import type { JsonValue } from '@dpi/specs/json-value';
import { isObject } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { nameInReference, resolveSchema } from '@dpi/specs/schema-reference';
import { isSchema } from '@dpi/specs/subschemas';
import { type SchemaFact, schemaFacts } from './schemaFacts.ts';
import type { Schemas } from './schemaTypes.ts';
import { typeName } from './typeName.ts';

/** A schema as the reference draws it: names resolved, keywords in reading order, nothing left to look up. */
export interface SchemaNode {
  /** What the name stands for, in notation that reads the same in every language, such as `Money[]`. */
  type: string;
  /** Name of the schema in the spec, where it has one. */
  ref: string | null;
  title: string;
  /** Markdown. */
  description: string;
  facts: SchemaFact[];
  examples: JsonValue[];
  readOnly: boolean;
  writeOnly: boolean;
  deprecated: boolean;
  /** Id of the shared standard this is. */
  standard: string | null;
  /** Class of personal data. */
  dataProtection: string | null;
  groups: SchemaGroup[];
  /** Anchor of the place that draws this schema's groups, where they are not repeated here. */
  shownAt: string | null;
  /** Id of this place on the page; `null` where nothing may point to it. */
  anchor: string | null;
}

/** Schemas inside a schema, by what they are to it. */
export interface SchemaGroup {
  kind:
    | 'properties'
    | 'items'
    | 'prefixItems'
    | 'values'
    | 'otherProperties'
    | 'patternProperties'
    | 'propertyNames'
    | 'contains'
    | 'allOf'
    | 'oneOf'
    | 'anyOf'
    | 'not'
    | 'if'
    | 'then'
    | 'else'
    | 'dependentSchemas';
  /** Property that tells the alternatives apart, for `oneOf` and `anyOf`. */
  discriminator: string | null;
  members: SchemaMember[];
}

export interface SchemaMember {
  /** Property name, pattern, or value of the discriminator; `null` where position is all there is. */
  name: string | null;
  required: boolean;
  node: SchemaNode;
}

/** Ids of the places where named schemas are drawn on a page. Shared by all trees of the page, in the order they are drawn. */
export type ShownSchemas = Map<string, string>;

/**
 * @param anchor id of this place; unique on the page, as are those of the schemas inside, which begin with it. `null`: none has one
 * @param shown a named schema found here is not drawn again but pointed to; this tree adds its own
 */
export function schemaNode(
  schema: Schema,
  schemas: Schemas,
  anchor: string | null,
  shown: ShownSchemas = new Map(),
): SchemaNode {
  const name = nameInReference(schema.$ref);
  const resolved = resolveSchema(schema, schemas);
  const before = name === null ? undefined : shown.get(name);
  const nested = isNested(resolved);

  if (name !== null && nested && before === undefined) shown.set(name, anchor ?? '');
  return {
    type: typeName(resolved, schemas),
    ref: name,
    title: resolved.title ?? '',
    description: resolved.description ?? '',
    facts: schemaFacts(resolved),
    examples: nested ? [] : (resolved.examples ?? []),
    readOnly: resolved.readOnly === true,
    writeOnly: resolved.writeOnly === true,
    deprecated: resolved.deprecated === true,
    standard: resolved['x-standard'] ?? null,
    dataProtection: resolved['x-data-protection'] ?? null,
    groups: nested && before === undefined ? schemaGroups(resolved, name, schemas, anchor, shown) : [],
    shownAt: nested ? (before ?? null) : null,
    anchor,
  };
}

function isNested(schema: Schema): boolean {
  return groupKeywords.some((keyword) => {
    const value = schema[keyword];
    return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  });
}

const groupKeywords = [
  'properties',
  'items',
  'prefixItems',
  'additionalProperties',
  'unevaluatedProperties',
  'patternProperties',
  'propertyNames',
  'contains',
  'allOf',
  'oneOf',
  'anyOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
];

function schemaGroups(
  schema: Schema,
  name: string | null,
  schemas: Schemas,
  anchor: string | null,
  shown: ShownSchemas,
): SchemaGroup[] {
  const discriminator = readDiscriminator(schema, name, schemas);
  const required = new Set(schema.required);
  const groups: SchemaGroup[] = [];
  const anchors = anchorsBelow(anchor);
  const member = (kind: SchemaGroup['kind'], name: string | null, item: Schema): SchemaMember => ({
    name,
    required: name !== null && required.has(name),
    node: schemaNode(item, schemas, anchors(name ?? kind), shown),
  });
  const add = (kind: SchemaGroup['kind'], members: SchemaMember[]) => {
    if (members.length > 0) groups.push({ kind, discriminator: null, members });
  };
  const addNamed = (kind: SchemaGroup['kind'], value: unknown) =>
    add(kind, isObject(value) ? Object.entries(value).map(([name, item]) => member(kind, name, item as Schema)) : []);
  const addSingle = (kind: SchemaGroup['kind'], value: unknown) =>
    add(kind, isSchema(value) && !isToldByType(kind, value, schema) ? [member(kind, null, value)] : []);
  const addList = (kind: SchemaGroup['kind'], value: Schema[] | undefined) =>
    add(
      kind,
      (value ?? []).map((item) => member(kind, null, item)),
    );

  addNamed('properties', schema.properties);
  addNamed('patternProperties', schema.patternProperties);
  addSingle(
    schema.properties === undefined ? 'values' : 'otherProperties',
    schema.additionalProperties ?? schema.unevaluatedProperties,
  );
  addSingle('propertyNames', schema.propertyNames);
  addList('prefixItems', schema.prefixItems);
  addSingle('items', schema.items);
  addSingle('contains', schema.contains);
  addList('allOf', schema.allOf);
  for (const kind of ['oneOf', 'anyOf'] as const) {
    const members = (schema[kind] ?? []).map((item) => ({
      ...member(kind, null, item),
      name: selectingValues(discriminator, item),
    }));
    if (members.length > 0) groups.push({ kind, discriminator: schema.discriminator?.propertyName ?? null, members });
  }
  // Children of a parent are alternatives, too: the value says which of them a payload is.
  if (discriminator !== null && discriminator.list === null) {
    const children = discriminator.alternatives.filter((child) => nameInReference(child.schema.$ref) !== name);
    const members = children.map((child) => ({ ...member('oneOf', null, child.schema), name: child.value }));
    groups.push({ kind: 'oneOf', discriminator: discriminator.propertyName, members });
  }
  addSingle('not', schema.not);
  addSingle('if', schema.if);
  addSingle('then', schema.then);
  addSingle('else', schema.else);
  addNamed('dependentSchemas', schema.dependentSchemas);
  return groups;
}

/** The values of the discriminator that select an alternative. */
function selectingValues(discriminator: Discriminator | null, alternative: Schema): string | null {
  const values = discriminator?.alternatives.filter(
    ({ schema }) => schema === alternative || (schema.$ref !== undefined && schema.$ref === alternative.$ref),
  );
  return values === undefined || values.length === 0 ? null : values.map(({ value }) => value).join(' | ');
}

/**
 * An item or value of which nothing is said but its type is told by the type above it, such as `string[]` and
 * `map<string, integer>`.
 */
function isToldByType(kind: SchemaGroup['kind'], value: Schema, { prefixItems }: Schema): boolean {
  const keywords = Object.keys(value);
  if (keywords.length === 0) return true;
  if (keywords.some((keyword) => keyword !== 'type')) return false;
  return kind === 'values' || kind === 'propertyNames' || (kind === 'items' && prefixItems === undefined);
}

/** Gives each schema inside another an id that begins with that of the other, by its name or by what it is to it. */
function anchorsBelow(anchor: string | null): (name: string) => string | null {
  const given = new Set<string>();
  return (name) => {
    if (anchor === null) return null;
    const word = name.replace(/[^\w-]+/g, '-');
    let id = `${anchor}.${word}`;
    for (let count = 2; given.has(id); count++) id = `${anchor}.${word}-${count}`;
    given.add(id);
    return id;
  };
}
