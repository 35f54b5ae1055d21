/** Names that CEL keeps for itself: what has one of them cannot be asked for. */
const RESERVED = new Set(
  'as break const continue else false for function if import in let list loop map namespace null package return string true type var void while bool bytes double dyn duration int timestamp uint'.split(
    ' ',
  ),
);

export function isReservedName(name: string): boolean {
  return RESERVED.has(name);
}
