import { serviceReference } from '@dpi/specs/service-reference';
import { type Call, isFailed } from './call.ts';

/** Calls of a team that are remembered one by one. */
export const REMEMBERED_CALLS = 500;
/** Calls refused for a key that does not work any more, besides: whoever has it cannot push the team's own calls out. */
export const REMEMBERED_DEAD_KEY_CALLS = 50;

/** One more call for a counter, and whether it failed. */
export interface Count {
  calls: number;
  /** Of these, answered with a status of 400 or more, unless the team asked for that. */
  failed: number;
}

export const HOUR = 3_600_000;

/** A call as it is written down. */
export interface CallRow {
  isFailed: boolean;
  isDeadKey: boolean;
  json: string;
}

/** What a team did since the last time, as it is written down. */
export interface PendingRows extends Pick<PendingCalls, 'total' | 'hours' | 'services' | 'statuses' | 'lastUsed'> {
  teamId: string;
  /** Oldest first. */
  calls: CallRow[];
  /** When the last one was made, in milliseconds since 1970. */
  lastCall: number;
}

/** What a team did since the last time it was written down. However much it calls, this stays small. */
export class PendingCalls {
  /** The last ones only, oldest first. */
  readonly calls: Call[] = [];
  readonly deadKeyCalls: Call[] = [];
  readonly total: Count = { calls: 0, failed: 0 };
  readonly hours = new Map<number, Count>();
  /** By `<id>/<version>`. */
  readonly services = new Map<string, Count>();
  readonly statuses = new Map<number, Count>();
  /** By key id, in milliseconds since 1970. */
  readonly lastUsed = new Map<string, number>();

  add(call: Call): void {
    const failed = isFailed(call) ? 1 : 0;
    this.total.calls += 1;
    this.total.failed += failed;
    count(this.hours, Math.floor(call.at / HOUR), failed);
    count(this.services, serviceReference({ id: call.service, version: call.version }), failed);
    count(this.statuses, call.status, failed);
    if (call.keyId !== null) this.lastUsed.set(call.keyId, call.at);
    if (call.isDeadKey) keep(this.deadKeyCalls, call, REMEMBERED_DEAD_KEY_CALLS);
    else keep(this.calls, call, REMEMBERED_CALLS);
  }

  rows(teamId: string): PendingRows {
    const { total, hours, services, statuses, lastUsed } = this;
    const calls = [...this.calls.slice(-REMEMBERED_CALLS), ...this.deadKeyCalls.slice(-REMEMBERED_DEAD_KEY_CALLS)];
    calls.sort((a, b) => a.at - b.at);
    const rows = calls.map((call) => ({
      isFailed: isFailed(call),
      isDeadKey: call.isDeadKey,
      json: JSON.stringify(call),
    }));
    return { teamId, total, hours, services, statuses, lastUsed, calls: rows, lastCall: calls.at(-1)?.at ?? 0 };
  }
}

/** Cuts the list when it is twice as long as it need be, so that adding stays cheap. */
function keep(calls: Call[], call: Call, most: number): void {
  calls.push(call);
  if (calls.length >= 2 * most) calls.splice(0, calls.length - most);
}

function count<Key>(counts: Map<Key, Count>, key: Key, failed: number): void {
  const counted = counts.get(key);
  if (counted === undefined) counts.set(key, { calls: 1, failed });
  else {
    counted.calls += 1;
    counted.failed += failed;
  }
}
