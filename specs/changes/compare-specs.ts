import { isObject, objectsIn } from '../catalogue/data-file.ts';
import type { JsonObject, OpenApiDocument } from '../catalogue/model.ts';
import { compareSchemas, type Place, type SchemaChange } from './compare-schemas.ts';
import { SchemaReader } from './normalise.ts';
import type { Direction, Level, RawChange } from './raw-change.ts';
import { compareSecurity } from './security.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/**
 * Every change between two bundled OpenAPI 3 documents, by what it means to clients of the base. Redocly reads and bundles
 * the files; the comparison is our own, because its experimental `diff` misses keywords and calls harmless changes breaking.
 * Works on any document: what is missing or of a wrong type counts as absent.
 * @param today for sunsets, as `2026-11-23`
 */
export function compareSpecs(
  base: OpenApiDocument,
  revision: OpenApiDocument,
  today = new Date().toISOString().slice(0, 10),
): RawChange[] {
  return new SpecComparison(base, revision, today).compare();
}

class SpecComparison {
  readonly #documents: { base: OpenApiDocument; revision: OpenApiDocument };
  readonly #readers: { base: SchemaReader; revision: SchemaReader };
  readonly #today: string;
  readonly #changes: RawChange[] = [];

  constructor(base: OpenApiDocument, revision: OpenApiDocument, today: string) {
    this.#documents = { base, revision };
    this.#readers = { base: new SchemaReader(base), revision: new SchemaReader(revision) };
    this.#today = today;
  }

  compare(): RawChange[] {
    const { base, revision } = this.#documents;
    this.#compareServers(base, revision);
    this.#comparePaths(base.paths, revision.paths);
    this.#compareWebhooks(base.webhooks, revision.webhooks);
    return withoutDoubles(this.#changes);
  }

  #add(id: string, level: Level, operation: string | null, pointer: string, values: Record<string, string> = {}): void {
    this.#changes.push({ id, level, operation, pointer, values });
  }

