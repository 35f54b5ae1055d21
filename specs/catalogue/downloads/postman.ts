import type { Operation, Service } from '../model.ts';

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
  const values = (place: string) => (example?.parameters ?? []).filter((parameter) => parameter.in === place);
  const path = operation.path.replace(/\{([^}]+)\}/g, ':$1');
  const query = values('query').map(({ name, value }) => ({ key: name, value: String(value) }));
  const variable = values('path').map(({ name, value }) => ({ key: name, value: String(value) }));
  const header = values('header').map(({ name, value }) => ({ key: name, value: String(value) }));
  if (example?.contentType != null) header.push({ key: 'Content-Type', value: example.contentType });
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
        query,
        variable,
      },
      ...(example?.body === undefined ? {} : { body: { mode: 'raw', raw: JSON.stringify(example.body, null, 2) } }),
    },
  };
}
