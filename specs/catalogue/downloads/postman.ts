import type { ExampleRequest, JsonValue, Operation, Service } from '../model.ts';

/** A Postman collection (format 2.1): a folder a tag, a request an operation, filled in from its first example. */
export function postmanCollection(service: Service, publicUrl: string) {
  const folders = new Map<string, Operation[]>();
  for (const operation of service.operations) {
    const name = operation.tags[0] ?? service.title;
    folders.set(name, [...(folders.get(name) ?? []), operation]);
  }
  return {
    info: {
      name: `${service.title} ${service.version}`,
      description: service.description,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: {
      type: 'apikey',
      apikey: [
        { key: 'key', value: 'X-API-Key', type: 'string' },
        { key: 'value', value: '{{apiKey}}', type: 'string' },
        { key: 'in', value: 'header', type: 'string' },
      ],
    },
    variable: [
      { key: 'baseUrl', value: publicUrl + service.basePath },
      { key: 'apiKey', value: 'DEMO_KEY' },
    ],
    item: [...folders].map(([name, operations]) => ({ name, item: operations.map(requestItem) })),
  };
}

function requestItem(operation: Operation) {
  const example = operation.examples.find(({ request }) => request !== null)?.request;
  const values = (place: string) =>
    (example?.parameters ?? []).filter((parameter) => parameter.in === place).flatMap(pairs);
  // Between two slashes Postman knows only whole variables.
  const path = operation.path
    .split('/')
    .map((part) => part.replace(/^\{([^}]+)\}$/, ':$1'))
    .join('/');
  const header = values('header');
  if (example?.contentType != null) header.push({ key: 'Content-Type', value: example.contentType });
  const body = example && bodyOf(example);
  return {
    name: operation.summary,
    request: {
      method: operation.method.toUpperCase(),
      description: operation.description,
      header,
      url: {
        raw: `{{baseUrl}}${path}`,
        host: ['{{baseUrl}}'],
        path: path.split('/').filter((part) => part !== ''),
        query: values('query'),
        variable: values('path'),
      },
      ...(body && { body }),
    },
  };
}

/** A body as Postman edits it: a form as its fields, all else as text. */
function bodyOf({ body, contentType }: ExampleRequest) {
  if (body === undefined) return null;
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.entries(body) : null;
  const type = contentType ?? 'application/json';
  if (fields !== null && type.startsWith('application/x-www-form-urlencoded')) {
    return { mode: 'urlencoded', urlencoded: fields.map(([key, value]) => ({ key, value: plainText(value ?? null) })) };
  }
  if (fields !== null && type.startsWith('multipart/')) {
    const formdata = fields.map(([key, value]) => ({ key, value: plainText(value ?? null), type: 'text' }));
    return { mode: 'formdata', formdata };
  }
  if (typeof body === 'string' && !/json/i.test(type)) return { mode: 'raw', raw: body };
  return { mode: 'raw', raw: JSON.stringify(body, null, 2), options: { raw: { language: 'json' } } };
}

/** The items of a list are parameters of one name. */
function pairs({ name, value }: { name: string; value: JsonValue }): { key: string; value: string }[] {
  return (Array.isArray(value) ? value : [value]).map((item) => ({ key: name, value: plainText(item) }));
}

function plainText(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