  #compareServers(base: OpenApiDocument, revision: OpenApiDocument): void {
    const urls = (document: OpenApiDocument) =>
      objectsIn(document.servers).map(({ url }) => String(url ?? '').replace(/\/+$/, ''));
    const [from, to] = [urls(base), urls(revision)];
    for (const url of from)
      if (!to.includes(url)) this.#add('api-server-removed', 'warning', null, '/servers', { name: url });
    for (const url of to)
      if (!from.includes(url)) this.#add('api-server-added', 'harmless', null, '/servers', { name: url });
  }

  #comparePaths(base: unknown, revision: unknown): void {
    const [from, to] = [byTemplate(base), byTemplate(revision)];
    for (const [template, [path, item]] of from) {
      const counterpart = to.get(template);
      if (counterpart === undefined) {
        const operations = this.#operationsIn(item, 'base');
        for (const [method, operation] of operations)
          this.#operationRemoved(method, path, operation, operations.length > 0 && 'path');
        continue;
      }
      this.#comparePathItem(path, item, counterpart[0], counterpart[1]);
    }
    for (const [template, [path, item]] of to) {
      if (from.has(template)) continue;
      for (const [method] of this.#operationsIn(item, 'revision'))
        this.#add('endpoint-added', 'harmless', `${method.toUpperCase()} ${path}`, pointerTo('paths', path, method));
    }
  }

  #comparePathItem(path: string, base: unknown, newPath: string, revision: unknown): void {
    const to = new Map(this.#operationsIn(revision, 'revision'));
    const from = this.#operationsIn(base, 'base');
    const [oldItem, newItem] = [this.#readers.base.follow(base), this.#readers.revision.follow(revision)];
    for (const [method, operation] of from) {
      const counterpart = to.get(method);
      if (counterpart === undefined) this.#operationRemoved(method, path, operation, false);
      else
        this.#compareOperations(
          method,
          path,
          newPath,
          { operation, item: oldItem },
          { operation: counterpart, item: newItem },
        );
    }
    const known = new Set(from.map(([method]) => method));
    for (const [method] of to)
      if (!known.has(method))
        this.#add(
          'endpoint-added',
          'harmless',
          `${method.toUpperCase()} ${newPath}`,
          pointerTo('paths', newPath, method),
        );
  }

  #operationsIn(item: unknown, side: 'base' | 'revision'): [string, JsonObject][] {
    const node = this.#readers[side].follow(item);
    if (!isObject(node)) return [];
    return METHODS.flatMap((method) => {
      const operation = node[method];
      return isObject(operation) ? [[method, operation] as [string, JsonObject]] : [];
    });
  }

  #operationRemoved(method: string, path: string, operation: JsonObject, whole: string | false): void {
    const prefix = whole === 'path' ? 'api-path-removed' : 'api-removed';
    const name = `${method.toUpperCase()} ${path}`;
    const pointer = pointerTo('paths', path, method);
    const sunset = operation['x-sunset'] ?? operation['x-sunset-at'];
    if (isUnstable(operation)) this.#add(`${prefix}-while-unstable`, 'harmless', name, pointer);
    else if (operation.deprecated !== true) this.#add(`${prefix}-without-deprecation`, 'breaking', name, pointer);
    else if (typeof sunset === 'string' && sunset.slice(0, 10) > this.#today)
      this.#add(`${prefix}-before-sunset`, 'breaking', name, pointer, { from: sunset });
    else this.#add(`${prefix}-with-deprecation`, 'harmless', name, pointer);
  }

  #compareOperations(
    method: string,
    path: string,
    newPath: string,
    base: { operation: JsonObject; item: unknown },
    revision: { operation: JsonObject; item: unknown },
  ): void {
    const start = this.#changes.length;
    const name = `${method.toUpperCase()} ${newPath}`;
    const pointer = pointerTo('paths', newPath, method);
    const [from, to] = [base.operation, revision.operation];
    if (from.operationId !== to.operationId && from.operationId !== undefined) {
      this.#add('api-operation-id-changed', 'warning', name, `${pointer}/operationId`, {
        from: String(from.operationId),
        to: String(to.operationId ?? '–'),
      });
    }
    if (from.deprecated !== true && to.deprecated === true) this.#add('endpoint-deprecated', 'harmless', name, pointer);
    if (from.deprecated === true && to.deprecated !== true)
      this.#add('endpoint-reactivated', 'harmless', name, pointer);
    if (stability(to) < stability(from))
      this.#add('api-stability-decreased', 'breaking', name, pointer, {
        from: String(from['x-stability-level']),
        to: String(to['x-stability-level'] ?? '–'),
      });
    this.#compareParameters(
      name,
      pointer,
      this.#parameters(base, path, 'base'),
      this.#parameters(revision, newPath, 'revision'),
    );
    this.#compareBodies(name, pointer, from.requestBody, to.requestBody, 'request');
    this.#compareResponses(name, pointer, from.responses, to.responses, 'response');
    this.#compareCallbacks(name, pointer, from.callbacks, to.callbacks);
    for (const change of compareSecurity(this.#documents.base, from, this.#documents.revision, to)) {
      this.#add(change.id, change.level, name, `${pointer}/security`, change.values);
    }
    if (isUnstable(from))
      for (const change of this.#changes.slice(start))
        if (change.level === 'breaking' && change.id !== 'api-stability-decreased') change.level = 'harmless';
  }

  /** Parameters of an operation, those of its path included, by place and name; path parameters by their position. */
  #parameters(
    { operation, item }: { operation: JsonObject; item: unknown },
    path: string,
    side: 'base' | 'revision',
  ): Map<string, JsonObject> {
    const names = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
    const parameters = new Map<string, JsonObject>();
    const shared = isObject(item) ? objectsIn(item.parameters) : [];
    for (const entry of [...shared, ...objectsIn(operation.parameters)]) {
      const parameter = this.#readers[side].follow(entry);
      if (!isObject(parameter) || typeof parameter.name !== 'string') continue;
      const place = String(parameter.in);
      const index = names.indexOf(parameter.name);
      const key =
        place === 'path' && index >= 0
          ? String(index)
          : place === 'header'
            ? parameter.name.toLowerCase()
            : parameter.name;
      // What these headers mean is for HTTP to say: OpenAPI passes them over.
      if (place === 'header' && ['accept', 'content-type', 'authorization'].includes(key)) continue;
      parameters.set(`${place} ${key}`, parameter);
    }
    return parameters;
  }

  #compareParameters(name: string, pointer: string, from: Map<string, JsonObject>, to: Map<string, JsonObject>): void {
    for (const [key, base] of from) {
      const revision = to.get(key);
      const values = { name: String(base.name), in: String(base.in) };
      const at = `${pointer}/parameters/${escapePart(String(base.name))}`;
      if (revision === undefined) {
        const level = base.deprecated === true ? 'harmless' : 'breaking';
        this.#add(
          level === 'harmless' ? 'request-parameter-removed-with-deprecation' : 'request-parameter-removed',
          level,
          name,
          at,
          values,
        );
        continue;
      }
      const [must, now] = [isRequired(base), isRequired(revision)];
      if (!must && now) this.#add('request-parameter-became-required', 'breaking', name, at, values);
      if (must && !now) this.#add('request-parameter-became-optional', 'harmless', name, at, values);
      this.#compareStyle(name, at, base, revision, values);
      if (base.deprecated !== true && revision.deprecated === true)
        this.#add('request-parameter-deprecated', 'harmless', name, at, values);
      const place: Place = {
        kind: 'request-parameter',
        name: values.name,
        pointer: at,
        direction: 'request',
        isText: true,
      };
      const [old, fresh] = [base.content, revision.content];
      if (isObject(old) || isObject(fresh)) this.#compareContents(name, old, fresh, { ...place, isText: false });
      else this.#addSchemaChanges(name, compareSchemas(base.schema, revision.schema, place, this.#readers), values);
    }
    for (const [key, revision] of to) {
      if (from.has(key)) continue;
      const values = { name: String(revision.name), in: String(revision.in) };
      const at = `${pointer}/parameters/${escapePart(values.name)}`;
      if (isRequired(revision))
        this.#add(
          values.in === 'path' ? 'new-request-path-parameter' : 'new-required-request-parameter',
          'breaking',
          name,
          at,
          values,
        );
      else this.#add('new-optional-request-parameter', 'harmless', name, at, values);
    }
  }

  /** How a value is written into the URL or header. */
  #compareStyle(
    name: string,
    pointer: string,
    base: JsonObject,
    revision: JsonObject,
    values: Record<string, string>,
  ): void {
    const style = (parameter: JsonObject) =>
      String(parameter.style ?? (parameter.in === 'query' || parameter.in === 'cookie' ? 'form' : 'simple'));
    const explode = (parameter: JsonObject) =>
      typeof parameter.explode === 'boolean' ? parameter.explode : style(parameter) === 'form';
    const isComposed = [base, revision].some(
      ({ schema }) =>
        isObject(schema) && !['string', 'integer', 'number', 'boolean'].includes(String(this.#typeOf(schema))),
    );
    if (style(base) !== style(revision))
      this.#add('request-parameter-style-changed', 'breaking', name, pointer, {
        ...values,
        from: style(base),
        to: style(revision),
      });
    else if (explode(base) !== explode(revision) && isComposed)
      this.#add('request-parameter-explode-changed', 'breaking', name, pointer, values);
    if (base.allowReserved === true && revision.allowReserved !== true)
      this.#add('request-parameter-allow-reserved-removed', 'breaking', name, pointer, values);
    if (base.allowEmptyValue === true && revision.allowEmptyValue !== true)
      this.#add('request-parameter-allow-empty-value-removed', 'breaking', name, pointer, values);
  }

  #typeOf(schema: unknown): unknown {
    const read = this.#readers.base.read(schema);
    return typeof read === 'boolean' ? undefined : read.type;
  }

  /** @param direction whether clients write the body, or read it as in webhooks */
  #compareBodies(name: string, pointer: string, base: unknown, revision: unknown, direction: Direction): void {
    const [from, to] = [this.#readers.base.follow(base), this.#readers.revision.follow(revision)];
    const at = `${pointer}/requestBody`;
    const isWritten = direction === 'request';
    if (!isObject(from) && !isObject(to)) return;
    if (!isObject(from)) {
      const must = isObject(to) && to.required === true;
      this.#add(
        must ? 'request-body-added-required' : 'request-body-added-optional',
        must && isWritten ? 'breaking' : 'harmless',
        name,
        at,
      );
      return;
    }
    if (!isObject(to)) {
      this.#add('request-body-removed', 'breaking', name, at);
      return;
    }
    const [must, now] = [from.required === true, to.required === true];
    if (!must && now) this.#add('request-body-became-required', isWritten ? 'breaking' : 'harmless', name, at);
    if (must && !now) this.#add('request-body-became-optional', isWritten ? 'harmless' : 'breaking', name, at);
    const place: Place = {
      kind: isWritten ? 'request-body' : 'response-body',
      name: '',
      pointer: at,
      direction,
      isText: false,
    };
    this.#compareContents(name, from.content, to.content, place);
  }

  #compareContents(name: string, base: unknown, revision: unknown, place: Place): void {
    const [from, to] = [mediaTypes(base), mediaTypes(revision)];
    const isWritten = place.direction === 'request';
    const prefix = place.kind === 'request-parameter' ? 'request-parameter' : isWritten ? 'request-body' : 'response';
    for (const [type, media] of from) {
      const at = `${place.pointer}/content/${escapePart(type)}`;
      const counterpart = to.get(type) ?? [...to].find(([other]) => covers(other, type))?.[1];
      if (counterpart === undefined) this.#add(`${prefix}-media-type-removed`, 'breaking', name, at, { name: type });
      else {
        const below = { ...place, pointer: `${at}/schema` };
        this.#addSchemaChanges(name, compareSchemas(media.schema, counterpart.schema, below, this.#readers), {
          name: place.name,
        });
      }
    }
    for (const type of to.keys()) {
      const isKnown = from.has(type) || [...from.keys()].some((other) => covers(type, other));
      // Who asks for nothing special may get a type it cannot read, but only where none was promised to remain.
      if (!isKnown)
        this.#add(`${prefix}-media-type-added`, 'harmless', name, `${place.pointer}/content/${escapePart(type)}`, {
          name: type,
        });
    }
  }

  /** @param direction of the client: in webhooks it is the client who answers */
  #compareResponses(name: string, pointer: string, base: unknown, revision: unknown, direction: Direction): void {
    const [from, to] = [isObject(base) ? base : {}, isObject(revision) ? revision : {}];
    for (const [status, entry] of Object.entries(from)) {
      if (status.startsWith('x-')) continue;
      const at = `${pointer}/responses/${status}`;
      const counterpart = to[status] ?? to[status.toLowerCase()] ?? to[status.toUpperCase()];
      if (counterpart === undefined) this.#statusRemoved(name, at, status, to, direction);
      else this.#compareResponse(name, at, entry, counterpart, direction);
    }
    for (const status of Object.keys(to)) {
      if (status.startsWith('x-') || status in from || status.toLowerCase() in from || status.toUpperCase() in from)
        continue;
      const id = isSuccess(status) ? 'response-success-status-added' : 'response-non-success-status-added';
      this.#add(id, 'harmless', name, `${pointer}/responses/${status}`, { name: status });
    }
  }

  #statusRemoved(name: string, pointer: string, status: string, revision: JsonObject, direction: Direction): void {
    const isCovered = /^\d/.test(status) && `${status[0]}XX` in revision;
    if (!isSuccess(status))
      this.#add(
        'response-non-success-status-removed',
        direction === 'response' ? 'harmless' : 'warning',
        name,
        pointer,
        { name: status },
      );
    else
      this.#add('response-success-status-removed', isCovered ? 'warning' : 'breaking', name, pointer, { name: status });
  }

  #compareResponse(name: string, pointer: string, base: unknown, revision: unknown, direction: Direction): void {
    const [from, to] = [this.#readers.base.follow(base), this.#readers.revision.follow(revision)];
    if (!isObject(from) || !isObject(to)) return;
    const place: Place = { kind: `${direction}-body`, name: '', pointer, direction, isText: false };
    this.#compareContents(name, from.content, to.content, place);
    const [before, now] = [headersOf(from, this.#readers.base), headersOf(to, this.#readers.revision)];
    for (const [key, [header, title]] of before) {
      const at = `${pointer}/headers/${escapePart(title)}`;
      const counterpart = now.get(key)?.[0];
      const must = header.required === true;
      if (counterpart === undefined) {
        this.#add(
          must ? 'required-response-header-removed' : 'optional-response-header-removed',
          must ? 'breaking' : 'warning',
          name,
          at,
          { name: title },
        );
        continue;
      }
      if (must && counterpart.required !== true)
        this.#add('response-header-became-optional', 'breaking', name, at, { name: title });
      if (!must && counterpart.required === true)
        this.#add('response-header-became-required', 'harmless', name, at, { name: title });
      const below: Place = { kind: 'response-header', name: title, pointer: at, direction, isText: true };
      this.#addSchemaChanges(name, compareSchemas(header.schema, counterpart.schema, below, this.#readers), {
        name: title,
      });
    }
    for (const [key, [, title]] of now)
      if (!before.has(key))
        this.#add('response-header-added', 'harmless', name, `${pointer}/headers/${escapePart(title)}`, {
          name: title,
        });
  }

  /** Webhooks and callbacks turn round: the server writes, and clients read and answer. */
  #compareWebhooks(base: unknown, revision: unknown): void {
    const [from, to] = [isObject(base) ? base : {}, isObject(revision) ? revision : {}];
    for (const [title, item] of Object.entries(from)) {
      if (!(title in to)) this.#add('webhook-removed', 'breaking', null, pointerTo('webhooks', title), { name: title });
      else this.#compareTurned(title, pointerTo('webhooks', title), item, to[title], 'webhook');
    }
    for (const title of Object.keys(to))
      if (!(title in from)) this.#add('webhook-added', 'harmless', null, pointerTo('webhooks', title), { name: title });
  }

  #compareCallbacks(name: string, pointer: string, base: unknown, revision: unknown): void {
    const [from, to] = [isObject(base) ? base : {}, isObject(revision) ? revision : {}];
    for (const [title, entry] of Object.entries(from)) {
      const at = `${pointer}/callbacks/${escapePart(title)}`;
      if (!(title in to)) {
        this.#add('api-callback-removed', 'breaking', name, at, { name: title });
        continue;
      }
      const [old, fresh] = [this.#readers.base.follow(entry), this.#readers.revision.follow(to[title])];
      if (!isObject(old) || !isObject(fresh)) continue;
      for (const [expression, item] of Object.entries(old)) {
        if (expression.startsWith('x-')) continue;
        if (!(expression in fresh))
          this.#add('api-callback-removed', 'breaking', name, at, { name: `${title} ${expression}` });
        else
          this.#compareTurned(`${title}`, `${at}/${escapePart(expression)}`, item, fresh[expression], 'api-callback');
      }
    }
    for (const title of Object.keys(to))
      if (!(title in from))
        this.#add('api-callback-added', 'harmless', name, `${pointer}/callbacks/${escapePart(title)}`, { name: title });
  }

  #compareTurned(title: string, pointer: string, base: unknown, revision: unknown, kind: string): void {
    const to = new Map(this.#operationsIn(revision, 'revision'));
    for (const [method, operation] of this.#operationsIn(base, 'base')) {
      const name = `${method.toUpperCase()} ${title}`;
      const counterpart = to.get(method);
      if (counterpart === undefined) {
        this.#add(`${kind}-removed`, 'breaking', name, `${pointer}/${method}`, { name: title });
        continue;
      }
      this.#compareBodies(name, `${pointer}/${method}`, operation.requestBody, counterpart.requestBody, 'response');
      this.#compareResponses(name, `${pointer}/${method}`, operation.responses, counterpart.responses, 'request');
    }
  }

  #addSchemaChanges(name: string, changes: SchemaChange[], values: Record<string, string>): void {
    for (const { id, level, place, from, to } of changes) {
      const known = {
        ...values,
        name: place.name || (values.name ?? ''),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      };
      this.#add(place.kind === '' ? id : `${place.kind}-${id}`, level, name, place.pointer, known);
    }
  }
}

