import { serviceReference } from '@dpi/specs/service-reference';
import type { AddressQuota, Verdict } from '../quota/index.ts';
import type { Refusal } from '../server/exchange.ts';
import { closest } from './closest.ts';
import type { Place } from './place.ts';
import { DEMO_KEY } from './presented-key.ts';

const MAX_SHOWN_PATH = 200;

/**
 * A quota is used up: whose, which, and when to come back.
 * @param quota the quota of a team, or that of an address with DEMO_KEY or without a key
 */
export function overQuota({ window, limit, resetSeconds }: Verdict, quota: 'team' | AddressQuota): Refusal {
  const wait = `wait ${resetSeconds} second${resetSeconds === 1 ? '' : 's'}, as Retry-After says.`;
  const detail = {
    team: `Your team has made its ${limit} calls of this ${window}; all its keys count together. W${wait.slice(1)}`,
    demo: `Your address has made its ${limit} calls of this hour with ${DEMO_KEY}. Get a key of your own, which allows far more, or ${wait}`,
    anonymous: `Your address has made its ${limit} calls of this hour without a key. Send a key, whose calls are counted apart, or ${wait}`,
  };
  return {
    problem: 'quota-exceeded',
    detail: detail[quota],
    headers: ['Retry-After', String(resetSeconds)],
  };
}

/** @param names of all services, as `<id>/<version>` */
export function noSuchService({ service, version }: Place, names: string[]): Refusal {
  const versions = names.filter((name) => name.startsWith(`${service}/`));
  const near = versions.length > 0 ? versions : closest(serviceReference({ id: service, version }), names);
  const meant = near.length === 0 ? 'The catalogue lists them all.' : `Did you mean ${near.join(' or ')}?`;
  return {
    problem: 'service-not-found',
    detail:
      service === ''
        ? 'The path names no service. Call /sandbox/<service>/<version>/…; the catalogue lists them all.'
        : `There is no service "${service}"${version === '' ? '' : ` with version "${version}"`}. ${meant}`,
  };
}

/**
 * An API of the platform itself, asked for where services are simulated.
 * @param base where it answers, without a slash at the end
 */
export function notSimulated({ name, rest }: Place, base: string): Refusal {
  return {
    problem: 'not-simulated',
    detail: `${name} is an API of the platform itself and has no mock here. Send this request to ${base}${rest.slice(0, MAX_SHOWN_PATH)}.`,
  };
}
