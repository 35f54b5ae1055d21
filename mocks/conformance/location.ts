import { parametersIn } from '@dpi/specs/created-resource';
import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Operation, Service } from '@dpi/specs/model';
import type { Message, MessageValues } from '@dpi/specs/texts';
import { Router } from '../engine/route/router.ts';
import { said, shown } from './words.ts';

export interface LocationCheck {
  /** How the header is not what it must be; `null`: it is. */
  difference: Message | null;
  /** What cannot be said from here. */
  note: Message | null;
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
    if (!URL.canParse(location, address)) return differs('no-uri', { location: shown(location) });
    const target = new URL(location, address);
    const base = new URL(server);
    if (target.origin !== base.origin) {
      return { difference: null, note: said('location.elsewhere', { origin: target.origin }) };
    }
    const start = `${base.pathname.replace(/\/+$/, '')}/`;
    if (!target.pathname.startsWith(start)) {
      return differs('outside', { path: shown(target.pathname), start: shown(start) });
    }
    const segments = decoded(target.pathname.slice(start.length));
    const match = segments && router.match(segments, ['get']);
    const reader = match?.route.methods.get('get');
    if (!match || reader === undefined) {
      return differs('no-reader', { path: shown(target.pathname) });
    }
    const own = parametersIn(reader.target.path);
    for (const [index, name] of own.entries()) {
      const given = isObject(body) ? body[name] : undefined;
      if (typeof given !== 'string' || given === match.values[index]) continue;
      return differs('other-id', { name, led: shown(match.values[index] ?? ''), given: shown(given) });
    }
    return { difference: null, note: null };
  };
}

function differs(name: string, values: MessageValues): LocationCheck {
  return { difference: said(`location.${name}`, values), note: null };
}

function decoded(path: string): string[] | null {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}