/** Path items by their path with the names of parameters left out: `/a/{id}` and `/a/{key}` are one path. */
function byTemplate(paths: unknown): Map<string, [string, unknown]> {
  const found = new Map<string, [string, unknown]>();
  for (const [path, item] of Object.entries(isObject(paths) ? paths : {})) {
    if (!path.startsWith('/')) continue;
    const template = path.replace(/\{[^}]*\}/g, '{}').replace(/(.)\/+$/, '$1');
    // Two paths that differ by the names of parameters only: the second keeps its own name.
    found.set(found.has(template) ? path : template, [path, item]);
  }
  return found;
}

/** Media types without parameters such as `charset`, in lower case. */
function mediaTypes(content: unknown): Map<string, JsonObject> {
  const entries = Object.entries(isObject(content) ? content : {});
  return new Map(
    entries.flatMap(([type, media]) =>
      isObject(media) ? [[type.split(';')[0]?.trim().toLowerCase() ?? type, media] as const] : [],
    ),
  );
}

function covers(range: string, type: string): boolean {
  return range === '*/*' || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
}

function headersOf(response: JsonObject, reader: SchemaReader): Map<string, [JsonObject, string]> {
  const headers = isObject(response.headers) ? response.headers : {};
  return new Map(
    Object.entries(headers).flatMap(([title, entry]) => {
      const header = reader.follow(entry);
      return isObject(header) ? [[title.toLowerCase(), [header, title]] as [string, [JsonObject, string]]] : [];
    }),
  );
}

function isRequired(parameter: JsonObject): boolean {
  return parameter.required === true || parameter.in === 'path';
}

function isSuccess(status: string): boolean {
  return /^[123]/.test(status) || status === 'default';
}

/** Nobody was promised that a draft or an alpha stays as it is. */
function isUnstable(operation: JsonObject): boolean {
  return operation['x-stability-level'] === 'draft' || operation['x-stability-level'] === 'alpha';
}

const STABILITY = ['draft', 'alpha', 'beta', 'stable'];

function stability(operation: JsonObject): number {
  const index = STABILITY.indexOf(String(operation['x-stability-level']));
  return index === -1 ? STABILITY.length : index;
}

function pointerTo(...parts: string[]): string {
  return parts.map((part) => `/${escapePart(part)}`).join('');
}

function escapePart(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function withoutDoubles(changes: RawChange[]): RawChange[] {
  const seen = new Set<string>();
  return changes.filter((change) => {
    const key = JSON.stringify(change);
    return !seen.has(key) && seen.add(key);
  });
}
