import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode, errorMessage } from '@dpi/specs/error-message';
import { ConfigError } from './config.ts';

/**
 * Makes the folder of keys and logs where it is missing, for this user alone.
 * @throws ConfigError where it cannot be made
 */
export async function makeDataFolder(path: string): Promise<void> {
  try {
    await makeFolder(path);
  } catch (error) {
    const reason = errorMessage(error);
    throw new ConfigError(`DATA_DIR is "${path}", but no folder can be made there (${reason}).`);
  }
}

/** Node's own recursive mkdir never ends below `/proc`, where nothing can be made in a folder that is there. */
async function makeFolder(path: string): Promise<void> {
  const mode = 0o700;
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (await isFolder(path)) return;
    if (errorCode(error) !== 'ENOENT' || (await isFolder(dirname(path)))) throw error;
    await makeFolder(dirname(path));
    await mkdir(path, { mode });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
