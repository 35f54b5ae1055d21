import type { Schema } from '../catalogue/model.ts';
import { componentReference } from '../schema/schema-reference.ts';
import type { MemberType, Resource } from './model.ts';

const TYPES: Record<MemberType, Schema> = {
  string: { type: ['string', 'null'] },
  integer: { type: ['integer', 'null'] },
  number: { type: ['number', 'null'] },
  boolean: { type: ['boolean', 'null'] },
  timestamp: { type: ['string', 'null'], format: 'date-time' },
  money: { 'x-standard': 'money' },
  list: { type: 'array' },
  object: { type: 'object' },
  any: {},
};

/** The schema of the objects of a resource as they are kept: what is shown of them, and the hidden members. */
export function memberSchemas({ id, shows, hidden }: Resource): Schema {
  const properties: Record<string, Schema> = { [id]: { type: 'string' } };
  for (const [name, type] of Object.entries(hidden)) properties[name] = TYPES[type];
  const own: Schema = { type: 'object', properties };
  return shows === null ? own : { allOf: [{ $ref: componentReference(shows) }, own] };
}
