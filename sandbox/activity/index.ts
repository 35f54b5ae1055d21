import { join } from 'node:path';
import type { Call } from './call.ts';
import { readLogs, writeLog } from './log-files.ts';
import { type CallPage, TeamLog, type Usage } from './team-log.ts';

export type { Call } from './call.ts';
export type { CallPage, Count, LoggedCall, Usage } from './team-log.ts';

/** What teams did: their last calls, and counters. Kept in memory, saved now and then, restored at the next start. */
export interface Activity {
  /** Costs about a microsecond and never fails. */
  record(call: Call): void;
  usage(teamId: string): Usage;
  /** @param page `cursor` is the `nextCursor` of the page before; `failed` leaves out what went well */
  requests(teamId: string, page: { cursor: string | null; limit: number; failed: boolean }): CallPage;
  /** When the key was last sent, in milliseconds since 1970; `null` for never. */
  lastUsed(teamId: string, keyId: string): number | null;
  /** Saves what is not saved yet. */
  save(): Promise<void>;
  close(): Promise<void>;
}

export interface ActivityOptions {
  dataDir: string;
  saveEveryMs?: number;
  /** Told what could not be read or written; the platform goes on. */
  onTrouble: (what: string, error: unknown) => void;
}

/** Opens the request logs in `<dataDir>/activity/`, one file a team. */
export async function openActivity({ dataDir, saveEveryMs = 30_000, onTrouble }: ActivityOptions): Promise<Activity> {
  const folder = join(dataDir, 'activity');
  const logs = await readLogs(folder, (file, error) =>
    onTrouble(`The request log ${file} is damaged; it starts empty`, error),
  );
  const unsaved = new Set<string>();
  let saving = Promise.resolve();

  const save = () => {
    saving = saving.then(async () => {
      // One team at a time: turning a log into text takes a millisecond, and calls are answered in between.
      for (const teamId of [...unsaved]) {
        unsaved.delete(teamId);
        try {
          await writeLog(folder, teamId, logOf(teamId));
        } catch (error) {
          unsaved.add(teamId);
          onTrouble('A request log could not be saved', error);
          return;
        }
      }
    });
    return saving;
  };
  const timer = setInterval(save, saveEveryMs);
  timer.unref();

  const logOf = (teamId: string): TeamLog => {
    let log = logs.get(teamId);
    if (log === undefined) {
      log = new TeamLog();
      logs.set(teamId, log);
    }
    return log;
  };

  return {
    record(call) {
      logOf(call.teamId).record(call);
      unsaved.add(call.teamId);
    },
    usage: (teamId) => (logs.get(teamId) ?? new TeamLog()).usage(),
    requests: (teamId, { cursor, limit, failed }) =>
      (logs.get(teamId) ?? new TeamLog()).page(cursor, limit, (call) => !failed || call.status >= 400),
    lastUsed: (teamId, keyId) => logs.get(teamId)?.lastUsed(keyId) ?? null,
    save,
    async close() {
      clearInterval(timer);
      await save();
    },
  };
}
