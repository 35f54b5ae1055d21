import type { Verdict } from '../quota/index.ts';
import type { Refusal } from '../server/exchange.ts';
import { closest } from './closest.ts';
import type { Place } from './place.ts';
import { DEMO_KEY } from './presented-key.ts';

/** A quota is used up: whose, which, and when to come back. */
export function overQuota({ window, limit, resetSeconds }: Verdict, isDemo: boolean): Refusal {
  const used = isDemo
    ? `Your address has made its ${limit} calls of this hour with ${DEMO_KEY}. Get a key of your own, which allows far more, or`
    : `Your team has made its ${limit} calls of this ${window}; all its keys count together.`;
  const wait = `wait ${resetSeconds} second${resetSeconds === 1 ? '' : 's'}, as Retry-After says.`;
  return {
    problem: 'quota-exceeded',
    detail: isDemo ? `${used} ${wait}` : `${used} W${wait.slice(1)}`,
    headers: ['Retry-After', String(resetSeconds)],
  };
}

/** @param names of all services, as `<id>/<version>` */
export function noSuchService({ service, version }: Place, names: string[]): Refusal {
  const versions = names.filter((name) => name.startsWith(`${service}/`));
  const near = versions.length > 0 ? versions : closest(`${service}/${version}`, names);
  const meant = near.length === 0 ? 'The catalogue lists them all.' : `Did you mean ${near.join(' or ')}?`;
  return {
    problem: 'service-not-found',
    detail:
      service === ''
        ? 'The path names no service. Call /sandbox/<service>/<version>/…; the catalogue lists them all.'
        : `There is no service "${service}"${version === '' ? '' : ` with version "${version}"`}. ${meant}`,
  };
}
