import type { Values } from './rule.ts';

/** A violation as it was found: where, and what to say in any language. */
export interface Fault {
  rule: string;
  /** Name of the message in the rule's texts; `null`: `text` is the message, of a rule of Redocly. */
  message: string | null;
  values: Values;
  text: string;
  /** Redocly's own severity; ours follows from the rule and the stage. */
  severity: 'error' | 'warning';
  /** Absolute path. */
  file: string;
  line: number;
  column: number;
  /** JSON Pointer in that file, with `#` before it. */
  pointer: string;
}

/** A row of {@link writeFaults}: the kind, the values, line, column and pointer; the first two by their places in the lists. */
type Row = [kind: number, values: number, line: number, column: number, pointer: string];

/**
 * Faults as a text, which threads and caches carry faster than objects: a large spec has a hundred thousand of them, of few
 * kinds.
 */
export function writeFaults(faults: Fault[]): string {
  const [kinds, values] = [new Map<string, number>(), new Map<string, number>()];
  const known: Kind[] = [];
  const written = new Map<Values, number>();
  const rows = faults.map(({ rule, message, severity, file, text, values: given, line, column, pointer }): Row => {
    const kind = placeIn(kinds, `${rule}\n${message ?? ''}\n${severity}\n${file}\n${text}`);
    if (kind === known.length) known.push([rule, message, severity, file, text]);
    const place = written.get(given) ?? placeIn(values, JSON.stringify(given));
    written.set(given, place);
    return [kind, place, line, column, pointer];
  });
  return `{"kinds":${JSON.stringify(known)},"values":[${[...values.keys()]}],"rows":${JSON.stringify(rows)}}`;
}

/** The faults of a text that {@link writeFaults} has made. */
export function readFaults(text: string): Fault[] {
  const { kinds, values, rows }: { kinds: Kind[]; values: Values[]; rows: Row[] } = JSON.parse(text);
  return rows.flatMap(([kind, given, line, column, pointer]) => {
    const known = kinds[kind];
    if (known === undefined) return [];
    const [rule, message, severity, file, text] = known;
    return [{ rule, message, values: values[given] ?? {}, text, severity, file, line, column, pointer }];
  });
}

type Kind = [Fault['rule'], Fault['message'], Fault['severity'], Fault['file'], Fault['text']];

function placeIn(list: Map<string, number>, entry: string): number {
  const known = list.get(entry);
  if (known !== undefined) return known;
  list.set(entry, list.size);
  return list.size - 1;
}
