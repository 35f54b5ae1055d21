import type { MediaType, Operation, Response, Schema, Service } from '../catalogue/model.ts';
import { nameInReference, resolveSchema } from '../schema/schema-reference.ts';
import { shapeOf } from './members.ts';

/** Objects of one kind that a service keeps, as its paths and schemas say: created, read, listed, changed and deleted. */
export interface InferredResource {
  /** Name of the component schema of its objects. */
  schema: string;
  /** Member that is the ID, and the path parameter that names it. */
  id: string;
  parameter: string;
  /** Path of the collection, such as `/cases`. */
  path: string;
  read: Operation;
  create: Operation | null;
  /** `member`: where the objects stand in the response; `null`: it is the list itself. */
  list: { operation: Operation; member: string | null } | null;
  /** `PATCH`, else `PUT`. */
  update: Operation | null;
  delete: Operation | null;
}

type SpecPart = Pick<Service, 'operations' | 'schemas'>;

/**
 * The resources of a service that can be inferred from its spec alone: `GET` of an item, `/cases/{caseId}`, whose response is a
 * component schema with the ID as a string, and the other operations at the item and its collection with the same schema.
 * Resources below others are not inferred.
 */
export function inferResources(service: SpecPart): InferredResource[] {
  const { operations, schemas } = service;
  return operations.flatMap((read) => {
    const [, path = '', parameter = ''] = /^((?:\/[^{}/]+)+)\/\{([^{}]+)\}\/?$/.exec(read.path) ?? [];
    const schema = read.method === 'get' && path !== '' ? schemaOf(read) : null;
    const id = schema === null ? null : idMember(schemas[schema] ?? {}, parameter, service);
    if (schema === null || id === null) return [];
    const isSame = (operation: Operation) => schemaOf(operation) === schema;
    const at = (method: string, where: string) =>
      operations.find((one) => one.method === method && one.path.replace(/\/$/, '') === where);
    const item = `${path}/{${parameter}}`;
    const create = at('post', path);
    const list = at('get', path);
    const member = list === undefined ? undefined : listMember(list, schema, service);
    const changes = [at('patch', item), at('put', item)];
    return [
      {
        schema,
        id,
        parameter,
        path,
        read,
        create: create !== undefined && isSame(create) && jsonBody(create) !== null ? create : null,
        list: list === undefined || member === undefined ? null : { operation: list, member },
        update: changes.find((one) => one !== undefined && isSame(one) && jsonBody(one) !== null) ?? null,
        delete: at('delete', item) ?? null,
      },
    ];
  });
}

/** The response of a success: the first 2xx that an operation declares. */
export function successOf({ responses }: Operation): Response | null {
  return responses.find(({ status }) => /^2\d\d$/.test(status)) ?? null;
}

/** The JSON that an operation takes; `null` where it takes none. */
export function jsonBody({ requestBody }: Operation): MediaType | null {
  return requestBody?.contents.find(isJson) ?? null;
}

/** The JSON of a response; `null` where it has none. */
export function jsonOf(response: Response | null): MediaType | null {
  return response?.contents.find(isJson) ?? null;
}

function isJson({ contentType, schema }: MediaType): boolean {
  return /[/+]json\b/.test(contentType) && schema !== null;
}

function schemaOf(operation: Operation): string | null {
  return nameInReference(jsonOf(successOf(operation))?.schema?.$ref);
}

/** The member that a path parameter names: `caseId` or `case_id` as it stands, else `id`. */
function idMember(schema: Schema, parameter: string, { schemas }: SpecPart): string | null {
  const shape = shapeOf(schema, schemas);
  if (shape.kind !== 'object') return null;
  const plain = (name: string) => name.replace(/[-_]/g, '').toLowerCase();
  const names = Object.keys(shape.members);
  const name = names.find((one) => plain(one) === plain(parameter)) ?? names.find((one) => one === 'id');
  const member = name === undefined ? undefined : shape.members[name];
  return name !== undefined && member !== undefined && shapeOf(member, schemas).kind === 'string' ? name : null;
}

/** Where in the response of a list its objects stand; `undefined`: nowhere. */
function listMember(list: Operation, schema: string, { schemas }: SpecPart): string | null | undefined {
  const content = jsonOf(successOf(list));
  if (content === null || content.schema === null) return undefined;
  const isList = (candidate: Schema) => {
    const shape = shapeOf(candidate, schemas);
    return shape.kind === 'list' && nameInReference(shape.items?.$ref) === schema;
  };
  const whole = resolveSchema(content.schema, schemas);
  if (isList(whole)) return null;
  const shape = shapeOf(whole, schemas);
  return shape.kind === 'object'
    ? Object.keys(shape.members).find((name) => isList(shape.members[name] ?? {}))
    : undefined;
}
