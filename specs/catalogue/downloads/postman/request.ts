import { isObject, type JsonValue } from '../../../json/value.ts';
import {
  formFields,
  isFormMediaType,
  isIdempotencyKey,
  isJsonMediaType,
  isXmlMediaType,
  mediaTypeOf,
  offeredValue,
  pathText,
  queryPairs,
  writeParameters,
} from '../../../serialization/index.ts';
import { bodyAsXml } from '../../../xml/index.ts';
import type { ExampleRequest, Operation, Parameter, Service } from '../../model.ts';
import { authOf } from './auth.ts';

/** What Postman replaces by a new UUID in each request. */
const NEW_UUID = '{{$guid}}';

/**
 * A request of Postman that sends these values; required parameters that have none get what the spec offers.
 * @param variables of the collection: parameters in path and query and properties of the body that have the name of one take its value
 * @param headers that the request has besides those of the spec
 */
export function postmanRequest(
  service: Service,
  operation: Operation,
  example: ExampleRequest,
  variables: ReadonlySet<string>,
  headers: { key: string; value: string }[] = [],
) {
  const values = operation.parameters.flatMap((parameter) => {
    const { in: place, name } = parameter;
    const given = example.parameters.find((other) => other.in === place && other.name === name)?.value;
    const value = given ?? (parameter.required ? valueFor(parameter) : undefined);
    return value === undefined ? [] : [{ in: place, name, value }];
  });
  const texts = new Map<string, string>();
  for (const parameter of operation.parameters.filter(({ in: place }) => place === 'path')) {
    const given = values.find((other) => other.in === 'path' && other.name === parameter.name);
    const text = given === undefined ? '' : pathText(parameter, given.value);
    texts.set(parameter.name, variables.has(parameter.name) ? `{{${parameter.name}}}` : text);
  }
  const long = new Set(
    operation.parameters.filter((one) => one.in === 'path' && one.allowReserved).map(({ name }) => name),
  );
  // Between two slashes Postman knows only whole variables; in any other segment, or in several, the values stand themselves.
  const segments = operation.path
    .split('/')
    .flatMap((part) =>
      long.has(WHOLE_VARIABLE.exec(part)?.[1] ?? '')
        ? part.replace(WHOLE_VARIABLE, (template, name: string) => texts.get(name) ?? template).split('/')
        : WHOLE_VARIABLE.test(part)
          ? part.replace(WHOLE_VARIABLE, ':$1')
          : part.replace(/\{([^}]+)\}/g, (template, name: string) => texts.get(name) ?? template),
    );
  const query = operation.parameters
    .filter(({ in: place }) => place === 'query')
    .flatMap((parameter) => {
      const given = values.find((other) => other.in === 'query' && other.name === parameter.name);
      if (given === undefined) return [];
      const { name } = parameter;
      return variables.has(name) ? [[name, `{{${name}}}`]] : queryPairs(parameter, given.value);
    });
  const search = query.length === 0 ? '' : `?${query.map((pair) => pair.join('=')).join('&')}`;
  const header = [...writeParameters(operation, values).headers.map(entry), ...headers];
  const body = bodyOf(service, operation, example, variables);
  // Postman writes the Content-Type of a form itself, with its boundary.
  if (body?.mode === 'raw' && example.contentType !== null)
    header.push({ key: 'Content-Type', value: example.contentType });
  const auth = authOf(service, operation);
  return {
    ...(auth !== null && { auth }),
    method: operation.method.toUpperCase(),
    description: operation.description,
    header,
    url: {
      raw: `{{baseUrl}}${segments.join('/')}${search}`,
      host: ['{{baseUrl}}'],
      path: segments.filter((part) => part !== ''),
      query: query.map(([key, value]) => ({ key, value })),
      variable: [...texts].filter(([name]) => segments.includes(`:${name}`)).map(([key, value]) => ({ key, value })),
    },
    ...(body && { body }),
  };
}

const WHOLE_VARIABLE = /^\{([^}]+)\}$/;

function valueFor(parameter: Parameter): JsonValue | undefined {
  return isIdempotencyKey(parameter) ? NEW_UUID : offeredValue(parameter);
}

function entry({ name, value }: { name: string; value: string }): { key: string; value: string } {
  return { key: name, value };
}

/** A body as Postman edits it: a form as its fields, all else as text. */
function bodyOf(
  { schemas }: Service,
  { requestBody, collection }: Operation,
  { body: given, contentType }: ExampleRequest,
  variables: ReadonlySet<string>,
) {
  if (given === undefined) return null;
  const body = isObject(given) ? withVariables(given, collection.body, variables) : given;
  const type = contentType ?? 'application/json';
  const content = requestBody?.contents.find((one) => one.contentType === contentType);
  if (isFormMediaType(type) && isObject(body)) {
    const fields = formFields(body, content?.encoding ?? {});
    if (mediaTypeOf(type) === 'application/x-www-form-urlencoded')
      return { mode: 'urlencoded', urlencoded: fields.map(entry) };
    const formdata = fields.map((field) => ({
      ...entry(field),
      type: 'text',
      ...(field.contentType !== null && { contentType: field.contentType }),
    }));
    return { mode: 'formdata', formdata };
  }
  if (isJsonMediaType(type))
    return { mode: 'raw', raw: JSON.stringify(body, null, 2), options: { raw: { language: 'json' } } };
  if (isXmlMediaType(type)) {
    const raw = bodyAsXml(body, content ?? { schema: null }, schemas);
    return { mode: 'raw', raw, options: { raw: { language: 'xml' } } };
  }
  return { mode: 'raw', raw: typeof body === 'string' ? body : JSON.stringify(body, null, 2) };
}

function withVariables(
  body: Record<string, JsonValue | undefined>,
  texts: Record<string, string>,
  variables: ReadonlySet<string>,
) {
  const members = Object.entries(body).map(([name, value]) => [
    name,
    variables.size === 0 ? value : (texts[name] ?? (variables.has(name) ? `{{${name}}}` : value)),
  ]);
  return Object.fromEntries(members) as Record<string, JsonValue>;
}
