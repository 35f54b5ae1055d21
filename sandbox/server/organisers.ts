import type { IncomingMessage } from 'node:http';
import type { Problem } from '@dpi/specs/problem';
import { isSameSecret } from '../keys/index.ts';
import { addressBlock, FixedWindow, secondsLeft } from '../quota/index.ts';

/** Wrong admin tokens that one network address may send a minute. */
const GUESSES_PER_MINUTE = 30;

export interface OrganisersOptions {
  /** `null`: nobody is an organiser. */
  adminToken: string | null;
  addressOf: (req: IncomingMessage) => string;
  /** Told the address at the first wrong token of a minute, and again when no more are compared. */
  onGuess: (what: string, address: string) => void;
}

/** Tells organisers by the admin token, and keeps others from finding it out. */
export class Organisers {
  readonly #options: OrganisersOptions;
  readonly #guesses = new FixedWindow(60_000);

  constructor(options: OrganisersOptions) {
    this.#options = options;
  }

  /** Whether a bearer token is the admin token; a refusal where the address has sent too many wrong ones. */
  judge(req: IncomingMessage, token: string): boolean | Problem {
    const { adminToken, addressOf, onGuess } = this.#options;
    const address = addressOf(req);
    const block = addressBlock(address);
    const used = this.#guesses.peek(block);
    if (used !== null && used.count >= GUESSES_PER_MINUTE) return tooManyGuesses(secondsLeft(used));
    if (adminToken !== null && isSameSecret(token, adminToken)) return true;
    const { count } = this.#guesses.take(block, GUESSES_PER_MINUTE);
    if (count === 1) onGuess('A wrong admin token was sent', address);
    if (count === GUESSES_PER_MINUTE) onGuess('Too many wrong admin tokens: none is compared for a minute', address);
    return false;
  }
}

/** The token of an Authorization header with the scheme Bearer; `null` for any other header. */
export function bearerToken(authorization: string): string | null {
  return /^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? null;
}

function tooManyGuesses(seconds: number): Problem {
  return {
    id: 'quota-exceeded',
    detail: {
      id: 'sandbox.quota.admin-tokens',
      values: { limit: GUESSES_PER_MINUTE, wait: { id: 'sandbox.quota.wait', values: { count: seconds } } },
    },
    headers: { 'Retry-After': String(seconds) },
  };
}
