import type { Change } from './journal.ts';

/** One step of a change, and how it is taken back. */
export interface Step extends Change {
  undo(): void;
}

interface Index<T> {
  add(row: T): void;
  remove(row: T): void;
}

/**
 * Rows by id, with indexes that follow every change. Each change leaves its steps in `steps`: they are what is
 * written, and changes that could not be written are taken back by them, newest first.
 */
export class Table<T extends { id: string }> {
  readonly #name: string;
  readonly #rows: Map<string, T>;
  readonly #steps: Step[];
  readonly #indexes: Index<T>[] = [];

  constructor(name: string, rows: Map<string, T>, steps: Step[]) {
    this.#name = name;
    this.#rows = rows;
    this.#steps = steps;
  }

  /** A look-up by a value that at most one row has; rows whose value is `null` are left out. */
  uniqueBy(keyOf: (row: T) => string | null): (value: string) => T | undefined {
    const found = new Map<string, T>();
    this.#follow({
      add: (row) => {
        const value = keyOf(row);
        if (value !== null) found.set(value, row);
      },
      remove: (row) => {
        const value = keyOf(row);
        if (value !== null) found.delete(value);
      },
    });
    return (value) => found.get(value);
  }

  /** A look-up of all rows that share a value. */
  groupBy(keyOf: (row: T) => string): (value: string) => T[] {
    const groups = new Map<string, Map<string, T>>();
    this.#follow({
      add: (row) => {
        const value = keyOf(row);
        const group = groups.get(value) ?? new Map<string, T>();
        groups.set(value, group.set(row.id, row));
      },
      remove: (row) => {
        const group = groups.get(keyOf(row));
        group?.delete(row.id);
        if (group?.size === 0) groups.delete(keyOf(row));
      },
    });
    return (value) => [...(groups.get(value)?.values() ?? [])];
  }

  get(id: string): T | undefined {
    return this.#rows.get(id);
  }

  all(): T[] {
    return [...this.#rows.values()];
  }

  /** Adds a row, or puts it in the place of the one with the same id. */
  put(row: T): T {
    const before = this.#rows.get(row.id);
    const undo = () => (before === undefined ? this.#remove(row.id) : this.#put(before));
    this.#steps.push({ table: this.#name, id: row.id, row, undo });
    this.#put(row);
    return row;
  }

  delete(id: string): void {
    const before = this.#rows.get(id);
    if (before === undefined) return;
    this.#steps.push({ table: this.#name, id, row: null, undo: () => this.#put(before) });
    this.#remove(id);
  }

  #put(row: T): void {
    this.#remove(row.id, false);
    this.#rows.set(row.id, row);
    for (const index of this.#indexes) index.add(row);
  }

  #remove(id: string, forget = true): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    for (const index of this.#indexes) index.remove(row);
    if (forget) this.#rows.delete(id);
  }

  #follow(index: Index<T>): void {
    for (const row of this.#rows.values()) index.add(row);
    this.#indexes.push(index);
  }
}
