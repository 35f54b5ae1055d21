import { isObject, type JsonObject } from '../../json/value.ts';
import { type AnySchema, mayBe } from '../schema/canonical.ts';

/** Whether values can be such that `explode` writes them in another way: in most styles lists and objects, not single values. */
export function isExplodeSeen(base: AnySchema, revision: AnySchema, style: string): boolean {
  const seen = style === 'deepObject' ? [] : style === 'simple' ? ['object'] : ['array', 'object'];
  return [base, revision].every((schema) => typeof schema !== 'object' || seen.some((type) => mayBe(schema, type)));
}

/** How a value is written: in a style, or as a text of a media type. */
export function styleOf({ style, in: place, content }: JsonObject): string {
  if (isObject(content)) return Object.keys(content)[0] ?? '';
  return typeof style === 'string' ? style : place === 'query' || place === 'cookie' ? 'form' : 'simple';
}

export function isExploded(parameter: JsonObject): boolean {
  return typeof parameter.explode === 'boolean' ? parameter.explode : styleOf(parameter) === 'form';
}
