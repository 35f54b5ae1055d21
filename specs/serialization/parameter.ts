import type { Parameter } from '../catalogue/model.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { stringifyJson } from '../numbers/index.ts';
import { isJsonMediaType } from './media-type.ts';

/** How a parameter is written: the part of a Parameter Object that says so. */
export type ParameterStyle = Pick<Parameter, 'name' | 'style' | 'explode' | 'allowReserved' | 'contentType'>;

/** Name and value, both encoded. */
export type Pair = [name: string, value: string];

/** Percent-encodes, or does whatever else a text needs at its place. */
export type Encode = (text: string) => string;

/** What `allowReserved` leaves as it is; "&", "+", "#" and brackets would end or change a value in a query. */
const ALLOWED_RESERVED = /%(?:3A|2F|3F|40|24|2C|3B|3D)/g;

/** Name and value of each part of a query string, by the table of styles in OpenAPI (Parameter Object, Style Examples). */
export function queryPairs(
  parameter: ParameterStyle,
  value: JsonValue,
  encodeAll: Encode = encodeURIComponent,
): Pair[] {
  const { name, style, explode, contentType, allowReserved } = parameter;
  const encode: Encode = allowReserved
    ? (text) => encodeAll(text).replace(ALLOWED_RESERVED, decodeURIComponent)
    : encodeAll;
  if (contentType !== null) return [[encodeAll(name), encode(contentText(contentType, value))]];
  if (style === 'deepObject' && isObject(value)) return deepPairs(name, value, encodeAll, encode);
  if (Array.isArray(value) && value.length > 0 && (explode || style === 'deepObject'))
    return value.map((item) => [encodeAll(name), encode(plainText(item))]);
  if (isObject(value) && explode)
    return entriesOf(value).map(([key, item]) => [encodeAll(key), encode(plainText(item))]);
  if (Array.isArray(value) || isObject(value)) return [[encodeAll(name), delimited(style, parts(value), encode)]];
  return [[encodeAll(name), encode(plainText(value))]];
}

/** The rest of a path: slashes stay between its segments. */
const encodeSegments: Encode = (text) => text.split('/').map(encodeURIComponent).join('/');

/** What stands in a path template in place of `{name}`, percent-encoded. */
export function pathText(parameter: ParameterStyle, value: JsonValue): string {
  const { name, style, explode, allowReserved, contentType } = parameter;
  const encode: Encode = allowReserved ? encodeSegments : encodeURIComponent;
  if (contentType !== null) return encode(contentText(contentType, value));
  const items = isObject(value) && explode ? explodedParts(value, encode) : parts(value).map(encode);
  if (style === 'label') return `.${items.join(explode ? '.' : ',')}`;
  if (style !== 'matrix') return items.join(',');
  if (!explode) return `;${name}=${items.join(',')}`;
  return isObject(value) ? items.map((item) => `;${item}`).join('') : items.map((item) => `;${name}=${item}`).join('');
}

/** The value of a header. What HTTP cannot carry is percent-encoded, or escaped where it is JSON. */
export function headerText({ explode, contentType }: ParameterStyle, value: JsonValue): string {
  if (contentType !== null) return encodeForHeader(contentText(contentType, value), contentType);
  const items = isObject(value) && explode ? explodedParts(value, (text) => text) : parts(value);
  return encodeForHeader(items.join(','), null);
}

/** The pairs of a `Cookie` header, which are separated by "; ". */
export function cookiePairs(parameter: ParameterStyle, value: JsonValue): Pair[] {
  return queryPairs({ ...parameter, allowReserved: false }, value);
}

/** A value as a media type has it: JSON, or text as it is. */
export function contentText(contentType: string, value: JsonValue): string {
  return isJsonMediaType(contentType) ? stringifyJson(value) : plainText(value);
}

/** A value without a media type. `null` is written as nothing; what is nested has no style, and JSON loses nothing of it. */
export function plainText(value: JsonValue): string {
  if (value === null) return '';
  return Array.isArray(value) || isObject(value) ? stringifyJson(value) : String(value);
}

export function entriesOf(value: JsonObject): [string, JsonValue][] {
  return Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : [[key, item] as [string, JsonValue]],
  );
}

/** OpenAPI leaves open how objects in objects are written; nested brackets are what servers read. */
function deepPairs(name: string, value: JsonValue, encodeName: Encode, encode: Encode): Pair[] {
  if (isObject(value))
    return entriesOf(value).flatMap(([key, item]) => deepPairs(`${name}[${key}]`, item, encodeName, encode));
  if (!Array.isArray(value)) return [[encodeName(name), encode(plainText(value))]];
  return value.flatMap((item, index) =>
    Array.isArray(item) || isObject(item)
      ? deepPairs(`${name}[${index}]`, item, encodeName, encode)
      : deepPairs(name, item, encodeName, encode),
  );
}

/** The items of a list, the names and values of an object in turn, or the one text of anything else. */
function parts(value: JsonValue): string[] {
  if (Array.isArray(value)) return value.map(plainText);
  return isObject(value) ? entriesOf(value).flatMap(([key, item]) => [key, plainText(item)]) : [plainText(value)];
}

function explodedParts(value: JsonObject, encode: Encode): string[] {
  return entriesOf(value).map(([key, item]) => `${encode(key)}=${encode(plainText(item))}`);
}

/** Only the comma may stand unencoded between parts, so it is encoded within them. */
function delimited(style: string, items: string[], encode: Encode): string {
  if (style === 'spaceDelimited') return items.map(encode).join(encode(' '));
  if (style === 'pipeDelimited') return items.map(encode).join(encode('|'));
  return items.map((item) => encode(item).replaceAll(',', encodeComma(encode))).join(',');
}

/** An encoder that leaves everything as it is leaves the comma, too. */
function encodeComma(encode: Encode): string {
  return encode('%') === '%' ? ',' : '%2C';
}

function encodeForHeader(text: string, contentType: string | null): string {
  if (contentType !== null && isJsonMediaType(contentType))
    return text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return text.replaceAll(/[^\t\x20-\x7e]+/g, encodeURIComponent);
}
