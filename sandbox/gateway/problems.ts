import { shorten } from '@dpi/specs';
import type { Problem } from '@dpi/specs/problem';
import { serviceReference } from '@dpi/specs/service-reference';
import type { Message } from '@dpi/specs/texts';
import type { AddressQuota, Verdict } from '../quota/index.ts';
import { closest } from './closest.ts';
import type { Place } from './place.ts';
import { DEMO_KEY } from './presented-key.ts';

const MAX_SHOWN_PATH = 200;

/**
 * A quota is used up: whose, which, and when to come back.
 * @param quota the quota of a team, or that of an address with DEMO_KEY or without a key
 */
export function overQuota({ window, limit, resetSeconds }: Verdict, quota: 'team' | AddressQuota): Problem {
  const wait: Message = { id: 'sandbox.quota.wait', values: { count: resetSeconds } };
  return {
    id: 'quota-exceeded',
    detail: {
      id: `sandbox.quota.${quota === 'team' ? `team-${window}` : quota}`,
      values: { limit, wait, demoKey: DEMO_KEY },
    },
    headers: { 'Retry-After': String(resetSeconds) },
  };
}

/** @param names of all services, as `<id>/<version>` */
export function noSuchService({ service, version }: Place, names: string[]): Problem {
  if (service === '') return { id: 'service-not-found', detail: { id: 'sandbox.service.none' } };
  const versions = names.filter((name) => name.startsWith(`${service}/`));
  const near = versions.length > 0 ? versions : closest(serviceReference({ id: service, version }), names);
  const hint: Message =
    near.length === 0
      ? { id: 'sandbox.service.in-catalogue' }
      : { id: 'sandbox.did-you-mean', values: { names: near } };
  return {
    id: 'service-not-found',
    detail: {
      id: version === '' ? 'sandbox.service.unknown' : 'sandbox.service.unknown-version',
      values: { service, version, hint },
    },
  };
}

/** @param team an id that no team has */
export function noSuchWorld(team: string): Problem {
  return {
    id: 'service-not-found',
    detail: { id: 'sandbox.service.no-world', values: { team: shorten(team, MAX_SHOWN_PATH) } },
  };
}

/**
 * An API of the platform itself, asked for where services are simulated.
 * @param base where it answers, without a slash at the end
 */
export function notSimulated({ name, rest }: Place, base: string): Problem {
  const url = `${base}${rest.slice(0, MAX_SHOWN_PATH)}`;
  return { id: 'not-simulated', detail: { id: 'sandbox.service.not-simulated', values: { name, url } } };
}

/** Seconds after which a client may try again what failed on purpose. */
const RETRY_AFTER = '1';

/** A failure that the team asked for, by a fault. */
export function forcedFailure(status: number): Problem {
  const passes = status === 429 || status === 503;
  return {
    id: 'forced-failure',
    status,
    detail: { id: status === 504 ? 'sandbox.fault.timeout' : 'sandbox.fault.error' },
    headers: passes ? { 'Retry-After': RETRY_AFTER } : {},
  };
}
