import { createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile } from '../files/create-file.ts';
import { replaceFile } from '../files/replace-file.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Age at which a key gets a successor. */
const ROTATE_AFTER = 90 * DAY;
/** How long a new key is published before it signs, and an old one after: longer than anybody caches a key set. */
const OVERLAP = DAY;
/** How often the file is read again: other instances may have added a key. */
const READ_EVERY = MINUTE;

/** A private key as JSON Web Key (RFC 7517), of the P-256 curve. */
interface StoredKey extends JsonWebKey {
  kid: string;
  /** In milliseconds since 1970. */
  createdAt: number;
}

/** What the file holds. */
interface Stored {
  /** Oldest first, at least one. */
  signing: StoredKey[];
  /** Makes the ids of guests out of their addresses. */
  guests: string;
}

/**
 * The keys that sign who is calling, in a file that instances may share. A key is replaced after 90 days: its successor
 * is published a day before it signs, and it is published a day longer itself, so that a cached key set always has the
 * key of a token. Nor need instances agree on a successor: one that another instance overwrites has signed nothing yet.
 */
export class CallerKeys {
  readonly #file: string;
  readonly #now: () => number;
  readonly #private = new Map<string, KeyObject>();
  #stored: Stored;
  #timer: NodeJS.Timeout | null = null;

  private constructor(file: string, stored: Stored, now: () => number) {
    this.#file = file;
    this.#stored = stored;
    this.#now = now;
  }

  /**
   * Reads the keys in the data folder, or makes the first one. Only this user can read the file.
   * @param now in milliseconds since 1970
   */
  static async open(
    dataDir: string,
    onTrouble: (what: string, error: unknown) => void,
    now = Date.now,
  ): Promise<CallerKeys> {
    const file = join(dataDir, 'caller-keys.json');
    const first: Stored = { signing: [newKey(now())], guests: randomBytes(32).toString('base64url') };
    const stored = (await createFile(file, JSON.stringify(first))) ? first : await read(file);
    const keys = new CallerKeys(file, stored, now);
    await keys.refresh();
    keys.#timer = setInterval(
      () =>
        keys.refresh().catch((error: unknown) => onTrouble('The keys that sign callers could not be renewed', error)),
      READ_EVERY,
    ).unref();
    return keys;
  }

  /** The key that signs now. */
  get signing(): { kid: string; key: KeyObject } {
    const stored = this.#signer();
    let key = this.#private.get(stored.kid);
    if (key === undefined) {
      key = createPrivateKey({ key: stored, format: 'jwk' });
      this.#private.set(stored.kid, key);
    }
    return { kid: stored.kid, key };
  }

  /** The secret that makes the ids of guests. */
  get guests(): string {
    return this.#stored.guests;
  }

  /** The public keys as JSON Web Key Set (RFC 7517, 5): each that signs, will sign or has just signed. */
  get published(): { keys: object[] } {
    const keys = this.#unexpired().map(({ kty, crv, x, y, kid }) => ({
      kty,
      crv,
      x,
      y,
      kid,
      use: 'sig',
      alg: 'ES256',
    }));
    return { keys };
  }

  /** Takes over what other instances have added, and adds a key when the newest is old. */
  async refresh(): Promise<void> {
    this.#stored = await read(this.#file);
    const newest = this.#stored.signing.at(-1);
    if (newest !== undefined && this.#now() - newest.createdAt < ROTATE_AFTER) return;
    const next: Stored = { ...this.#stored, signing: [...this.#unexpired(), newKey(this.#now())] };
    await replaceFile(this.#file, JSON.stringify(next));
    this.#stored = next;
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  /** The newest key that has been published for long enough, or the first there was. */
  #signer(): StoredKey {
    const { signing } = this.#stored;
    const signer = signing.findLast(({ createdAt }) => createdAt + OVERLAP <= this.#now()) ?? signing[0];
    if (signer === undefined) throw new Error(`${this.#file} holds no key`);
    return signer;
  }

  #unexpired(): StoredKey[] {
    const { signing } = this.#stored;
    return signing.filter((_key, index) => {
      const next = signing[index + 1];
      return next === undefined || this.#now() < next.createdAt + 2 * OVERLAP;
    });
  }
}

async function read(file: string): Promise<Stored> {
  return JSON.parse(await readFile(file, 'utf8'));
}

function newKey(createdAt: number): StoredKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomBytes(9).toString('base64url'), createdAt };
}
