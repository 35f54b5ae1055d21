import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { parseJson } from '../numbers/index.ts';
import { readInside } from './tree-files.ts';

/** After which an entry that nobody asked for is thrown away: each edit of a spec leaves one behind. */
const UNUSED_DAYS = 7;

/** First line of an entry; the value follows. */
interface Head {
  hash: string;
  /** By file. */
  hashes: Record<string, string>;
  /** Whether the value is a text, which stands there as it is: to quote a large one takes seconds. */
  isText: boolean;
  /** Of the value as it stands there: what is shorter was cut off. */
  length: number;
}

/** Remembers what was made from files, for as long as none of them changes. */
export class FileCache {
  readonly #dir: string | null;
  #pruned: Promise<void> | null = null;
  readonly #hashes = new Map<string, Promise<string>>();

  readonly #roots: string[];

  /**
   * @param dir where to keep entries; `null` keeps none
   * @param roots folders that the files lie in; no other file is read
   */
  constructor(dir: string | null, roots: string[]) {
    this.#dir = dir;
    this.#roots = roots;
  }

  /**
   * What `make` returned for this key before, if every file it read is still the same; else what it returns now.
   * @param key names the thing and everything else it depends on, such as the language
   * @param make says with `isRepeatable: false` that it would make something else another time: that is not remembered
   */
  async remember<T>(
    key: string,
    make: () => Promise<{ value: T; files: string[]; isRepeatable?: boolean }>,
  ): Promise<{ value: T; hash: string }> {
    const entryFile = this.#dir === null ? null : join(this.#dir, `${digest(JSON.stringify([key, this.#roots]))}.json`);
    const known = entryFile === null ? null : await this.#read<T>(entryFile);
    if (known !== null) return known;
    const { value, files, isRepeatable = true } = await make();
    const hashes: Record<string, string> = {};
    for (const file of files) hashes[file] = await this.#hashOf(file);
    // The same wherever the files lie, so that what was built of them is found in a copy of the folder.
    const [root = ''] = this.#roots;
    const places = Object.entries(hashes).map(([file, content]) => [relative(root, file), content]);
    const hash = digest(JSON.stringify([key, places]));
    // Where nothing can be written, as in a container, or nothing more, it is made again next time.
    if (entryFile !== null && isRepeatable) {
      const isText = typeof value === 'string';
      const text = isText ? value : JSON.stringify(value);
      const head: Head = { hash, hashes, isText, length: text.length };
      await this.#keep(entryFile, [JSON.stringify(head), '\n', text]).catch(() => undefined);
    }
    return { value, hash };
  }

  async #keep(entryFile: string, pieces: string[]): Promise<void> {
    const dir = dirname(entryFile);
    await mkdir(dir, { recursive: true });
    const temporary = `${entryFile}.${process.pid}`;
    await writeFile(temporary, pieces);
    await rename(temporary, entryFile);
    this.#pruned ??= removeUnused(dir);
    await this.#pruned;
  }

  async #read<T>(entryFile: string): Promise<{ value: T; hash: string } | null> {
    try {
      const text = await readFile(entryFile, 'utf8');
      const end = text.indexOf('\n');
      const { hash, hashes, isText, length }: Head = JSON.parse(text.slice(0, end));
      if (text.length !== end + 1 + length) return null;
      for (const [file, before] of Object.entries(hashes)) if ((await this.#hashOf(file)) !== before) return null;
      const now = new Date();
      await utimes(entryFile, now, now).catch(() => undefined);
      const value = text.slice(end + 1);
      return { value: (isText ? value : parseJson(value)) as T, hash };
    } catch {
      return null;
    }
  }

  #hashOf(file: string): Promise<string> {
    let hash = this.#hashes.get(file);
    if (hash === undefined) {
      hash = readInside(this.#roots, file).then(digest, (error: Error) => error.message);
      this.#hashes.set(file, hash);
    }
    return hash;
  }
}

async function removeUnused(dir: string): Promise<void> {
  const oldest = Date.now() - UNUSED_DAYS * 24 * 60 * 60 * 1000;
  for (const name of await readdir(dir)) {
    const file = join(dir, name);
    // Another process may do the same at this moment.
    const status = await stat(file).catch(() => null);
    if (status !== null && status.mtimeMs < oldest) await rm(file, { force: true });
  }
}

/** A hash of every file of code in a folder: what the code made is made again when the code changes. */
export async function codeHash(dir: string): Promise<string> {
  const names = (await readdir(dir)).filter((name) => /\.(ts|json)$/.test(name) && !name.endsWith('.test.ts')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(dir, name))));
  return digest(Buffer.concat(texts));
}

export function digest(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
