import type { JsonValue, Parameter } from '@dpi/specs/model';

export type SerializableParameter = Pick<Parameter, 'name' | 'in' | 'style' | 'explode'>;

/** Name and value pairs of a query string, not yet percent-encoded. */
export type QueryPair = [name: string, value: string];

/** Query string pairs of a parameter, by the `style` and `explode` of OpenAPI 3. */
export function queryPairs(parameter: SerializableParameter, value: JsonValue): QueryPair[] {
  const { name, style, explode } = parameter;
  if (Array.isArray(value)) {
    if (explode && style !== 'spaceDelimited' && style !== 'pipeDelimited') {
      return value.map((item) => [name, scalarText(item)]);
    }
    return [[name, value.map(scalarText).join(delimiter(style))]];
  }
  if (isObject(value)) {
    const entries = definedEntries(value);
    if (style === 'deepObject') return entries.map(([key, item]) => [`${name}[${key}]`, scalarText(item)]);
    if (explode) return entries.map(([key, item]) => [key, scalarText(item)]);
    return [[name, entries.flatMap(([key, item]) => [key, scalarText(item)]).join(delimiter(style))]];
  }
  return [[name, scalarText(value)]];
}

/** What stands in a path template in place of `{name}`, percent-encoded. */
export function pathSegment(parameter: SerializableParameter, value: JsonValue): string {
  const { style } = parameter;
  if (style === 'label') return labelSegment(parameter, value);
  if (style === 'matrix') return matrixSegment(parameter, value);
  return commaSeparated(parameter, value, encodeURIComponent);
}

/** Value of a header or cookie, in the `simple` style. */
export function headerValue(parameter: SerializableParameter, value: JsonValue): string {
  return commaSeparated(parameter, value, (text) => text);
}

function labelSegment({ explode }: SerializableParameter, value: JsonValue): string {
  const separator = explode ? '.' : ',';
  if (Array.isArray(value)) return `.${value.map((item) => encodeURIComponent(scalarText(item))).join(separator)}`;
  if (isObject(value)) {
    return `.${objectParts(value, explode, encodeURIComponent).join(separator)}`;
  }
  return `.${encodeURIComponent(scalarText(value))}`;
}

function matrixSegment({ name, explode }: SerializableParameter, value: JsonValue): string {
  const encode = (item: JsonValue) => encodeURIComponent(scalarText(item));
  if (Array.isArray(value)) {
    return explode
      ? value.map((item) => `;${name}=${encode(item)}`).join('')
      : `;${name}=${value.map(encode).join(',')}`;
  }
  if (isObject(value)) {
    const parts = objectParts(value, explode, encodeURIComponent);
    return explode ? parts.map((part) => `;${part}`).join('') : `;${name}=${parts.join(',')}`;
  }
  return `;${name}=${encode(value)}`;
}

function commaSeparated(
  { explode }: SerializableParameter,
  value: JsonValue,
  encode: (text: string) => string,
): string {
  if (Array.isArray(value)) return value.map((item) => encode(scalarText(item))).join(',');
  if (isObject(value)) return objectParts(value, explode, encode).join(',');
  return encode(scalarText(value));
}

function objectParts(value: JsonObjectValue, explode: boolean, encode: (text: string) => string): string[] {
  return definedEntries(value).flatMap(([key, item]) => {
    const text = encode(scalarText(item));
    return explode ? [`${encode(key)}=${text}`] : [encode(key), text];
  });
}

function delimiter(style: string): string {
  if (style === 'spaceDelimited') return ' ';
  if (style === 'pipeDelimited') return '|';
  return ',';
}

type JsonObjectValue = Extract<JsonValue, { [key: string]: unknown }>;

function isObject(value: JsonValue): value is JsonObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function definedEntries(value: JsonObjectValue): [string, JsonValue][] {
  return Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : [[key, item] as [string, JsonValue]],
  );
}

/** Nested values have no style in OpenAPI; JSON is the one reading that loses nothing. */
function scalarText(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
