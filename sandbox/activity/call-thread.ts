// The thread that reads and writes the request log: what waits for the disk there holds up no caller.
import { parentPort, workerData } from 'node:worker_threads';
import { errorMessage } from '@dpi/specs/error-message';
import { CallStore } from './call-store.ts';
import type { PendingRows } from './pending-calls.ts';

/** What may be asked of the thread. */
export interface Questions {
  open: () => void;
  write: (teams: PendingRows[]) => void;
  usage: CallStore['usage'];
  page: CallStore['page'];
  lastUsed: CallStore['lastUsed'];
}

/** A question with its arguments; `null`: the file is to be closed. */
export type Question = {
  [Name in keyof Questions]: [name: Name, ...args: Parameters<Questions[Name]>];
}[keyof Questions];

/** What came of a question, and what else went wrong meanwhile. */
export type Reply = { troubles: Trouble[] } & ({ result: unknown } | { error: string });

export interface Trouble {
  what: string;
  reason: string;
}

export interface ThreadData {
  file: string;
  /** Bytes that all calls together may take on the disk. */
  maxBytes: number;
}

const { file, maxBytes } = workerData as ThreadData;
let troubles: Trouble[] = [];
let open: CallStore | null = null;

function store(): CallStore {
  open ??= CallStore.open(file, (what, error) => troubles.push({ what, reason: errorMessage(error) }));
  return open;
}

const questions: Questions = {
  open: () => void store(),
  write(teams) {
    store().write(teams);
    store().keepWithin(maxBytes);
  },
  usage: (...args) => store().usage(...args),
  page: (...args) => store().page(...args),
  lastUsed: (...args) => store().lastUsed(...args),
};

function reply([name, ...args]: Question): Reply {
  const answer: (...args: never[]) => unknown = questions[name];
  troubles = [];
  try {
    const result = Reflect.apply(answer, null, args);
    return { result, troubles };
  } catch (error) {
    return { error: errorMessage(error), troubles };
  }
}

parentPort?.on('message', (question: Question | null) => {
  if (question !== null) return parentPort?.postMessage(reply(question));
  open?.close();
  parentPort?.close();
});
