import { isObject, objectsIn, stringOr } from '../json/value.ts';
import type { Server } from './model.ts';

/** Servers as a spec names them, with the defaults of their variables put in (OpenAPI, Server Variable Object). */
export function readServers(servers: unknown): Server[] {
  return objectsIn(servers).map(({ url, description, variables }) => ({
    url: stringOr(url, '').replace(/\{([^{}]*)\}/g, (whole, name: string) => {
      const variable = isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
      return isObject(variable) && typeof variable.default === 'string' ? variable.default : whole;
    }),
    description: stringOr(description, ''),
  }));
}
