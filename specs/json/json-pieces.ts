/** Levels of a value that are written member by member; what stands deeper is written at once. */
const LEVELS = 4;
const PIECE = 65_536;

/** The text of `JSON.stringify(value, null, 2)` piece by piece, so that a large one is never in memory as a whole. */
export function* jsonPieces(value: object): Generator<string> {
  let piece = '';
  for (const part of parts(value, '', LEVELS)) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function* parts(value: unknown, indent: string, levels: number): Generator<string> {
  const members = levels === 0 ? [] : membersOf(value);
  if (members.length === 0) {
    // A line break in a string is written as an escape.
    yield JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
    return;
  }
  const inside = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  yield `${open}\n`;
  for (const [index, [name, member]] of members.entries()) {
    yield index === 0 ? inside : `,\n${inside}`;
    if (name !== null) yield `${JSON.stringify(name)}: `;
    yield* parts(member, inside, levels - 1);
  }
  yield `\n${indent}${close}`;
}

/** The members that JSON has of a value; those of a list have no name. */
function membersOf(value: unknown): [name: string | null, member: unknown][] {
  if (Array.isArray(value)) return value.map((item) => [null, item ?? null]);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return [];
  return Object.entries(value).filter(([, member]) => member !== undefined);
}
