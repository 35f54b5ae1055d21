import { isObject, type JsonObject } from '../../json/value.ts';
import type { Direction } from '../change.ts';
import { keywordsOf, typesIn } from '../schema/canonical.ts';
import type { SchemaReader } from '../schema/schema-reader.ts';
import type { Node } from './comparison.ts';

export interface Media {
  /** In lower case, without parameters. */
  type: string;
  /** What tells this form of the type from others, such as a version. */
  parameters: string[];
  written: string;
}

export function mediaOf(written: string): Media {
  const [type = '', ...parameters] = written.split(';').map((part) => part.trim().toLowerCase().replaceAll('"', ''));
  // JSON is UTF-8 anyway, and of other texts a client reads the charset from the header.
  const telling = parameters.filter((parameter) => parameter !== '' && !parameter.startsWith('charset='));
  return { type, parameters: telling.sort(), written };
}

export interface MediaType extends Media {
  media: JsonObject;
}

/** Media types of which a schema can say more than that they are bytes. */
const STRUCTURED = /json|xml|yaml|form|multipart|^text\//;

/** The schema of a media type. Of a file it says nothing: OpenAPI 3.1 leaves out what 3.0 calls a binary string. */
export function schemaOf(reader: SchemaReader, { type, media }: MediaType): unknown {
  const schema = STRUCTURED.test(type) ? true : reader.read(media.schema);
  if (typeof schema === 'boolean' || schema.nullable === true || typesIn(schema).join() !== 'string')
    return media.schema;
  const keywords = keywordsOf(schema);
  const isFile = keywords.every((keyword) => keyword === 'type' || keyword === 'contentMediaType');
  // A text that may be of any type need not be a file.
  const isTold = !type.endsWith('/*') || keywords.includes('contentMediaType');
  return isFile && isTold ? undefined : media.schema;
}

/** Media types by what they are, however they are written. */
export function mediaTypes({ value }: Node): Map<string, MediaType> {
  const found = new Map<string, MediaType>();
  for (const [written, media] of Object.entries(isObject(value.content) ? value.content : {})) {
    const { type, parameters } = mediaOf(written);
    if (isObject(media)) found.set([type, ...parameters].join(';'), { type, parameters, written, media });
  }
  return found;
}

/** Whoever knew the one is served by the other: a range takes what is in it, and a type any of its forms that have parameters. */
export function covers(fresh: Media, old: Media, direction: Direction): boolean {
  const [wide, narrow] = direction === 'request' ? [fresh, old] : [old, fresh];
  if (!wide.parameters.every((parameter) => narrow.parameters.includes(parameter))) return false;
  const isInRange = wide.type.endsWith('/*') && narrow.type.startsWith(wide.type.slice(0, -1));
  return wide.type === '*/*' || wide.type === narrow.type || isInRange;
}

/** Whether what was one type is a range now that takes it in, such as `application/*`: a response can be of it still, but of others too. */
export function isRangeAround(fresh: Media, old: Media): boolean {
  return fresh.type.endsWith('/*') && covers(fresh, old, 'request');
}
