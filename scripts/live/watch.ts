import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '@dpi/specs/error-message';

/** Milliseconds without another event until a change counts as complete: editors and git write in several steps. */
const QUIET_MS = 80;
/** Milliseconds after which a change is told although more events come. */
const MAX_DELAY_MS = 400;
/** Milliseconds until a folder that has gone is looked for again. */
const LOOK_AGAIN = 1000;

const NOT_WATCHED = new Set(['node_modules', '.git']);

export interface WatchOptions {
  /** Folders that are watched with all that is in them. */
  trees: string[];
  /** Folders of which only the files count. */
  folders: string[];
  /** Something was written, added, renamed or removed; never called while a call of it is still under way. */
  onChange: () => Promise<void>;
  /** The system gives no more watches. */
  onTrouble: (error: Error) => void;
}

export interface Watching {
  /** Resolves once every folder is watched. */
  ready: Promise<void>;
  /** Whether something has changed since the change that is being told. */
  hasMore(): boolean;
  stop(): void;
}

/**
 * Tells that files have changed, however they were saved: written in place, renamed over the old one, or removed with their
 * folder. Each folder is watched for itself, and which there are is looked up after every change: Node's own recursive watch
 * takes one watch a file on Linux and loses folders that are replaced.
 */
export function watchFiles({ trees, folders, onChange, onTrouble }: WatchOptions): Watching {
  const watchers = new Map<string, FSWatcher>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let firstEvent = 0;
  let isBusy = false;
  let isStale = false;

  function touch(): void {
    if (stopped) return;
    isStale = true;
    if (isBusy) return;
    const now = performance.now();
    if (timer === undefined) firstEvent = now;
    clearTimeout(timer);
    timer = setTimeout(settle, Math.max(0, Math.min(QUIET_MS, firstEvent + MAX_DELAY_MS - now)));
  }

  async function settle(): Promise<void> {
    timer = undefined;
    isBusy = true;
    isStale = false;
    // Folders first: what is written into a new one after this is an event of its own.
    await watchAll();
    await onChange();
    isBusy = false;
    if (isStale) touch();
  }

  async function watchAll(): Promise<void> {
    const found = new Map<string, string>();
    const roots = await Promise.all([
      ...trees.map((path) => foldersBelow(path, found)),
      ...folders.map((path) => addFolder(path, found)),
    ]);
    if (stopped) return;
    for (const [id, watcher] of watchers) {
      if (found.has(id)) continue;
      watcher.close();
      watchers.delete(id);
    }
    for (const [id, path] of found) if (!watchers.has(id)) add(id, path);
    if (roots.includes(false)) setTimeout(touch, LOOK_AGAIN).unref();
  }

  function add(id: string, path: string): void {
    try {
      const watcher = watch(path, touch);
      watcher.on('error', touch);
      watchers.set(id, watcher);
    } catch (error) {
      // A folder that went meanwhile is an event of the one it was in.
      if (errorCode(error) !== 'ENOENT') onTrouble(error as Error);
    }
  }

  return {
    ready: watchAll(),
    hasMore: () => isStale,
    stop() {
      stopped = true;
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

/** Adds a folder under an id that changes when another takes its place. @returns whether there is one */
async function addFolder(path: string, found: Map<string, string>): Promise<boolean> {
  const status = await stat(path).catch(() => null);
  if (status === null || !status.isDirectory()) return false;
  found.set(`${path}:${status.ino}`, path);
  return true;
}

/** Links are not followed: what they lead to in the tree is watched itself, and what they lead to outside is never read. */
async function foldersBelow(path: string, found: Map<string, string>): Promise<boolean> {
  if (!(await addFolder(path, found))) return false;
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() && !NOT_WATCHED.has(entry.name))
      .map((entry) => foldersBelow(join(path, entry.name), found)),
  );
  return true;
}
