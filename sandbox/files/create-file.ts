import { randomBytes } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { errorCode } from '@dpi/specs/error-message';

/**
 * Creates a text file, whole and fsynced, where there is none. Of several processes that do so at once, one succeeds.
 * @returns whether the file is ours; `false` where there is one already
 */
export async function createFile(path: string, text: string): Promise<boolean> {
  const next = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(next, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(next, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(next, { force: true }).catch(() => undefined);
  }
}
