import type { Schema, Service } from '../catalogue/model.ts';
import { nameInReference, schemaAt } from '../schema/schema-reference.ts';

/** What an XML Object says (OpenAPI: XML Object). */
export interface XmlFacts {
  name: string | null;
  prefix: string | null;
  namespace: string | null;
  attribute: boolean;
  wrapped: boolean;
}

/** What XML needs to know of a schema: references followed, `allOf` and alternatives taken in. */
export interface SchemaView {
  xml: XmlFacts;
  /** Name of the component that the schema refers to. */
  name: string | null;
  types: string[];
  items(): SchemaView;
  property(name: string): SchemaView;
  properties: string[];
  required: string[];
}

const MAX_PARTS = 200;

export function schemaView(schema: Schema, schemas: Service['schemas']): SchemaView {
  return viewOf([schema], schemas);
}

function viewOf(roots: Schema[], schemas: Service['schemas']): SchemaView {
  const { parts, name } = partsOf(roots, schemas);
  const xml: XmlFacts = { name: null, prefix: null, namespace: null, attribute: false, wrapped: false };
  const types = new Set<string>();
  const properties = new Map<string, Schema[]>();
  const items: Schema[] = [];
  const required = new Set<string>();
  for (const part of parts) {
    const facts = (typeof part.xml === 'object' && part.xml !== null ? part.xml : {}) as Record<string, unknown>;
    if (typeof facts.name === 'string') xml.name ??= facts.name;
    if (typeof facts.prefix === 'string') xml.prefix ??= facts.prefix;
    if (typeof facts.namespace === 'string') xml.namespace ??= facts.namespace;
    xml.attribute ||= facts.attribute === true;
    xml.wrapped ||= facts.wrapped === true;
    for (const type of typeof part.type === 'string' ? [part.type] : (part.type ?? [])) types.add(type);
    for (const key of Array.isArray(part.required) ? part.required : []) required.add(key);
    if (typeof part.items === 'object') items.push(part.items);
    for (const [key, property] of Object.entries(part.properties ?? {}))
      properties.set(key, [...(properties.get(key) ?? []), property]);
  }
  return {
    xml,
    name,
    types: [...types],
    items: () => viewOf(items, schemas),
    property: (key) => viewOf(properties.get(key) ?? [], schemas),
    properties: [...properties.keys()],
    required: [...required],
  };
}

/** The schemas that say something of one value, those that are nearer first. */
function partsOf(roots: Schema[], schemas: Service['schemas']): { parts: Schema[]; name: string | null } {
  const parts: Schema[] = [...roots];
  let name: string | null = null;
  for (let index = 0; index < parts.length && index < MAX_PARTS; index++) {
    const part = parts[index];
    if (part === undefined) break;
    const referred = nameInReference(part.$ref);
    const target = schemaAt(part.$ref, schemas);
    if (target !== undefined) {
      if (index === 0 || (name === null && parts.length === 1)) name ??= referred;
      if (!parts.includes(target)) parts.push(target);
    }
    for (const other of [...(part.allOf ?? []), ...(part.oneOf ?? []), ...(part.anyOf ?? [])])
      if (typeof other === 'object' && other !== null && !parts.includes(other)) parts.push(other);
  }
  return { parts: parts.slice(0, MAX_PARTS), name };
}
