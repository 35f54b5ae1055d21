import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What must not be forgotten when the program ends: items by ID, in one JSON file. An item is on the disk before anything is
 * sent for it, so that a program that was ended in the middle goes on where it was, with the same idempotency keys.
 * A program with many items takes a database instead.
 */
export class Store<Item extends { id: string }> {
  readonly #file: string;
  readonly #items: Map<string, Item>;

  constructor(file: string) {
    this.#file = file;
    this.#items = new Map(read<Item>(file).map((item) => [item.id, item]));
  }

  get(id: string): Item | undefined {
    return this.#items.get(id);
  }

  /** Newest first. */
  all(): Item[] {
    return [...this.#items.values()].reverse();
  }

  /** Adds an item; one that is there stays as it is, so that a form may be sent twice. */
  add(item: Item): Item {
    const known = this.#items.get(item.id);
    if (known !== undefined) return known;
    this.#write(item);
    return item;
  }

  /** Changes members of an item as it is now, not as it was when a call began. */
  update(id: string, change: Partial<Item>): Item {
    const known = this.#items.get(id);
    if (known === undefined) throw new Error(`There is no ${id}.`);
    const item = { ...known, ...change };
    this.#write(item);
    return item;
  }

  #write(item: Item): void {
    this.#items.set(item.id, item);
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, JSON.stringify([...this.#items.values()], null, 2), { flush: true });
    // A file is replaced as a whole: there is never half of one.
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function read<Item>(file: string): Item[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
