import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call } from './call.ts';
import { CallLog } from './call-log.ts';
import type { CallPage, Usage } from './call-store.ts';
import { PendingCalls, type PendingRows } from './pending-calls.ts';

export type { Call } from './call.ts';
export type { CallPage, LoggedCall, Usage } from './call-store.ts';

/** What teams did: their last calls, and counters. Written down every second; reading sees all of it. */
export interface Activity {
  /** Costs about a microsecond and never fails. */
  record(call: Call): void;
  usage(teamId: string): Promise<Usage>;
  /** @param page `cursor` is the `nextCursor` of the page before; `failed` leaves out what went well */
  requests(teamId: string, page: { cursor: string | null; limit: number; failed: boolean }): Promise<CallPage>;
  /** When the key was last sent, in milliseconds since 1970; `null` for never. */
  lastUsed(teamId: string, keyId: string): Promise<number | null>;
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
  saveEveryMs = 1000,
  maxBytes = MAX_BYTES,
  onTrouble,
}: ActivityOptions): Promise<Activity> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const log = new CallLog({ file: join(dataDir, 'requests.sqlite'), maxBytes }, ({ what, reason }) =>
    onTrouble(what, new Error(reason)),
  );
  const pending = new Map<string, PendingCalls>();
  /** What is being written, or could not be. */
  let unsaved: PendingRows[] = [];
  let saving: Promise<void> = Promise.resolve();
  let isSaving = false;
  let hasFailed = false;

  const write = async () => {
    if (unsaved.length === 0) return;
    await log.ask('write', unsaved);
    unsaved = [];
  };
  const save = async () => {
    isSaving = true;
    try {
      await write();
      unsaved = Array.from(pending, ([teamId, calls]) => calls.rows(teamId));
      pending.clear();
      await write();
      hasFailed = false;
    } catch (error) {
      // Said once, not every second; the calls stay until they can be written.
      if (!hasFailed) onTrouble('Request logs could not be saved', error);
      hasFailed = true;
    }
    isSaving = false;
  };
  /** When all that was recorded so far is written down. */
  const saved = (): Promise<void> => {
    saving = saving.then(save);
    return saving;
  };
  const timer = setInterval(() => {
    if (!isSaving) saved();
  }, saveEveryMs);
  timer.unref();
  await log.ask('open');

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
    async usage(teamId) {
      await saved();
      return log.ask('usage', teamId);
    },
    async requests(teamId, { cursor, limit, failed }) {
      await saved();
      return log.ask('page', teamId, cursor, limit, failed);
    },
    async lastUsed(teamId, keyId) {
      await saved();
      return log.ask('lastUsed', teamId, keyId);
    },
    async close() {
      clearInterval(timer);
      await saved();
      await log.close();
    },
  };
}
