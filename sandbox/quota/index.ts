import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** How often one team may call. Keys do not matter: minting more of them multiplies nothing. */
export interface Limits {
  quotaPerSecond: number;
  quotaPerHour: number;
}

/** What became of one call, and the headers that say so (draft-ietf-httpapi-ratelimit-headers). */
export interface Verdict {
  allowed: boolean;
  /** The window that is nearest to its end; where `allowed` is false, the one that is used up. */
  window: 'second' | 'hour';
  /** Calls in that window. */
  limit: number;
  /** Whole seconds until that window begins anew. */
  resetSeconds: number;
  /** Value of `RateLimit-Policy`. */
  policy: string;
  /** Value of `RateLimit`. */
  rateLimit: string;
}

export interface Remaining {
  limit: number;
  remaining: number;
  /** Whole seconds until the window begins anew. */
  resetSeconds: number;
}

/** Calls that belong to no team are counted by network address, each kind on its own. */
export type AddressQuota = 'demo' | 'anonymous';

/** Counts calls in fixed windows, in memory. */
export interface Quota {
  /** Counts one call of a team. */
  spend(teamId: string, limits: Limits): Promise<Verdict>;
  /** Counts one call of an address: with DEMO_KEY, or without a key where none is needed. */
  spendByAddress(kind: AddressQuota, address: string): Promise<Verdict>;
  /** What a team has left; counts nothing. */
  remaining(teamId: string, limits: Limits): Promise<{ perSecond: Remaining; perHour: Remaining }>;
}

const SECOND = 1;
const HOUR = 3600;

/** @param perHour calls an hour that one address may make, by kind */
export function createQuota(perHour: Record<AddressQuota, number>): Quota {
  // The limiters only count: how much is allowed belongs to the event and can change while a window runs.
  const seconds = counter('second', SECOND);
  const hours = counter('hour', HOUR);
  const addresses = { demo: counter('demo', HOUR), anonymous: counter('anonymous', HOUR) };

  return {
    async spend(teamId, { quotaPerSecond, quotaPerHour }) {
      const policy = `"second";q=${quotaPerSecond};w=${SECOND}, "hour";q=${quotaPerHour};w=${HOUR}`;
      const second = await seconds.consume(teamId);
      // A burst that is refused does not eat the hour.
      if (second.consumedPoints > quotaPerSecond) return verdict('second', quotaPerSecond, second, policy);
      return verdict('hour', quotaPerHour, await hours.consume(teamId), policy);
    },
    async spendByAddress(kind, address) {
      const policy = `"hour";q=${perHour[kind]};w=${HOUR}`;
      return verdict('hour', perHour[kind], await addresses[kind].consume(addressBlock(address)), policy);
    },
    async remaining(teamId, { quotaPerSecond, quotaPerHour }) {
      return {
        perSecond: left(quotaPerSecond, SECOND, await seconds.get(teamId)),
        perHour: left(quotaPerHour, HOUR, await hours.get(teamId)),
      };
    },
  };
}

function left(limit: number, duration: number, used: RateLimiterRes | null): Remaining {
  if (used === null) return { limit, remaining: limit, resetSeconds: duration };
  return { limit, remaining: Math.max(0, limit - used.consumedPoints), resetSeconds: secondsLeft(used) };
}

function counter(keyPrefix: string, duration: number): RateLimiterMemory {
  return new RateLimiterMemory({ keyPrefix, duration, points: Number.MAX_SAFE_INTEGER });
}

function verdict(window: Verdict['window'], limit: number, used: RateLimiterRes, policy: string): Verdict {
  const { remaining, resetSeconds } = left(limit, 0, used);
  return {
    allowed: used.consumedPoints <= limit,
    window,
    limit,
    resetSeconds,
    policy,
    rateLimit: `"${window}";r=${remaining};t=${resetSeconds}`,
  };
}

/** At least 1, so that nobody is told to come back at once. */
function secondsLeft(used: RateLimiterRes): number {
  return Math.max(1, Math.ceil(used.msBeforeNext / 1000));
}

/** The address itself, or the /64 network of an IPv6 address: one line has 2⁶⁴ of those. */
function addressBlock(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail.split(':').filter(Boolean);
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0') : [];
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}
