import { RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from './refusal.ts';
import type { Call, Services } from './route.ts';

/** Counts a join or a sign-in of the caller's address, and gives the headers that say what is left. */
export async function countJoin(
  { request }: Pick<Call<'public'>, 'request'>,
  { joins, addressOf, config }: Pick<Services, 'joins' | 'addressOf' | 'config'>,
): Promise<Record<string, string>> {
  const headers = (used: RateLimiterRes) => ({
    'RateLimit-Policy': `"joins";q=${config.joinsPerMinute};w=60`,
    RateLimit: `"joins";r=${used.remainingPoints};t=${secondsLeft(used)}`,
  });
  try {
    return headers(await joins.consume(addressOf(request)));
  } catch (used) {
    if (!(used instanceof RateLimiterRes)) throw used;
    const seconds = secondsLeft(used);
    throw new Refusal(
      'quota-exceeded',
      `Your network address may join or sign in ${config.joinsPerMinute} times a minute. Try again in ${seconds} seconds.`,
      { headers: { ...headers(used), 'Retry-After': String(seconds) } },
    );
  }
}

function secondsLeft(used: RateLimiterRes): number {
  return Math.max(1, Math.ceil(used.msBeforeNext / 1000));
}
