import type { ExampleRequest, JsonValue, Operation, Service } from '../model.ts';
import { credentialNeed, KEY_HEADER } from '../security.ts';

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
    ...(service.servedBy === 'sandbox' && { auth: SANDBOX_KEY }),
    variable: [{ key: 'baseUrl', value: publicUrl + service.basePath }, ...secretVariables(service)],
    item: [...folders].map(([name, operations]) => ({
      name,
      item: operations.map((operation) => requestItem(operation, authOf(service, operation))),
    })),
  };
}

const SANDBOX_KEY = {
  type: 'apikey',
  apikey: [
    { key: 'key', value: KEY_HEADER, type: 'string' },
    { key: 'value', value: '{{apiKey}}', type: 'string' },
    { key: 'in', value: 'header', type: 'string' },
  ],
};

/** What a collection holds for the reader to fill in: the sandbox's key, or a token for each bearer scheme of the platform. */
function secretVariables(service: Service): { key: string; value: string }[] {
  if (service.servedBy === 'sandbox') return [{ key: 'apiKey', value: 'DEMO_KEY' }];
  const schemes = new Set(service.operations.map((operation) => bearerScheme(service, operation)));
  return [...schemes].flatMap((name) => (name === undefined ? [] : [{ key: variableName(name), value: '' }]));
}

/** How a request is let in where it differs from its collection: not at all, or by its own token. */
function authOf(service: Service, operation: Operation) {
  if (credentialNeed(operation) === 'none') return { type: 'noauth' };
  if (service.servedBy === 'sandbox') return null;
  const scheme = bearerScheme(service, operation);
  if (scheme === undefined) return null;
  return { type: 'bearer', bearer: [{ key: 'token', value: `{{${variableName(scheme)}}}`, type: 'string' }] };
}

/** The first bearer token that an operation takes. */
function bearerScheme({ securitySchemes }: Service, { security }: Operation): string | undefined {
  return security.flat().find((name) => {
    const scheme = securitySchemes[name];
    return scheme?.type === 'http' && scheme.name.toLowerCase() === 'bearer';
  });
}

/** `TeamToken` becomes `teamToken`. */
function variableName(scheme: string): string {
  return scheme.charAt(0).toLowerCase() + scheme.slice(1);
}

function requestItem(operation: Operation, auth: ReturnType<typeof authOf>) {
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
      ...(auth !== null && { auth }),
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
