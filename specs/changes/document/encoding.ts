import { isObject, type JsonObject } from '../../json/value.ts';
import { type AnySchema, typesIn } from '../schema/canonical.ts';
import type { SchemaReader } from '../schema/schema-reader.ts';
import type { Add, Comparison } from './comparison.ts';
import { covers, type MediaType, mediaOf } from './media-types.ts';
import { isExplodeSeen } from './style.ts';

/** One part of a form: what the Encoding Object says of it, and its schema. */
interface Part {
  encoding: JsonObject;
  schema: AnySchema;
}

/** How the parts of a form are written, and which files they may be. */
export function compareEncoding(
  add: Add,
  comparison: Comparison,
  { base, revision }: { base: MediaType; revision: MediaType },
  pointer: string,
): void {
  if (!base.type.includes('form')) return;
  const [from, to] = [partsOf(comparison.schemas.base, base), partsOf(comparison.schemas.revision, revision)];
  for (const [name, old] of from) {
    const fresh = to.get(name);
    if (fresh === undefined) continue;
    const gone = typesLost(old, fresh);
    const at = `${pointer}/encoding`;
    if (gone.length > 0)
      add('request-body-encoding-media-type-removed', 'breaking', at, { name, from: gone.join(', ') });
    const isUrlEncoded = base.type === 'application/x-www-form-urlencoded';
    const [before, now] = [styleOf(old, isUrlEncoded), styleOf(fresh, isUrlEncoded)];
    const isSeen = isExplodeSeen(old.schema, fresh.schema, 'form');
    if (before !== now && isSeen)
      add('request-body-encoding-style-changed', 'breaking', at, { name, from: before, to: now });
  }
}

function partsOf(reader: SchemaReader, { media }: MediaType): Map<string, Part> {
  const schema = reader.read(media.schema);
  const properties = typeof schema === 'object' && isObject(schema.properties) ? schema.properties : {};
  const encoding = isObject(media.encoding) ? media.encoding : {};
  const names = new Set([...Object.keys(encoding), ...Object.keys(properties)]);
  return new Map(
    [...names].map((name) => {
      const own = Object.hasOwn(encoding, name) ? encoding[name] : undefined;
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return [name, { encoding: isObject(own) ? own : {}, schema: reader.read(property) }];
    }),
  );
}

/** Media types that a part could have and no longer can. */
function typesLost(from: Part, to: Part): string[] {
  const now = typesOf(to);
  if (typeof to.encoding.contentType !== 'string') return [];
  return typesOf(from).filter((type) => !now.some((other) => covers(mediaOf(other), mediaOf(type), 'request')));
}

/** The media types of a part: those that are written, or what OpenAPI says of its type. */
function typesOf({ encoding: { contentType }, schema }: Part): string[] {
  if (typeof contentType === 'string') return contentType.split(',').map((type) => type.trim().toLowerCase());
  if (typeof schema === 'boolean' || schema.contentMediaType !== undefined) return ['*/*'];
  const [type = '', ...others] = typesIn(schema);
  if (type === '' || others.length > 0) return ['*/*'];
  return type === 'object' ? ['application/json'] : type === 'array' ? ['*/*'] : ['text/plain'];
}

/** How lists and objects are written; parts of `multipart` are so only where it is said. */
function styleOf({ encoding: { style, explode } }: Part, isUrlEncoded: boolean): string {
  if (!isUrlEncoded && style === undefined && explode === undefined) return '';
  const name = typeof style === 'string' ? style : 'form';
  return (typeof explode === 'boolean' ? explode : name === 'form') ? `${name}, explode` : name;
}
