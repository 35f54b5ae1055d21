import { access, link, readFile, rename, rm } from 'node:fs/promises';
import { errorCode } from '@dpi/specs/error-message';
import { replaceFile } from '../../files/replace-file.ts';

/** A text file that is replaced as a whole and never half; the version before the last is kept as `<path>.bak`. */
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
      if (errorCode(error) === 'ENOENT') return null;
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
  write(text: string | AsyncIterable<string>, mayReplace: () => Promise<void>): Promise<void> {
    return replaceFile(this.path, text, async () => {
      await mayReplace();
      await this.#keepBackup();
    });
  }

  /** A second name for the old version: costs no copying, and there is no moment without a whole file. */
  async #keepBackup(): Promise<void> {
    const next = `${this.backup}.next`;
    await rm(next, { force: true });
    try {
      await link(this.path, next);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return;
      throw error;
    }
    await rename(next, this.backup);
  }
}
