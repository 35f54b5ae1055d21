import { Column } from './column.ts';
import { endOfString } from './end-of-string.ts';

/** Where a value of a JSON text stands: offsets of its first character and behind its last, and of the name it has in an object. */
export interface JsonPlace {
  start: number;
  end: number;
  /** Offset of the quotation mark before the name; `null` in a list and for the whole text. */
  nameStart: number | null;
}

/** With so many members an object is searched by an index of its names. */
const MANY = 16;

/**
 * Where each value of a JSON text stands. Needs a tenth of the memory of a tree of objects, and one pass through the text.
 */
export class JsonPlaces {
  readonly #text: string;
  // One entry a value, in the order of the text; `next` is the entry behind the value and all that is in it.
  readonly #starts = new Column();
  readonly #ends = new Column();
  readonly #names = new Column();
  readonly #next = new Column();
  readonly #indexes = new Map<number, Map<string, number>>();
  /**
   * How many members the objects of the text have together. Where an object has a name twice, the value that `JSON.parse` makes
   * has fewer.
   */
  readonly members: number;

  /** @param text JSON that `JSON.parse` takes */
  constructor(text: string) {
    this.#text = text;
    this.members = this.#scan();
  }

  /** The value that keys lead to; where one leads nowhere, the value that the keys before it lead to. */
  at(keys: string[]): JsonPlace {
    let entry = 0;
    for (const key of keys) {
      const child = this.#child(entry, key);
      if (child === null) break;
      entry = child;
    }
    const name = this.#names.at(entry);
    return { start: this.#starts.at(entry), end: this.#ends.at(entry), nameStart: name === -1 ? null : name };
  }

  #child(parent: number, key: string): number | null {
    const end = this.#next.at(parent);
    const opening = this.#text[this.#starts.at(parent)];
    if (opening === '[') {
      if (!/^\d+$/.test(key)) return null;
      let left = Number(key);
      for (let entry = parent + 1; entry < end; entry = this.#next.at(entry)) {
        if (left === 0) return entry;
        left -= 1;
      }
      return null;
    }
    if (opening !== '{') return null;
    const index = this.#indexes.get(parent);
    if (index !== undefined) return index.get(key) ?? null;
    let count = 0;
    let found: number | null = null;
    for (let entry = parent + 1; entry < end && found === null; entry = this.#next.at(entry)) {
      if (this.#nameOf(entry) === key) found = entry;
      count += 1;
    }
    if (count > MANY) this.#indexes.set(parent, this.#indexOf(parent, end));
    return found;
  }

  #indexOf(parent: number, end: number): Map<string, number> {
    const index = new Map<string, number>();
    for (let entry = parent + 1; entry < end; entry = this.#next.at(entry)) index.set(this.#nameOf(entry), entry);
    return index;
  }

  #nameOf(entry: number): string {
    const start = this.#names.at(entry);
    return stringAt(this.#text, start, endOfString(this.#text, start));
  }

  #scan(): number {
    const text = this.#text;
    let members = 0;
    let name = -1;
    const open: { entry: number; isObject: boolean }[] = [];
    const begin = (start: number): number => {
      const entry = this.#starts.push(start);
      this.#names.push(name);
      this.#ends.push(0);
      this.#next.push(0);
      name = -1;
      return entry;
    };
    const finish = (entry: number, end: number) => {
      this.#ends.set(entry, end);
      this.#next.set(entry, this.#starts.length);
    };
    for (let at = 0; at < text.length; ) {
      const code = text.charCodeAt(at);
      if (isBetween(code)) {
        at += 1;
      } else if (code === QUOTE) {
        const end = endOfString(text, at);
        if (name === -1 && open.at(-1)?.isObject === true) {
          members += 1;
          name = at;
        } else finish(begin(at), end);
        at = end;
      } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
        open.push({ entry: begin(at), isObject: code === OPEN_OBJECT });
        at += 1;
      } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
        const closed = open.pop();
        at += 1;
        if (closed !== undefined) finish(closed.entry, at);
      } else {
        LITERAL.lastIndex = at;
        const end = LITERAL.test(text) ? LITERAL.lastIndex : at + 1;
        finish(begin(at), end);
        at = end;
      }
    }
    return members;
  }
}

const QUOTE = 0x22;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/** White space, a comma or a colon. */
function isBetween(code: number): boolean {
  return code <= 0x20 || code === 0x2c || code === 0x3a;
}

/** A number, `true`, `false` or `null`. */
const LITERAL = /[^\s,\]}]+/y;

function stringAt(text: string, start: number, end: number): string {
  const written = text.slice(start + 1, end - 1);
  return written.includes('\\') ? JSON.parse(`"${written}"`) : written;
}
