import { randomUUID } from 'node:crypto';
import type { ExampleRequest, JsonValue, Operation, Parameter } from '@dpi/specs/model';

/** A request as it goes over the wire, without server and without keys. */
export interface WireRequest {
  method: string;
  /** Below the address of the service, encoded; begins with `/`. */
  path: string;
  /** Without `?`. */
  query: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer | null;
}

const NOTHING: ExampleRequest = { parameters: [], contentType: null, body: undefined };
const BOUNDARY = 'example-boundary';

/**
 * The request that a named example describes; required parameters it does not name get a value that the spec offers. Gives
 * a text that says why where no such request can be made.
 */
export function exampleRequest(operation: Operation, example: ExampleRequest | null): WireRequest | string {
  const { parameters: named, contentType, body } = example ?? NOTHING;
  let { path } = operation;
  const query: string[] = [];
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const parameter of operation.parameters) {
    const { in: place, name } = parameter;
    const given = named.find((other) => other.in === place && other.name === name);
    if (given === undefined && !parameter.required) continue;
    const value = given === undefined ? offeredValue(parameter) : given.value;
    if (value === undefined)
      return `The spec offers no value for the required ${place} parameter ${name}. Give it an example.`;
    if (place === 'path') path = path.replaceAll(`{${name}}`, encodeURIComponent(plainText(value)));
    else if (place === 'query') query.push(...queryPairs(parameter, value));
    else if (place === 'header') headers[name.toLowerCase()] = plainText(value);
    else cookies.push(`${name}=${encodeURIComponent(plainText(value))}`);
  }
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) return 'Its path would lead elsewhere.';
  if (cookies.length > 0) headers.cookie = cookies.join('; ');
  if (body === undefined && operation.requestBody?.required === true) return 'It has no body, but one is required.';
  if (body === undefined)
    return { method: operation.method.toUpperCase(), path, query: query.join('&'), headers, body: null };
  const type = contentType ?? 'application/json';
  headers['content-type'] = type.startsWith('multipart/') ? `${type}; boundary=${BOUNDARY}` : type;
  return {
    method: operation.method.toUpperCase(),
    path,
    query: query.join('&'),
    headers,
    body: encodeBody(body, type),
  };
}

/** A fresh Idempotency-Key, so that a second run is not taken for a repetition of the first. */
export function offeredValue({ name, examples, schema }: Parameter): JsonValue | undefined {
  if (/^idempotency-key$/i.test(name)) return randomUUID();
  return examples[0]?.value ?? schema.examples?.[0] ?? schema.default ?? schema.const ?? schema.enum?.[0];
}

export function queryPairs({ name, style, explode }: Parameter, value: JsonValue): string[] {
  const pair = (key: string, text: string) => `${encodeURIComponent(key)}=${encodeURIComponent(text)}`;
  if (Array.isArray(value)) {
    if (explode && style === 'form') return value.map((item) => pair(name, plainText(item)));
    const separator = style === 'pipeDelimited' ? '|' : style === 'spaceDelimited' ? ' ' : ',';
    // The commas between items are not part of an item.
    if (separator === ',')
      return [`${encodeURIComponent(name)}=${value.map((item) => encodeURIComponent(plainText(item))).join()}`];
    return [pair(name, value.map(plainText).join(separator))];
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]): [string, string] => [key, plainText(item ?? null)]);
    if (style === 'deepObject') return entries.map(([key, text]) => pair(`${name}[${key}]`, text));
    if (explode) return entries.map(([key, text]) => pair(key, text));
    return [pair(name, entries.flat().join())];
  }
  return [pair(name, plainText(value))];
}

function plainText(value: JsonValue): string {
  if (Array.isArray(value)) return value.map(plainText).join();
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function encodeBody(body: JsonValue, contentType: string): Buffer {
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.entries(body) : null;
  if (contentType.startsWith('application/x-www-form-urlencoded') && fields !== null) {
    return Buffer.from(new URLSearchParams(fields.map(([name, value]) => [name, plainText(value ?? null)])).toString());
  }
  if (contentType.startsWith('multipart/') && fields !== null) {
    const parts = fields.map(
      ([name, value]) =>
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"\r\n\r\n${plainText(value ?? null)}\r\n`,
    );
    return Buffer.from(`${parts.join('')}--${BOUNDARY}--\r\n`);
  }
  return Buffer.from(typeof body === 'string' && !/json/i.test(contentType) ? body : JSON.stringify(body));
}
