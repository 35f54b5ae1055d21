import type { ExampleRequest, JsonValue, Operation, OperationExample, Parameter } from '@dpi/specs/model';
import type { MockRequest } from './mock-service.ts';

/** The request that an operation's named example describes; required parameters it does not name get a value that fits. */
export function exampleRequest(operation: Operation, { request }: Pick<OperationExample, 'request'>): MockRequest {
  const {
    parameters: named,
    contentType,
    body,
  }: ExampleRequest = request ?? {
    parameters: [],
    contentType: null,
    body: undefined,
  };
  const missing = operation.parameters.filter(
    (parameter) =>
      parameter.required && !named.some((other) => other.in === parameter.in && other.name === parameter.name),
  );
  const parameters = [...named, ...missing.map((parameter) => ({ ...parameter, value: fittingValue(parameter) }))];
  let { path } = operation;
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const { in: place, name, value } of parameters) {
    if (place === 'path') path = path.replaceAll(`{${name}}`, encodeURIComponent(textOf(value)));
    else if (place === 'header') headers[name.toLowerCase()] = textOf(value);
    else if (place === 'cookie') cookies.push(`${name}=${textOf(value)}`);
    else if (Array.isArray(value) && isExploded(operation, name))
      for (const item of value) query.append(name, textOf(item));
    else query.append(name, textOf(value));
  }
  if (cookies.length > 0) headers.cookie = cookies.join('; ');
  if (body !== undefined) headers['content-type'] = contentType ?? 'application/json';
  return {
    method: operation.method.toUpperCase(),
    path,
    query: query.toString(),
    headers,
    body: body === undefined ? null : bodyOf(body, contentType),
  };
}

function fittingValue({ examples, schema }: Parameter): JsonValue {
  return examples[0]?.value ?? schema.examples?.[0] ?? schema.default ?? schema.enum?.[0] ?? 'x';
}

function isExploded(operation: Operation, name: string): boolean {
  return (
    operation.parameters.find((parameter) => parameter.in === 'query' && parameter.name === name)?.explode === true
  );
}

function textOf(value: JsonValue): string {
  if (Array.isArray(value)) return value.map(textOf).join();
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function bodyOf(body: JsonValue, contentType: string | null): Buffer {
  if (contentType === 'application/x-www-form-urlencoded' && typeof body === 'object' && body !== null) {
    return Buffer.from(
      new URLSearchParams(Object.entries(body).map(([name, value]) => [name, textOf(value ?? null)])).toString(),
    );
  }
  return Buffer.from(
    typeof body === 'string' && contentType !== null && !/json/.test(contentType) ? body : JSON.stringify(body),
  );
}
