import { parametersIn } from '@dpi/specs/created-resource';
import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Operation, Service } from '@dpi/specs/model';
import { Router } from '../engine/route/router.ts';
import { shown } from './compare.ts';

export interface LocationCheck {
  /** What is wrong with the header; `null`: nothing. */
  fault: string | null;
  /** What cannot be said from here. */
  note: string | null;
}

/** Judges a `Location`: `address` is that of the request, `body` the response's where it is JSON. */
export type CheckLocation = (location: string, address: string, body: JsonValue | undefined) => LocationCheck;

/**
 * A `Location` is a URI reference, relative to the request (RFC 9110, 10.2.2). It has to lead to an operation that reads
 * what it names, and to the id that the response gives. One that leads to another host is not followed.
 * @param server address of the service, without a slash at its end
 */
export function locationChecker({ operations }: Pick<Service, 'operations'>, server: string): CheckLocation {
  const router = new Router<Operation>();
  for (const operation of operations) router.add(operation.method, operation.path, operation);

  return (location, address, body) => {
    if (!URL.canParse(location, address)) return fault(`is ${shown(location)}, which is no URI reference`);
    const target = new URL(location, address);
    const base = new URL(server);
    if (target.origin !== base.origin) {
      return { fault: null, note: `Location leads to ${target.origin}: whether it is right cannot be checked here.` };
    }
    const start = `${base.pathname.replace(/\/+$/, '')}/`;
    if (!target.pathname.startsWith(start)) {
      return fault(`leads to ${shown(target.pathname)}, which is outside of the service at ${shown(start)}`);
    }
    const segments = decoded(target.pathname.slice(start.length));
    const match = segments && router.match(segments, ['get']);
    const reader = match?.route.methods.get('get');
    if (!match || reader === undefined) {
      return fault(`leads to ${shown(target.pathname)}, where no operation of the spec reads anything`);
    }
    const own = parametersIn(reader.target.path);
    for (const [index, name] of own.entries()) {
      const given = isObject(body) ? body[name] : undefined;
      if (typeof given !== 'string' || given === match.values[index]) continue;
      return fault(`leads to the ${name} ${shown(match.values[index] ?? '')}; the response has ${shown(given)}`);
    }
    return { fault: null, note: null };
  };
}

function fault(message: string): LocationCheck {
  return { fault: message, note: null };
}

function decoded(path: string): string[] | null {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}
