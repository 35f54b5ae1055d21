import { join } from 'node:path';

/** A made-up country: other languages, one of them written from right to left, other identifiers, layers and currency. */
export const COUNTRY = join(import.meta.dirname, 'country');
export const SERVICES = join(COUNTRY, 'services');

/** What can only come from the country that this repository is for. */
const FOREIGN = /.{0,40}(?:Bangla|\bBD(?:T)?\b|\bN[Ii][Dd]\b|\bBRN\b|Dhaka|\btaka\b|\+880|\p{Script=Bengali}).{0,40}/u;

/** The first place in a text, with some words around it, that speaks of another country; `null` where none does. */
export function foreignWords(text: string): string | null {
  return FOREIGN.exec(text)?.[0] ?? null;
}
