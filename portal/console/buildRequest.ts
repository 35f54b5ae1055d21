import type { JsonValue } from '@dpi/specs/json-value';
import type { Parameter } from '@dpi/specs/model';
import { writeParameters } from '@dpi/specs/serialization';
import type { PageOperation } from '../reference/operationPage.ts';
import type { Schemas } from '../reference/schemaTypes.ts';
import { encodedBody } from './encodedBody.ts';
import type { HttpHeader, HttpRequest } from './httpRequest.ts';
import { parseInput } from './parameterInput.ts';
import { inputName, type RequestValues } from './requestValues.ts';

export interface RequestTarget {
  /** Where the sandbox answers for the service, such as `https://portal.example/sandbox/nid-verification/v1`. */
  baseUrl: string;
  /** Header that lets the request in; `null` where none does. */
  credential: HttpHeader | null;
}

/**
 * The request that a filled form stands for. What is empty is left out, and what is wrong is sent as it is: seeing
 * the sandbox refuse it is what a sandbox is for.
 */
export function buildRequest(
  operation: PageOperation,
  values: RequestValues,
  schemas: Schemas,
  { baseUrl, credential }: RequestTarget,
): HttpRequest {
  const { path, query, headers: parameters } = writeParameters(operation, givenParameters(operation, values, schemas));
  const text = takesBody(operation) && values.body !== '' ? values.body : null;
  const sent = text === null || values.contentType === null ? null : encodedBody(operation, values.contentType, text);
  const headers: HttpHeader[] = credential === null ? [] : [credential];
  if (sent !== null) headers.push({ name: 'Content-Type', value: sent.contentType });
  headers.push(...parameters);
  if (values.scenario !== '') headers.push({ name: 'X-Sandbox-Scenario', value: values.scenario });

  return {
    method: operation.method.toUpperCase(),
    url: `${baseUrl}${path}${query === '' ? '' : `?${query}`}`,
    headers,
    body: sent?.body ?? text,
  };
}

/** Browsers refuse to send a body with these. */
export function takesBody(operation: Pick<PageOperation, 'method' | 'requestBody'>): boolean {
  return operation.requestBody !== null && operation.method !== 'get' && operation.method !== 'head';
}

/** A path parameter without a value would ask for another resource; these must be filled before sending. */
export function missingParameters(operation: PageOperation, values: RequestValues): string[] {
  return operation.parameters
    .filter((parameter) => parameter.in === 'path' && (values.inputs[inputName(parameter)] ?? '').trim() === '')
    .map(inputName);
}

function givenParameters(operation: PageOperation, values: RequestValues, schemas: Schemas) {
  return operation.parameters.flatMap((parameter) => {
    const text = values.inputs[inputName(parameter)] ?? '';
    const parsed = parseInput(parameter.schema, text, schemas);
    const value: JsonValue | undefined = 'error' in parsed ? text : parsed.value;
    const { in: place, name } = parameter;
    return value === undefined || isPlatformHeader(parameter) ? [] : [{ in: place, name, value }];
  });
}

/** OpenAPI says that parameters of these names are to be ignored: the request's own parts set them. */
function isPlatformHeader(parameter: Parameter): boolean {
  return (
    parameter.in === 'header' && ['content-type', 'authorization', 'x-api-key'].includes(parameter.name.toLowerCase())
  );
}
