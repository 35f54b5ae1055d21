// The thread that reads and writes a SQLite file: what waits for the disk there holds up no caller.
import { parentPort, workerData } from 'node:worker_threads';
import { errorMessage } from '@dpi/specs/error-message';
import { type HistoryLimits, SqliteFile } from './sqlite-file.ts';

/** What may be asked of the thread. */
type Operations = Omit<SqliteFile, 'transaction' | 'close'>;

/** One operation with its arguments. */
export type Command = {
  [Name in keyof Operations]: [name: Name, ...args: Parameters<Operations[Name]>];
}[keyof Operations];

/** Commands that are done in one transaction; `null`: the file is to be closed. */
export type Batch = Command[] | null;

/** What each command returned, or why none was done. */
export type BatchResult = { results: unknown[] } | { error: string };

export interface ThreadData {
  file: string;
  limits: HistoryLimits;
}

const { file, limits } = workerData as ThreadData;
let open: SqliteFile | null = null;

function done(batch: Command[]): BatchResult {
  try {
    open ??= new SqliteFile(file, limits);
    const database = open;
    return { results: database.transaction(() => batch.map((command) => run(database, command))) };
  } catch (error) {
    return { error: errorMessage(error) };
  }
}

function run(database: Operations, [name, ...args]: Command): unknown {
  const operation: (...args: never[]) => unknown = database[name];
  return Reflect.apply(operation, database, args);
}

parentPort?.on('message', (batch: Batch) => {
  if (batch !== null) return parentPort?.postMessage(done(batch));
  open?.close();
  parentPort?.close();
});
