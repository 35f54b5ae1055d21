import { open, readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';

/** What is so after one step of a change: a row, or `null` where it was deleted. */
export interface Change {
  table: string;
  id: string;
  row: object | null;
}

/**
 * The changes since a snapshot, in files `<path>.<number>.journal`: one line for all that was committed together, a CRC-32
 * and a list of changes. What a commit costs does not depend on how much there is.
 */
export class Journal {
  readonly #path: string;
  #number = 0;
  #bytes = 0;

  /** @param path of the registry's file */
  constructor(path: string) {
    this.#path = path;
  }

  /** Bytes since the last snapshot. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Replays the files from a number on; what is appended from then on goes to a file of its own.
   * @throws Error where a line is damaged. One that does not end is no damage: nobody was told that it was kept
   */
  async replay(from: number, apply: (change: Change) => void): Promise<void> {
    const numbers = (await this.#numbers()).filter((number) => number >= from);
    this.#bytes = 0;
    for (const number of numbers) {
      const text = await readFile(this.#file(number), 'utf8');
      this.#bytes += text.length;
      const lines = text.split('\n');
      for (const [index, line] of lines.slice(0, -1).entries()) {
        const read = parse(line);
        if (read === null) throw new Error(`line ${index + 1} of ${this.#file(number)} is damaged`);
        read.forEach(apply);
      }
    }
    this.#number = (numbers.at(-1) ?? from - 1) + 1;
  }

  /** Resolves when the changes will survive a power cut. Calls must not overlap. */
  async append(changes: Change[]): Promise<void> {
    const json = JSON.stringify(changes);
    const line = Buffer.from(`${checksum(json)} ${json}\n`);
    try {
      // Names and join codes are nobody else's business.
      const file = await open(this.#file(this.#number), 'a', 0o600);
      try {
        await file.writeFile(line);
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      // Nothing may follow half a line.
      this.#number += 1;
      throw error;
    }
    this.#bytes += line.length;
  }

  /**
   * Begins a file for what follows a snapshot that is taken now.
   * @returns its number
   */
  startNext(): number {
    this.#number += 1;
    this.#bytes = 0;
    return this.#number;
  }

  /** Deletes the files before a number: a snapshot has what they hold. */
  async forgetBefore(number: number): Promise<void> {
    for (const old of await this.#numbers()) if (old < number) await rm(this.#file(old), { force: true });
  }

  /** Of the files there are, in order. */
  async #numbers(): Promise<number[]> {
    const prefix = `${basename(this.#path)}.`;
    const names = await readdir(dirname(this.#path));
    return names
      .filter((name) => name.startsWith(prefix) && name.endsWith(SUFFIX))
      .map((name) => Number(name.slice(prefix.length, -SUFFIX.length)))
      .filter(Number.isSafeInteger)
      .sort((a, b) => a - b);
  }

  #file(number: number): string {
    return join(dirname(this.#path), `${basename(this.#path)}.${number}${SUFFIX}`);
  }
}

const SUFFIX = '.journal';

function parse(line: string): Change[] | null {
  const json = line.slice(9);
  return line.slice(0, 9) === `${checksum(json)} ` ? (JSON.parse(json) as Change[]) : null;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
