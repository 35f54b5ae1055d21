import { randomUUID } from 'node:crypto';
import type { ExampleRequest, Operation, Parameter, Service } from '@dpi/specs/model';
import { isIdempotencyKey, isXmlMediaType, offeredValue, writeBody, writeParameters } from '@dpi/specs/serialization';
import type { Message, MessageValues } from '@dpi/specs/texts';
import { bodyAsXml } from '@dpi/specs/xml';

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

/** Why no request can be made of an example. */
export interface NoRequest {
  reason: Message;
}

/** The request that a named example describes; required parameters it does not name get a value that the spec offers. */
export function exampleRequest(
  operation: Operation,
  example: ExampleRequest | null,
  schemas: Service['schemas'],
): WireRequest | NoRequest {
  const { parameters: named, contentType, body } = example ?? NOTHING;
  const values: ExampleRequest['parameters'] = [];
  for (const parameter of operation.parameters) {
    const { in: place, name } = parameter;
    const given = named.find((other) => other.in === place && other.name === name);
    if (given === undefined && !parameter.required) continue;
    const value = given === undefined ? valueFor(parameter) : given.value;
    if (value === undefined) return noRequest(`no-value.${place}`, { name });
    values.push({ in: place, name, value });
  }
  const { path, query, headers: written } = writeParameters(operation, values);
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) return noRequest('path');
  if (body === undefined && operation.requestBody?.required === true) return noRequest('no-body');
  const headers = Object.fromEntries(written.map(({ name, value }) => [name.toLowerCase(), value]));
  const request = { method: operation.method.toUpperCase(), path, query, headers };
  if (body === undefined) return { ...request, body: null };
  const type = contentType ?? 'application/json';
  const content = operation.requestBody?.contents.find((one) => one.contentType === type);
  const sent = isXmlMediaType(type)
    ? { contentType: type, body: bodyAsXml(body, content ?? { schema: null }, schemas) }
    : writeBody(type, body, content?.encoding ?? {});
  headers['content-type'] = sent.contentType;
  return { ...request, body: Buffer.from(sent.body) };
}

function noRequest(name: string, values: MessageValues = {}): NoRequest {
  return { reason: { id: `requests.no-request.${name}`, values } };
}

/** A fresh Idempotency-Key, so that a second run is not taken for a repetition of the first; else what the spec offers. */
function valueFor(parameter: Parameter) {
  return isIdempotencyKey(parameter) ? randomUUID() : offeredValue(parameter);
}
