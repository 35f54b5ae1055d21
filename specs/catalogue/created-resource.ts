import type { Operation } from './model.ts';

/** An operation that reads one resource by the last parameter of its path. */
export interface Reader {
  path: string;
  /** Name of that parameter. */
  key: string;
  /** Whether it stands right below the operation that creates the resource: `/transfers/{transferId}` below `/transfers`. */
  isBelow: boolean;
}

type Called = Pick<Operation, 'method' | 'path'>;

/**
 * Operations that may read what another one creates, the nearest first: their path ends with the only parameter that
 * the other does not have. Those that are not right below it read it only where its response names that parameter.
 */
export function readersOf(operation: Called, operations: Called[]): Reader[] {
  const own = parametersIn(operation.path);
  return operations
    .filter(({ method, path }) => method === 'get' && path.endsWith('}'))
    .flatMap(({ path }) => {
      const [key, ...others] = parametersIn(path).filter((name) => !own.includes(name));
      return key !== undefined && others.length === 0 && path.endsWith(`/{${key}}`)
        ? [{ path, key, isBelow: path === `${operation.path}/{${key}}` }]
        : [];
    })
    .toSorted((one, other) => Number(other.isBelow) - Number(one.isBelow));
}

/** Names of the parameters of a path template, in their order. */
export function parametersIn(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}
