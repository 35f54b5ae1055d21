import type { Operation, Service } from '@dpi/specs/model';
import { readObject } from './json-object.ts';

/** The path, below the service's, where what an answer tells of can be read; `null` where no operation reads it. */
export type Locate = (body: Buffer, pathValues: Record<string, string>) => string | null;

/**
 * Finds the operation that reads what another one makes: its path ends with a parameter of which the answer has a property
 * of the same name. An example in a spec could name one thing only, and not where the sandbox has it.
 */
export function locator(operation: Operation, operations: Service['operations']): Locate | null {
  const isSaid = operation.responses.some(({ headers }) =>
    headers.some(({ name }) => name.toLowerCase() === 'location'),
  );
  if (!isSaid) return null;
  const own = parametersIn(operation.path);
  const readers = operations.flatMap(({ method, path }) => {
    const [key, ...others] = parametersIn(path).filter((name) => !own.includes(name));
    return method === 'get' && key !== undefined && others.length === 0 && path.endsWith(`/{${key}}`)
      ? [{ path, key, isBelow: path === `${operation.path}/{${key}}` }]
      : [];
  });
  const nearestFirst = readers.toSorted((one, other) => Number(other.isBelow) - Number(one.isBelow));
  const bodies = new WeakMap<Buffer, Record<string, unknown>>();

  return (buffer, pathValues) => {
    const body = bodies.get(buffer) ?? readObject(buffer);
    bodies.set(buffer, body);
    for (const { path, key, isBelow } of nearestFirst) {
      const id = body[key] ?? (isBelow ? body.id : undefined);
      if (typeof id !== 'string' && typeof id !== 'number') continue;
      return path.replace(/\{([^}]*)\}/g, (_, name: string) =>
        encodeURIComponent(name === key ? String(id) : (pathValues[name.toLowerCase()] ?? '')),
      );
    }
    return null;
  };
}

function parametersIn(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}
