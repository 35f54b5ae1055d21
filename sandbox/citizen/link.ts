import { SignedTexts } from '../keys/signed-text.ts';

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

/** Signs and reads passes. */
export class Passes {
  readonly #texts: SignedTexts;
  readonly #now: () => number;

  /** @param now in milliseconds since 1970 */
  constructor(secret: string, now: () => number = Date.now) {
    this.#texts = new SignedTexts(secret, 'citizen-page');
    this.#now = now;
  }

  /** A pass from now on, as a text of letters, digits, `-`, `_` and one dot. */
  issue({ team, person, kind }: Omit<Pass, 'expires'>): string {
    const seconds = kind === 'link' ? LINK_SECONDS : COOKIE_SECONDS;
    const expires = Math.floor(this.#now() / 1000) + seconds;
    return this.#texts.sign({ team, person, kind, expires });
  }

  /** @returns `null` where the text was not signed here, is of another kind, or has expired */
  read(text: string, kind: Pass['kind']): Pass | null {
    const pass = this.#texts.read(text);
    if (pass === null || pass.kind !== kind || Number(pass.expires) * 1000 <= this.#now()) return null;
    return { team: String(pass.team), person: String(pass.person), kind, expires: Number(pass.expires) };
  }
}
