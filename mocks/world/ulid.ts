const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LETTERS = 10;
const RANDOM_LETTERS = 16;

/** A ULID of an instant, in milliseconds: 26 letters that sort by time. */
export function ulid(at: number, random: () => number): string {
  let time = '';
  let rest = at;
  for (let letter = 0; letter < TIME_LETTERS; letter++) {
    time = (ALPHABET[rest % 32] ?? '0') + time;
    rest = Math.floor(rest / 32);
  }
  let tail = '';
  for (let letter = 0; letter < RANDOM_LETTERS; letter++) tail += ALPHABET[Math.floor(random() * 32)] ?? '0';
  return time + tail;
}
