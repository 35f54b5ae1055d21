import { join } from 'node:path';
import { addressBlock } from './address-block.ts';
import { FixedWindow, type WindowState } from './fixed-window.ts';
import { readWindows, writeWindows } from './quota-file.ts';

export { addressBlock } from './address-block.ts';
export { FixedWindow } from './fixed-window.ts';

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

/** Counts calls in fixed windows; hours go on after a restart. */
export interface Quota {
  /** Counts one call of a team, unless it is refused. */
  spend(teamId: string, limits: Limits): Verdict;
  /** Counts one call of an address: with DEMO_KEY, or without a key where none is needed. */
  spendByAddress(kind: AddressQuota, address: string): Verdict;
  /** What a team has left; counts nothing. */
  remaining(teamId: string, limits: Limits): { perSecond: Remaining; perHour: Remaining };
  close(): Promise<void>;
}

export interface QuotaOptions {
  dataDir: string;
  /** Calls an hour that one address may make, by kind. */
  perHour: Record<AddressQuota, number>;
  saveEveryMs?: number;
  /** Told what could not be read or written; the platform goes on. */
  onTrouble: (what: string, error: unknown) => void;
}

const SECOND = 1;
const HOUR = 3600;

/** Opens the quota, with the hours that were running when `<dataDir>/quota.json` was saved. */
export async function openQuota({ dataDir, perHour, saveEveryMs = 10_000, onTrouble }: QuotaOptions): Promise<Quota> {
  const seconds = new FixedWindow(SECOND * 1000);
  const hours = {
    team: new FixedWindow(HOUR * 1000),
    demo: new FixedWindow(HOUR * 1000),
    anonymous: new FixedWindow(HOUR * 1000),
  };
  const file = join(dataDir, 'quota.json');
  await readWindows(file, hours, onTrouble);
  let isChanged = false;
  let saving = Promise.resolve();
  const save = () => {
    if (!isChanged) return saving;
    isChanged = false;
    saving = saving.then(() =>
      writeWindows(file, hours).catch((error: unknown) => {
        isChanged = true;
        onTrouble('The quota could not be saved', error);
      }),
    );
    return saving;
  };
  const timer = setInterval(save, saveEveryMs);
  timer.unref();

  return {
    spend(teamId, { quotaPerSecond, quotaPerHour }) {
      const policy = `"second";q=${quotaPerSecond};w=${SECOND}, "hour";q=${quotaPerHour};w=${HOUR}`;
      const second = seconds.take(teamId, quotaPerSecond);
      // A burst that is refused does not eat the hour.
      if (!second.allowed) return verdict('second', quotaPerSecond, second, policy);
      isChanged = true;
      return verdict('hour', quotaPerHour, hours.team.take(teamId, quotaPerHour), policy);
    },
    spendByAddress(kind, address) {
      const policy = `"hour";q=${perHour[kind]};w=${HOUR}`;
      isChanged = true;
      return verdict('hour', perHour[kind], hours[kind].take(addressBlock(address), perHour[kind]), policy);
    },
    remaining(teamId, { quotaPerSecond, quotaPerHour }) {
      return {
        perSecond: left(quotaPerSecond, SECOND, seconds.peek(teamId)),
        perHour: left(quotaPerHour, HOUR, hours.team.peek(teamId)),
      };
    },
    async close() {
      clearInterval(timer);
      await save();
    },
  };
}

function left(limit: number, duration: number, used: Omit<WindowState, 'allowed'> | null): Remaining {
  if (used === null) return { limit, remaining: limit, resetSeconds: duration };
  return { limit, remaining: Math.max(0, limit - used.count), resetSeconds: secondsLeft(used) };
}

function verdict(window: Verdict['window'], limit: number, state: WindowState, policy: string): Verdict {
  const { remaining, resetSeconds } = left(limit, 0, state);
  return {
    allowed: state.allowed,
    window,
    limit,
    resetSeconds,
    policy,
    rateLimit: `"${window}";r=${remaining};t=${resetSeconds}`,
  };
}

/** At least 1, so that nobody is told to come back at once. */
export function secondsLeft({ msLeft }: { msLeft: number }): number {
  return Math.max(1, Math.ceil(msLeft / 1000));
}
