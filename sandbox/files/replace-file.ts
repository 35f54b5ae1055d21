import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Replaces a text file as a whole: written beside, fsynced, renamed over the old one, and the folder fsynced. A reader sees
 * the old text or the new one, never half of it, and what is there when this resolves survives a power cut. Calls for one
 * path must not overlap.
 *
 * Not write-file-atomic: it ignores short writes, so that on a full disk it puts a truncated file in place and reports
 * success.
 * @param beforeReplace runs last, just before the old version is replaced; throws to keep it
 * @throws Error where it could not be written; the old version is still there
 */
export async function replaceFile(
  path: string,
  text: string | AsyncIterable<string>,
  beforeReplace?: () => Promise<void>,
): Promise<void> {
  const next = `${path}.next`;
  try {
    const file = await open(next, 'w', 0o600); // names and join codes are nobody else's business
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await beforeReplace?.();
    await rename(next, path);
  } catch (error) {
    // On a full disk, half a file would take the room that others need.
    await rm(next, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
