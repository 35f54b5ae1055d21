import type { Call } from './call.ts';

/** Calls of a team that are remembered one by one. */
export const REMEMBERED_CALLS = 500;
/** Hours that are counted one by one. */
export const REMEMBERED_HOURS = 72;

const HOUR = 3_600_000;

export interface Count {
  calls: number;
  /** Of these, answered with a status of 400 or more. */
  failed: number;
}

/** Everything counted since the team's first call, except that hours older than three days are forgotten. */
export interface Usage extends Count {
  /** Oldest first; `hour` is the ISO 8601 time at which it began; hours without calls are left out. */
  hours: (Count & { hour: string })[];
  /** Most called first. */
  services: (Count & { service: string; version: string })[];
  statuses: { status: number; calls: number }[];
}

/** A call as it is shown: `at` is an ISO 8601 time. */
export interface LoggedCall extends Omit<Call, 'at'> {
  at: string;
}

export interface CallPage {
  /** Newest first. */
  items: LoggedCall[];
  /** To be sent back for the calls before these; `null` when there are none. */
  nextCursor: string | null;
}

/** How a team's log stands in its file. */
export interface TeamLogSnapshot {
  calls: Call[];
  total: number;
  hours: [number, Count][];
  services: [string, Count][];
  statuses: [number, number][];
  lastUsed: [string, number][];
}

/** The last calls of one team in a ring, and counters of all of them. */
export class TeamLog {
  #ring: Call[];
  /** Calls ever; the newest call's number in cursors. */
  #total: number;
  #hours: Map<number, Count>;
  #services: Map<string, Count>;
  #statuses: Map<number, number>;
  #lastUsed: Map<string, number>;

  constructor(from: TeamLogSnapshot = { calls: [], total: 0, hours: [], services: [], statuses: [], lastUsed: [] }) {
    this.#total = from.total;
    this.#hours = new Map(from.hours);
    this.#services = new Map(from.services);
    this.#statuses = new Map(from.statuses);
    this.#lastUsed = new Map(from.lastUsed);
    this.#ring = [];
    const first = from.total - from.calls.length;
    from.calls.forEach((call, index) => {
      this.#ring[(first + index) % REMEMBERED_CALLS] = call;
    });
  }

  record(call: Call): void {
    this.#ring[this.#total % REMEMBERED_CALLS] = call;
    this.#total += 1;
    const failed = call.status >= 400 ? 1 : 0;
    this.#countHour(Math.floor(call.at / HOUR), failed);
    count(this.#services, `${call.service}/${call.version}`, failed);
    this.#statuses.set(call.status, (this.#statuses.get(call.status) ?? 0) + 1);
    this.#lastUsed.set(call.keyId, call.at);
  }

  usage(): Usage {
    let failed = 0;
    const services = [...this.#services].map(([name, counted]) => {
      failed += counted.failed;
      const [service = '', version = ''] = name.split('/');
      return { service, version, ...counted };
    });
    return {
      calls: this.#total,
      failed,
      hours: [...this.#hours].map(([hour, counted]) => ({ hour: isoTime(hour * HOUR), ...counted })),
      services: services.sort((a, b) => b.calls - a.calls),
      statuses: [...this.#statuses].map(([status, calls]) => ({ status, calls })).sort((a, b) => a.status - b.status),
    };
  }

  /** @param cursor of an earlier page; one that was never given out begins at the newest call */
  page(cursor: string | null, limit: number, only: (call: Call) => boolean): CallPage {
    const oldest = Math.max(0, this.#total - REMEMBERED_CALLS);
    const before = cursor !== null && /^\d{1,15}$/.test(cursor) ? Number(cursor) : this.#total;
    const items: LoggedCall[] = [];
    for (let number = Math.min(before, this.#total) - 1; number >= oldest; number -= 1) {
      const call = this.#ring[number % REMEMBERED_CALLS];
      if (call === undefined || !only(call)) continue;
      if (items.length === limit) return { items, nextCursor: String(number + 1) };
      items.push({ ...call, at: isoTime(call.at) });
    }
    return { items, nextCursor: null };
  }

  lastUsed(keyId: string): number | null {
    return this.#lastUsed.get(keyId) ?? null;
  }

  snapshot(): TeamLogSnapshot {
    const oldest = this.#total % REMEMBERED_CALLS;
    const calls = [...this.#ring.slice(oldest), ...this.#ring.slice(0, oldest)];
    return {
      calls,
      total: this.#total,
      hours: [...this.#hours],
      services: [...this.#services],
      statuses: [...this.#statuses],
      lastUsed: [...this.#lastUsed],
    };
  }

  #countHour(hour: number, failed: number): void {
    const isNew = !this.#hours.has(hour);
    count(this.#hours, hour, failed);
    if (!isNew) return;
    for (const old of this.#hours.keys()) {
      if (old <= hour - REMEMBERED_HOURS) this.#hours.delete(old);
    }
  }
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}

function count<Name>(counts: Map<Name, Count>, name: Name, failed: number): void {
  const known = counts.get(name);
  if (known === undefined) {
    counts.set(name, { calls: 1, failed });
  } else {
    known.calls += 1;
    known.failed += failed;
  }
}
