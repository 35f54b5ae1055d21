import type { Operation, Service } from '../../model.ts';
import { KEY_HEADER } from '../../security.ts';
import { bearerScheme, variableName } from './auth.ts';
import { requestItem } from './item.ts';

/**
 * A Postman collection (format 2.1): a folder a tag, a request an operation, with its test and its saved answers. Run in
 * order, every request gets the status that its test expects.
 */
export function postmanCollection(service: Service, publicUrl: string) {
  const variables = collectionVariables(service);
  const named = new Set(variables.map(({ key }) => key));
  return {
    info: {
      name: `${service.title} ${service.version}`,
      description: service.description,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    ...(service.servedBy === 'sandbox' && { auth: SANDBOX_KEY }),
    variable: [{ key: 'baseUrl', value: publicUrl + service.basePath }, ...variables],
    item: folders(service).map(([name, operations]) => ({
      name,
      item: operations.map((operation) => requestItem(service, operation, named)),
    })),
  };
}

/**
 * Operations by their first tag: tags in the order in which the spec declares them, then the others. What deletes comes last,
 * so that the requests before it still find what they are about.
 */
function folders({ title, tags, operations }: Service): [name: string, operations: Operation[]][] {
  const byTag = new Map<string, Operation[]>(tags.map(({ name }) => [name, []]));
  for (const operation of operations) {
    const name = operation.tags[0] ?? title;
    byTag.set(name, [...(byTag.get(name) ?? []), operation]);
  }
  return [...byTag].flatMap(([name, all]) => {
    const [others, deleting] = [
      all.filter(({ method }) => method !== 'delete'),
      all.filter(({ method }) => method === 'delete'),
    ];
    return all.length === 0 ? [] : [[name, [...others, ...deleting]] as [string, Operation[]]];
  });
}

const SANDBOX_KEY = {
  type: 'apikey',
  apikey: [
    { key: 'key', value: KEY_HEADER, type: 'string' },
    { key: 'value', value: '{{apiKey}}', type: 'string' },
    { key: 'in', value: 'header', type: 'string' },
  ],
};

/**
 * What a collection holds for the reader to fill in, and for its requests to store: the sandbox's key, or a token for each
 * bearer scheme of the platform; then what `x-collection` names.
 */
function collectionVariables(service: Service): { key: string; value: string }[] {
  const values = new Map<string, string>();
  if (service.servedBy === 'sandbox') values.set('apiKey', 'DEMO_KEY');
  for (const operation of service.operations) {
    const scheme = bearerScheme(service, operation);
    if (service.servedBy === 'platform' && scheme !== undefined) values.set(variableName(scheme), '');
    const { store, body } = operation.collection;
    const used = Object.values(body).flatMap((text) => [...text.matchAll(/\{\{([\w-]+)\}\}/g)].map(([, name]) => name));
    for (const name of [...Object.keys(store), ...used]) {
      if (name !== undefined && !values.has(name)) values.set(name, pathExample(service, name));
    }
  }
  return [...values].map(([key, value]) => ({ key, value }));
}

/** What stands in paths for a variable until a request has stored one; empty where no path has it. */
function pathExample({ operations }: Service, name: string): string {
  const parameters = operations.flatMap((operation) => operation.parameters);
  const value = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.examples[0]?.value;
  return typeof value === 'string' ? value : '';
}
