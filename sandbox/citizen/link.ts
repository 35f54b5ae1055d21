import { createHmac } from 'node:crypto';
import { isObject } from '@dpi/specs/json-value';
import { isSameSecret } from '../keys/same-secret.ts';

/** What a pass opens: the pages of one person in the world of one team. */
export interface Pass {
  team: string;
  person: string;
  /** `link`: is exchanged for a cookie; `cookie`: opens the pages. */
  kind: 'link' | 'cookie';
  /** In seconds since 1970. */
  expires: number;
}

/** Seconds for which a link can be opened. */
export const LINK_SECONDS = 10 * 60;
/** Seconds for which a device that opened a link sees the pages. */
export const COOKIE_SECONDS = 12 * 3600;

/** Signs and reads passes. They hold no secret but their signature, and nothing is kept of them. */
export class Passes {
  readonly #secret: string;
  readonly #now: () => number;

  /** @param now in milliseconds since 1970 */
  constructor(secret: string, now: () => number = Date.now) {
    this.#secret = secret;
    this.#now = now;
  }

  /** A pass from now on, as a text of letters, digits, `-`, `_` and one dot. */
  issue({ team, person, kind }: Omit<Pass, 'expires'>): string {
    const seconds = kind === 'link' ? LINK_SECONDS : COOKIE_SECONDS;
    const expires = Math.floor(this.#now() / 1000) + seconds;
    const payload = Buffer.from(JSON.stringify({ team, person, kind, expires })).toString('base64url');
    return `${payload}.${this.#sign(payload)}`;
  }

  /** @returns `null` where the text was not signed here, is of another kind, or has expired */
  read(text: string, kind: Pass['kind']): Pass | null {
    const [payload = '', signature = '', ...more] = text.split('.');
    if (more.length > 0 || !isSameSecret(signature, this.#sign(payload))) return null;
    const pass: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    if (!isObject(pass) || pass.kind !== kind || Number(pass.expires) * 1000 <= this.#now()) return null;
    return { team: String(pass.team), person: String(pass.person), kind, expires: Number(pass.expires) };
  }

  #sign(payload: string): string {
    return createHmac('sha256', this.#secret).update(`citizen-page ${payload}`).digest('base64url');
  }
}
