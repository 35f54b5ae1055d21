/** What means something else in Python, and what the client itself has in places where a spec's names stand. */
const KEYWORDS = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if import in
is lambda nonlocal not or pass raise return try while with self`.split(/\s+/),
);

/** Whether a member can be written in the body of a class. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !KEYWORDS.has(name);
}

/** A name for a function or an argument, such as `create_transfer` of `createTransfer` and `idempotency_key` of a header. */
export function snakeCase(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
  const given = /^[a-z]/.test(words) ? words : `x_${words}`;
  return KEYWORDS.has(given) ? `${given}_` : given;
}

/** A name for a type, such as `TransferRequest`. */
export function className(name: string): string {
  const words = name.replace(/[^A-Za-z0-9]+(.?)/g, (_, letter: string) => letter.toUpperCase());
  const given = /^[A-Za-z]/.test(words) ? words[0]?.toUpperCase() + words.slice(1) : `X${words}`;
  return KEYWORDS.has(given) ? `${given}_` : given;
}

/** The name itself, or with the first number that makes it another than those that are used; it is used then. */
export function unused(name: string, used: Set<string>): string {
  let free = name;
  for (let count = 2; used.has(free); count += 1) free = `${name}${count}`;
  used.add(free);
  return free;
}
