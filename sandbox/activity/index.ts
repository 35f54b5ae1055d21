import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call } from './call.ts';
import { type CallPage, CallStore, type Usage } from './call-store.ts';
import { PendingCalls } from './pending-calls.ts';

export type { Call } from './call.ts';
export type { CallPage, LoggedCall, Usage } from './call-store.ts';

/** What teams did: their last calls, and counters. Written down a few times a second; reading sees all of it. */
export interface Activity {
  /** Costs about a microsecond and never fails. */
  record(call: Call): void;
  usage(teamId: string): Usage;
  /** @param page `cursor` is the `nextCursor` of the page before; `failed` leaves out what went well */
  requests(teamId: string, page: { cursor: string | null; limit: number; failed: boolean }): CallPage;
  /** When the key was last sent, in milliseconds since 1970; `null` for never. */
  lastUsed(teamId: string, keyId: string): number | null;
  close(): Promise<void>;
}

export interface ActivityOptions {
  dataDir: string;
  saveEveryMs?: number;
  /** Bytes that all calls together may take on the disk; beyond that those of the teams that called longest ago go. */
  maxBytes?: number;
  /** Told what could not be read or written; the platform goes on. */
  onTrouble: (what: string, error: unknown) => void;
}

/** Teams that are waited for at most while nothing can be written; calls of further ones are not logged. */
const MAX_PENDING_TEAMS = 5000;
const MAX_BYTES = 512 * 1024 * 1024;

/** Opens the request log in `<dataDir>/requests.sqlite`. */
export async function openActivity({
  dataDir,
  saveEveryMs = 250,
  maxBytes = MAX_BYTES,
  onTrouble,
}: ActivityOptions): Promise<Activity> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const store = await CallStore.open(join(dataDir, 'requests.sqlite'), onTrouble);
  const pending = new Map<string, PendingCalls>();
  let hasFailed = false;

  const save = () => {
    if (pending.size === 0) return;
    try {
      store.write(pending);
      pending.clear();
      store.keepWithin(maxBytes);
      hasFailed = false;
    } catch (error) {
      // Said once, not four times a second; the calls stay until they can be written.
      if (!hasFailed) onTrouble('Request logs could not be saved', error);
      hasFailed = true;
    }
  };
  const timer = setInterval(save, saveEveryMs);
  timer.unref();
  const saved = (teamId: string): CallStore => {
    if (pending.has(teamId)) save();
    return store;
  };

  return {
    record(call) {
      let calls = pending.get(call.teamId);
      if (calls === undefined) {
        if (pending.size >= MAX_PENDING_TEAMS) return;
        calls = new PendingCalls();
        pending.set(call.teamId, calls);
      }
      calls.add(call);
    },
    usage: (teamId) => saved(teamId).usage(teamId),
    requests: (teamId, { cursor, limit, failed }) => saved(teamId).page(teamId, cursor, limit, failed),
    lastUsed: (teamId, keyId) => saved(teamId).lastUsed(teamId, keyId),
    async close() {
      clearInterval(timer);
      save();
      store.close();
    },
  };
}
