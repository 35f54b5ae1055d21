import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../files/replace-file.ts';
import { TeamLog, type TeamLogSnapshot } from './team-log.ts';

/** Reads the logs of all teams. A file that cannot be read is reported and left out: a log is not worth a stopped start. */
export async function readLogs(
  folder: string,
  onDamaged: (file: string, error: unknown) => void,
): Promise<Map<string, TeamLog>> {
  await mkdir(folder, { recursive: true });
  const logs = new Map<string, TeamLog>();
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.json')) continue;
    const file = join(folder, name);
    try {
      const snapshot = JSON.parse(await readFile(file, 'utf8')) as TeamLogSnapshot;
      // Logs written before calls had a correlation id or a fallback.
      const calls = snapshot.calls.map((call) => ({
        ...call,
        correlationId: call.correlationId ?? null,
        fallback: call.fallback ?? null,
      }));
      logs.set(decodeURIComponent(name.slice(0, -'.json'.length)), new TeamLog({ ...snapshot, calls }));
    } catch (error) {
      onDamaged(file, error);
    }
  }
  return logs;
}

/** Replaces the file of one team; a reader sees the old one or the new one, never half of it. */
export async function writeLog(folder: string, teamId: string, log: TeamLog): Promise<void> {
  await replaceFile(join(folder, `${encodeURIComponent(teamId)}.json`), JSON.stringify(log.snapshot()));
}
