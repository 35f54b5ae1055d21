import { isObject } from '../../json/is-object.ts';
import {
  formFields,
  isFormMediaType,
  isJsonMediaType,
  isXmlMediaType,
  mediaTypeOf,
  pathText,
  queryPairs,
  writeParameters,
} from '../../serialization/index.ts';
import { bodyAsXml } from '../../xml/index.ts';
import type { ExampleRequest, Operation, Parameter, Service } from '../model.ts';
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
      item: operations.map((operation) => requestItem(operation, service)),
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

function requestItem(operation: Operation, service: Service) {
  const auth = authOf(service, operation);
  const example = operation.examples.find(({ request }) => request !== null)?.request;
  const given = (place: Parameter['in']) =>
    operation.parameters.flatMap((parameter) => {
      const found = example?.parameters.find(({ in: at, name }) => at === place && name === parameter.name);
      return found === undefined || parameter.in !== place ? [] : [{ parameter, value: found.value }];
    });
  const texts = new Map(given('path').map(({ parameter, value }) => [parameter.name, pathText(parameter, value)]));
  // Between two slashes Postman knows only whole variables; in any other segment the values stand themselves.
  const segments = operation.path
    .split('/')
    .map((part) =>
      WHOLE_VARIABLE.test(part)
        ? part.replace(WHOLE_VARIABLE, ':$1')
        : part.replace(/\{([^}]+)\}/g, (template, name: string) => texts.get(name) ?? template),
    );
  const header = writeParameters(operation, example?.parameters ?? []).headers.map(entry);
  const body = example && bodyOf(operation, example, service.schemas);
  // Postman writes the Content-Type of a form itself, with its boundary.
  if (body?.mode === 'raw' && example?.contentType != null)
    header.push({ key: 'Content-Type', value: example.contentType });
  return {
    name: operation.summary,
    request: {
      ...(auth !== null && { auth }),
      method: operation.method.toUpperCase(),
      description: operation.description,
      header,
      url: {
        raw: `{{baseUrl}}${segments.join('/')}`,
        host: ['{{baseUrl}}'],
        path: segments.filter((part) => part !== ''),
        query: given('query')
          .flatMap(({ parameter, value }) => queryPairs(parameter, value))
          .map(([key, value]) => ({ key, value })),
        variable: [...texts].filter(([name]) => segments.includes(`:${name}`)).map(([key, value]) => ({ key, value })),
      },
      ...(body && { body }),
    },
  };
}

const WHOLE_VARIABLE = /^\{([^}]+)\}$/;

function entry({ name, value }: { name: string; value: string }): { key: string; value: string } {
  return { key: name, value };
}

/** A body as Postman edits it: a form as its fields, all else as text. */
function bodyOf({ requestBody }: Operation, { body, contentType }: ExampleRequest, schemas: Service['schemas']) {
  if (body === undefined) return null;
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
