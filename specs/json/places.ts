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
  /** Offset of the first name that an object has twice; `null` where there is none. JSON leaves open which of them counts. */
  readonly repeatedName: number | null;

  /** @param text JSON that `JSON.parse` takes */
  constructor(text: string) {
    this.#text = text;
    this.repeatedName = this.#scan();
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

  #scan(): number | null {
    const text = this.#text;
    let repeated: number | null = null;
    let name = -1;
    const open: { entry: number; names: Set<string> | null }[] = [];
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
      const inside = open.at(-1);
      const names = inside?.names ?? null;
      switch (text[at]) {
        case '{':
        case '[':
          open.push({ entry: begin(at), names: text[at] === '{' ? new Set() : null });
          at += 1;
          break;
        case '}':
        case ']':
          at += 1;
          open.pop();
          if (inside !== undefined) finish(inside.entry, at);
          break;
        case '"': {
          const end = endOfString(text, at);
          if (names !== null && name === -1) {
            const key = stringAt(text, at, end);
            if (names.has(key)) repeated ??= at;
            names.add(key);
            name = at;
          } else finish(begin(at), end);
          at = end;
          break;
        }
        case ' ':
        case '\n':
        case '\r':
        case '\t':
        case ',':
        case ':':
          at += 1;
          break;
        default: {
          LITERAL.lastIndex = at;
          const end = LITERAL.test(text) ? LITERAL.lastIndex : at + 1;
          finish(begin(at), end);
          at = end;
        }
      }
    }
    return repeated;
  }
}

/** A number, `true`, `false` or `null`. */
const LITERAL = /[^\s,\]}]+/y;

/** Offset behind the closing quotation mark of a string. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function stringAt(text: string, start: number, end: number): string {
  const written = text.slice(start + 1, end - 1);
  return written.includes('\\') ? JSON.parse(`"${written}"`) : written;
}

/** Integers that grow in number. */
class Column {
  #values = new Int32Array(1024);
  length = 0;

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  /** Returns the index of the new value. */
  push(value: number): number {
    if (this.length === this.#values.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
    return this.length - 1;
  }
}
