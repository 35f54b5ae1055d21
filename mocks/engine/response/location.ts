import { readersOf } from '@dpi/specs/created-resource';
import type { Operation, Service } from '@dpi/specs/model';
import { readObject } from '../request/json-object.ts';
import { responseOf } from './responder.ts';

/** What an answer and its request say of where the thing is. */
export interface Made {
  status: number;
  body: Buffer | null;
  /** Values of parameters in the path, by name in lower case. */
  pathValues: Record<string, string>;
  /** The path of the request, below the address of the service. */
  path: string;
}

/** Where the sandbox has what an example of `Location` leads to; `null` where it has it nowhere, or the spec promises none. */
export type Locate = (example: string | undefined, made: Made) => string | null;

/**
 * Makes the `Location` of an answer lead into the sandbox. An example in a spec is a URI reference (RFC 9110 10.2.2) that could
 * name one thing only. The id in the answer names the thing where an operation reads it by that id; else the example is taken:
 * relative to the request, as a path with or without that of the real server, or as an address of the real server. Addresses
 * of other hosts stay as they are.
 */
export function locator(
  operation: Operation,
  { operations, basePath, servers }: Pick<Service, 'operations' | 'basePath' | 'servers'>,
): Locate {
  // An operation that promises no `Location` needs none of what finds it.
  const promises = operation.responses.some(({ headers }) => headers.some(isLocation));
  if (!promises) return () => null;
  const byBody = bodyLocator(operation, operations);
  const isKnown = (path: string) => templatesOf(operations).some((template) => template.test(path));
  const bases = serverAddresses(servers);

  return (example, { status, body, pathValues, path }) => {
    const declared = responseOf(operation, status)?.headers.find(isLocation);
    if (declared === undefined) return null;
    const target = example === undefined ? OURS : parse(example, path);
    if (target === null) return null;
    const isOurs = target.host === null || bases.some(({ host }) => host === target.host);
    if (!isOurs) return example ?? null;
    const named = body === null ? null : byBody(body, pathValues);
    if (named !== null) return basePath + named;
    if (example === undefined) return null;
    const prefixes = bases.map((base) => base.path).toSorted((one, other) => other.length - one.length);
    const prefix = prefixes.find(
      (start) => start !== '' && target.path.startsWith(`${start}/`) && !isKnown(target.path),
    );
    const below = prefix === undefined ? target.path : target.path.slice(prefix.length);
    if (!isKnown(below) && isRelativePath(example)) {
      // A relative reference may leave the service: to a page of the portal.
      const { pathname, search, hash } = new URL(example, PLACEHOLDER + basePath + path);
      if (!pathname.startsWith(`${basePath}/`)) return pathname + search + hash;
    }
    // Where nothing reads it, it leads to nothing: that is only said where the spec promises to say it.
    return isKnown(below) || declared.required ? basePath + below + target.rest : null;
  };
}

function isLocation({ name }: { name: string }): boolean {
  return name.toLowerCase() === 'location';
}

/** Whether a reference is relative to the path of the request, and no path or address of its own (RFC 3986, 4.2). */
function isRelativePath(reference: string): boolean {
  return !reference.startsWith('/') && !URL.canParse(reference);
}

interface Target {
  /** `null`: that of the request. */
  host: string | null;
  path: string;
  /** Query and fragment. */
  rest: string;
}

const PLACEHOLDER = 'http://request.invalid';
const OURS: Target = { host: null, path: '', rest: '' };

function parse(example: string, path: string): Target | null {
  if (!URL.canParse(example, PLACEHOLDER + path)) return null;
  const { origin, host, pathname, search, hash } = new URL(example, PLACEHOLDER + path);
  return { host: origin === PLACEHOLDER ? null : host, path: pathname, rest: search + hash };
}

/** Hosts and paths of the servers, with variables as they stand. */
function serverAddresses(servers: Service['servers']): { host: string | null; path: string }[] {
  return servers.flatMap(({ url }) => {
    if (!URL.canParse(url, PLACEHOLDER)) return [];
    const { origin, host, pathname } = new URL(url, PLACEHOLDER);
    return [{ host: origin === PLACEHOLDER ? null : host, path: pathname.replace(/\/+$/, '') }];
  });
}

const templates = new WeakMap<Operation[], RegExp[]>();

/** An expression for each path, made once for all operations of a service. */
function templatesOf(operations: Operation[]): RegExp[] {
  const known = templates.get(operations) ?? operations.map(({ path }) => templateExpression(path));
  templates.set(operations, known);
  return known;
}

function templateExpression(path: string): RegExp {
  const parts = path.split(/\{[^{}]*\}/).map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}

/** Finds the operation that reads what another one makes: its path ends with a parameter of which the answer has a property. */
function bodyLocator(
  operation: Operation,
  operations: Service['operations'],
): (body: Buffer, pathValues: Record<string, string>) => string | null {
  const readers = readersOf(operation, operations);
  const bodies = new WeakMap<Buffer, Record<string, unknown>>();

  return (buffer, pathValues) => {
    const body = bodies.get(buffer) ?? readObject(buffer);
    bodies.set(buffer, body);
    for (const { path, key, isBelow } of readers) {
      const id = body[key] ?? (isBelow ? body.id : undefined);
      if (typeof id !== 'string' && typeof id !== 'number') continue;
      return path.replace(/\{([^}]*)\}/g, (_, name: string) =>
        encodeURIComponent(name === key ? String(id) : (pathValues[name.toLowerCase()] ?? '')),
      );
    }
    return null;
  };
}
