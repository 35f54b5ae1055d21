import { randomUUID } from 'node:crypto';
import { readFile, rmdir, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '@dpi/specs/error-message';
import lockfile from 'proper-lockfile';
import { RegistryOpenError } from '../registry.ts';

/** After this long without a sign of life a lock is free, whoever held it. */
const STALE_MS = 5000;
const HEARTBEAT_MS = 1000;
const POLL_MS = 200;

interface Owner {
  pid: number;
  host: string;
  nonce: string;
}

export interface FolderLock {
  /**
   * Throws when another process has taken the lock, as it may while this one was suspended. A lock that could not be
   * refreshed for a while, because the folder could not be written, is taken again.
   */
  assertHeld(): Promise<void>;
  /** Whether the lock could be refreshed lately. */
  isHeld(): boolean;
  release(): Promise<void>;
}

/**
 * Locks a folder for this process. A lock left by a process of this machine that is gone is taken over at once, any
 * other left-over after five seconds. Throws {@link RegistryOpenError} when the holder is alive.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const lock = join(folder, 'registry.lock');
  const ownerFile = join(folder, 'registry.owner.json');
  const nonce = randomUUID();
  const seen = await lastSignOfLife(lock);
  const giveUpAt = Date.now() + STALE_MS * 2;
  let lost = false;

  const take = () =>
    lockfile.lock(join(folder, 'registry'), {
      realpath: false,
      stale: STALE_MS,
      update: HEARTBEAT_MS,
      onCompromised: () => {
        lost = true;
      },
    });

  const tryOnce = async () => {
    const held = await readOwner(ownerFile);
    if (held !== null && isGone(held)) await rmdir(lock).catch(() => {});
    const release = await take();
    await writeFile(ownerFile, JSON.stringify({ pid: process.pid, host: hostname(), nonce } satisfies Owner));
    return release;
  };

  const assertOwned = async () => {
    const owner = await readOwner(ownerFile);
    if (owner === null) throw new Error(`${ownerFile} cannot be read`);
    if (owner.nonce !== nonce) throw new Error(`another process has taken over ${folder}`);
  };

  const takeAgain = async () => {
    await assertOwned();
    await rmdir(lock).catch(() => {});
    const release = await take();
    lost = false;
    return release;
  };

  for (;;) {
    let release = await withGuard(folder, tryOnce).catch(orNullWhenLocked);
    if (release !== null) {
      return {
        async assertHeld() {
          if (lost) release = await withGuard(folder, takeAgain);
          else await assertOwned();
        },
        isHeld: () => !lost,
        async release() {
          if (!lost) await release?.();
        },
      };
    }
    const now = await lastSignOfLife(lock);
    if (now !== null && (now !== seen || Date.now() > giveUpAt)) {
      throw new RegistryOpenError(
        `${folder} is in use by another running platform. Stop that one, or set DATA_DIR to another folder.`,
      );
    }
    await delay(POLL_MS);
  }
}

/**
 * Runs a try while no other process does, so that the owner file always tells of the lock that is there. A process that
 * dies inside keeps the others out for two seconds.
 */
async function withGuard<T>(folder: string, action: () => Promise<T>): Promise<T> {
  const release = await lockfile.lock(join(folder, 'registry.guard'), {
    realpath: false,
    stale: 2000,
    retries: { retries: 100, factor: 1, minTimeout: 50, maxTimeout: 50 },
  });
  try {
    return await action();
  } finally {
    await release();
  }
}

/** Whether the holder was a process of this machine that is not there any more. */
function isGone(owner: Owner): boolean {
  if (owner.host !== hostname() || owner.pid === process.pid) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return errorCode(error) === 'ESRCH';
  }
}

/** When the holder last showed that it is alive; `null` when nobody holds the lock. */
async function lastSignOfLife(lock: string): Promise<number | null> {
  try {
    return (await stat(lock)).mtimeMs;
  } catch {
    return null;
  }
}

async function readOwner(file: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Owner;
  } catch {
    return null;
  }
}

function orNullWhenLocked(error: unknown): null {
  if (errorCode(error) === 'ELOCKED') return null;
  throw error;
}
