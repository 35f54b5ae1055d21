import { join } from 'node:path';
import { errorMessage } from '@dpi/specs/error-message';
import { makeDataFolder } from '../data-folder.ts';
import { DurableFile } from './lowdb/durable-file.ts';
import { type FolderLock, lockFolder } from './lowdb/folder-lock.ts';
import { LowdbRegistry, type Now } from './lowdb/lowdb-registry.ts';
import { RegistryFile } from './lowdb/registry-file.ts';
import { type Registry, RegistryOpenError } from './registry.ts';

/**
 * Opens the registry of a data folder, making both where they are missing.
 * @throws {ConfigError} when the folder cannot be made
 * @throws {RegistryOpenError} when the folder cannot be used, belongs to a running platform, or its registry is damaged
 */
export async function openRegistry({ dataDir, now = Date.now }: { dataDir: string; now?: Now }): Promise<Registry> {
  await makeDataFolder(dataDir);
  const lock = await lockedFolder(dataDir);
  try {
    const file = new RegistryFile(new DurableFile(join(dataDir, 'registry.json')), lock.assertHeld);
    return await LowdbRegistry.open(file, lock, now);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function lockedFolder(path: string): Promise<FolderLock> {
  try {
    return await lockFolder(path);
  } catch (error) {
    if (error instanceof RegistryOpenError) throw error;
    const reason = errorMessage(error);
    throw new RegistryOpenError(
      `The folder ${path} cannot be used (${reason}). Set DATA_DIR to one that can be written.`,
    );
  }
}
