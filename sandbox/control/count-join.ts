import { ProblemError } from '@dpi/specs/problem';
import { addressBlock, secondsLeft } from '../quota/index.ts';
import type { Call, Services } from './route.ts';

/** Counts a join or a sign-in of the caller's address, and gives the headers that say what is left. */
export function countJoin(
  { request }: Pick<Call<'public'>, 'request'>,
  { joins, addressOf, config }: Pick<Services, 'joins' | 'addressOf' | 'config'>,
): Record<string, string> {
  const limit = config.joinsPerMinute;
  const state = joins.take(addressBlock(addressOf(request)), limit);
  const seconds = secondsLeft(state);
  const headers = {
    'RateLimit-Policy': `"joins";q=${limit};w=60`,
    RateLimit: `"joins";r=${limit - state.count};t=${seconds}`,
  };
  if (state.allowed) return headers;
  const wait = { id: 'sandbox.quota.wait', values: { count: seconds } };
  throw new ProblemError(
    'quota-exceeded',
    { id: 'control.signing-in.too-many', values: { limit, wait } },
    { headers: { ...headers, 'Retry-After': String(seconds) } },
  );
}
