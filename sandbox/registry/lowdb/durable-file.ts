import { access, link, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A text file that is replaced as a whole and never half: written beside, fsynced, renamed over the old one, and the
 * folder fsynced. The version before the last is kept as `<path>.bak`.
 *
 * Not write-file-atomic: it ignores short writes, so that on a full disk it puts a truncated file in place and reports
 * success.
 */
export class DurableFile {
  readonly path: string;
  readonly backup: string;

  constructor(path: string) {
    this.path = path;
    this.backup = `${path}.bak`;
  }

  /** The text, or `null` when there is no such file. */
  async read(): Promise<string | null> {
    try {
      return await readFile(this.path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async hasBackup(): Promise<boolean> {
    try {
      await access(this.backup);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Resolves when the text will survive a power cut. Calls must not overlap.
   * @param mayReplace is asked last, just before the old version is replaced; throws to keep it
   */
  async write(text: string, mayReplace: () => Promise<void>): Promise<void> {
    const next = `${this.path}.next`;
    const file = await open(next, 'w', 0o600); // names and join codes are nobody else's business
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await mayReplace();
    await this.#keepBackup();
    await rename(next, this.path);
    await syncFolder(dirname(this.path));
  }

  /** A second name for the old version: costs no copying, and there is no moment without a whole file. */
  async #keepBackup(): Promise<void> {
    const next = `${this.backup}.next`;
    await rm(next, { force: true });
    try {
      await link(this.path, next);
    } catch (error) {
      if (isMissing(error)) return;
      throw error;
    }
    await rename(next, this.backup);
  }
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

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
