import { SignedTexts } from '../keys/signed-text.ts';

/** A snapshot of a team that others may restore. */
export interface SharedSnapshot {
  team: string;
  snapshot: string;
}

/** Seconds for which a code can be used: a week. */
const SHARE_SECONDS = 7 * 86_400;

/** Codes by which a snapshot of one team is restored by others. */
export class ShareCodes {
  readonly #texts: SignedTexts;
  readonly #now: () => number;

  /** @param now in milliseconds since 1970 */
  constructor(secret: string, now: () => number = Date.now) {
    this.#texts = new SignedTexts(secret, 'shared-snapshot');
    this.#now = now;
  }

  /** @returns the code, and when it expires, in milliseconds since 1970 */
  issue({ team, snapshot }: SharedSnapshot): { code: string; expires: number } {
    const expires = (Math.floor(this.#now() / 1000) + SHARE_SECONDS) * 1000;
    return { code: this.#texts.sign({ team, snapshot, expires }), expires };
  }

  /** @returns `null` where the code was not given here, or has expired */
  read(code: string): SharedSnapshot | null {
    const shared = this.#texts.read(code);
    if (shared === null || Number(shared.expires) <= this.#now()) return null;
    return { team: String(shared.team), snapshot: String(shared.snapshot) };
  }
}
