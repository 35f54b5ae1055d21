import { Column } from '../json/column.ts';
import { redoclyYaml, type YamlEvent, type YamlParser } from './redocly-yaml.ts';

/** Where a value of a YAML text stands: offsets of its first character, and of the key that it has in a mapping. */
export interface YamlPlace {
  /** What has no text, as in `{ responses: }`, has the place of its key. */
  start: number;
  /** `null` in a sequence and for the whole text. */
  keyStart: number | null;
}

/** Lines of Windows, a byte order mark, and comments beside the mark of a block: Redocly knows those places. */
const IS_OTHER = /\r|^\ufeff|[|>][-+\d]*[ \t]+#/;

const KINDS = { scalar: 0, empty: 1, sequence: 2, mapping: 3 };
type Kind = keyof typeof KINDS;

/**
 * Where each value of a YAML text stands: where Redocly finds it, for a part of the time and memory that its tree of the text
 * takes. Aliases and merge keys are not followed, as Redocly does not.
 */
export class YamlPlaces {
  readonly #text: string;
  // One entry a value, in the order of the text; `next` is the entry behind the value and all that is in it.
  readonly #starts = new Column();
  readonly #kinds = new Column();
  readonly #next = new Column();
  readonly #keyStarts = new Column();
  readonly #keyEnds = new Column();
  /** Keys that do not stand in the text as they are. */
  readonly #keys = new Map<number, string>();
  readonly #indexes = new Map<number, Map<string, number>>();

  private constructor(text: string) {
    this.#text = text;
  }

  /** `null` where the places of a text are for Redocly to find. */
  static of(text: string): YamlPlaces | null {
    if (IS_OTHER.test(text)) return null;
    try {
      return YamlPlaces.ofEvents(text, redoclyYaml().parseEvents(text, {}));
    } catch {
      return null;
    }
  }

  /** The same for a text that is parsed already. */
  static ofEvents(text: string, events: YamlEvent[]): YamlPlaces | null {
    if (IS_OTHER.test(text)) return null;
    const places = new YamlPlaces(text);
    return places.#read(events, redoclyYaml()) ? places : null;
  }

  /** The value that keys lead to; where one leads nowhere, the value that the keys before it lead to. */
  at(keys: string[]): YamlPlace {
    let entry = 0;
    for (const key of keys) {
      const child = this.#child(entry, key);
      if (child === null) break;
      entry = child;
    }
    const key = this.#keyStarts.at(entry);
    const start = this.#is('empty', entry) ? Math.max(0, key) : this.#starts.at(entry);
    return { start, keyStart: key === -1 ? null : key };
  }

  #is(kind: Kind, entry: number): boolean {
    return this.#kinds.at(entry) === KINDS[kind];
  }

  #child(parent: number, key: string): number | null {
    if (this.#is('mapping', parent)) return this.#indexOf(parent).get(key) ?? null;
    if (!this.#is('sequence', parent) || !/^\d+$/.test(key)) return null;
    const end = this.#next.at(parent);
    let left = Number(key);
    for (let entry = parent + 1; entry < end; entry = this.#next.at(entry)) {
      if (left === 0) return this.#is('empty', entry) ? null : entry;
      left -= 1;
    }
    return null;
  }

  #indexOf(parent: number): Map<string, number> {
    const known = this.#indexes.get(parent);
    if (known !== undefined) return known;
    const index = new Map<string, number>();
    const end = this.#next.at(parent);
    for (let entry = parent + 1; entry < end; entry = this.#next.at(entry)) index.set(this.#keyOf(entry), entry);
    this.#indexes.set(parent, index);
    return index;
  }

  #keyOf(entry: number): string {
    const known = this.#keys.get(entry);
    if (known !== undefined) return known;
    const start = this.#keyStarts.at(entry);
    const isQuoted = this.#text[start] === '"' || this.#text[start] === "'";
    return this.#text.slice(isQuoted ? start + 1 : start, this.#keyEnds.at(entry));
  }

  /** Returns whether the text is one document whose keys are texts. */
  #read(events: YamlEvent[], yaml: YamlParser): boolean {
    const { EVENT_ID: ID } = yaml;
    const open: { entry: number; isMapping: boolean; key: YamlEvent | null }[] = [];
    let documents = 0;
    for (const event of events) {
      const around = open.at(-1);
      if (event.type === ID.POP) {
        if (around !== undefined && around.entry >= 0) this.#next.set(around.entry, this.#starts.length);
        open.pop();
      } else if (event.type === ID.DOCUMENT) {
        documents += 1;
        open.push({ entry: -1, isMapping: false, key: null });
      } else if (around?.isMapping === true && around.key === null) {
        if (event.type !== ID.SCALAR || event.valueStart === -1) return false;
        around.key = event;
      } else {
        const kind = kindOf(event, yaml);
        const entry = this.#begin(event, kind, around?.key ?? null, yaml);
        if (around !== undefined) around.key = null;
        if (kind === 'mapping' || kind === 'sequence') open.push({ entry, isMapping: kind === 'mapping', key: null });
      }
    }
    return documents === 1;
  }

  #begin(event: YamlEvent, kind: Kind, key: YamlEvent | null, yaml: YamlParser): number {
    const entry = this.#starts.push(startOf(event, this.#text, yaml));
    this.#kinds.push(KINDS[kind]);
    this.#next.push(entry + 1);
    this.#keyStarts.push(key === null ? -1 : startOf(key, this.#text, yaml));
    this.#keyEnds.push(key?.valueEnd ?? -1);
    if (key !== null && key.fast !== true) this.#keys.set(entry, yaml.getScalarValue(this.#text, key));
    return entry;
  }
}

function kindOf({ type, valueStart }: YamlEvent, { EVENT_ID }: YamlParser): Kind {
  if (type === EVENT_ID.MAPPING) return 'mapping';
  if (type === EVENT_ID.SEQUENCE) return 'sequence';
  return type === EVENT_ID.SCALAR && valueStart === -1 ? 'empty' : 'scalar';
}

/** The first character of a value: a quotation mark or the mark of a block included, an anchor and a tag not. */
function startOf({ start, valueStart, anchorStart = -1, style }: YamlEvent, text: string, yaml: YamlParser): number {
  if (start !== undefined) return start;
  if (valueStart === undefined) return anchorStart;
  switch (style) {
    case yaml.SCALAR_STYLE.SINGLE_QUOTED:
    case yaml.SCALAR_STYLE.DOUBLE_QUOTED:
      return valueStart - 1;
    case yaml.SCALAR_STYLE.LITERAL_BLOCK:
      return text.lastIndexOf('|', valueStart);
    case yaml.SCALAR_STYLE.FOLDED_BLOCK:
      return text.lastIndexOf('>', valueStart);
    default:
      return valueStart;
  }
}
