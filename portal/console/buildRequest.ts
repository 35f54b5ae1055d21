import type { JsonValue, Parameter } from '@dpi/specs/model';
import type { PageOperation } from '../reference/operationPage.ts';
import type { Schemas } from '../reference/resolveSchema.ts';
import { encodedForm } from './encodedForm.ts';
import type { HttpHeader, HttpRequest } from './httpRequest.ts';
import { parseInput } from './parameterInput.ts';
import { inputName, type RequestValues } from './requestValues.ts';
import { headerValue, pathSegment, queryPairs } from './serializeParameter.ts';

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
  const given = givenParameters(operation, values, schemas);
  const at = (location: Parameter['in']) => given.filter(({ parameter }) => parameter.in === location);

  let path = operation.path;
  for (const { parameter, value } of at('path')) {
    path = path.replaceAll(`{${parameter.name}}`, () => pathSegment(parameter, value));
  }
  const query = at('query')
    .flatMap(({ parameter, value }) => queryPairs(parameter, value))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');

  const text = takesBody(operation) && values.body !== '' ? values.body : null;
  const sent = text === null || values.contentType === null ? null : encodedForm(values.contentType, text);
  const headers: HttpHeader[] = credential === null ? [] : [credential];
  if (sent !== null) headers.push({ name: 'Content-Type', value: sent.contentType });
  for (const { parameter, value } of at('header')) {
    headers.push({ name: parameter.name, value: headerText(headerValue(parameter, value)) });
  }
  const cookies = at('cookie').map(
    ({ parameter, value }) => `${parameter.name}=${headerText(headerValue(parameter, value))}`,
  );
  if (cookies.length > 0) headers.push({ name: 'Cookie', value: cookies.join('; ') });
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
    return value === undefined || isPlatformHeader(parameter) ? [] : [{ parameter, value }];
  });
}

/** OpenAPI says that parameters of these names are to be ignored: the request's own parts set them. */
function isPlatformHeader(parameter: Parameter): boolean {
  return (
    parameter.in === 'header' && ['content-type', 'authorization', 'x-api-key'].includes(parameter.name.toLowerCase())
  );
}

/** HTTP headers hold Latin-1 on one line; anything else is percent-encoded, which is what servers expect of UTF-8. */
function headerText(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e]+/g, encodeURIComponent);
}
