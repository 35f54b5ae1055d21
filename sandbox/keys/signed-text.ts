import { createHmac } from 'node:crypto';
import { isObject, type JsonObject } from '@dpi/specs/json-value';
import { isSameSecret } from './same-secret.ts';

/** Signs and reads small objects that are handed to others. They hold no secret but their signature, and nothing is kept of them. */
export class SignedTexts {
  readonly #secret: string;
  readonly #purpose: string;

  /** @param purpose what the texts are for: one for something else is not read */
  constructor(secret: string, purpose: string) {
    this.#secret = secret;
    this.#purpose = purpose;
  }

  /** A text of letters, digits, `-`, `_` and one dot. */
  sign(value: JsonObject): string {
    const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${payload}.${this.#signature(payload)}`;
  }

  /** @returns `null` where the text was not signed here, for this purpose */
  read(text: string): JsonObject | null {
    const [payload = '', signature = '', ...more] = text.split('.');
    if (more.length > 0 || !isSameSecret(signature, this.#signature(payload))) return null;
    const value: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return isObject(value) ? value : null;
  }

  #signature(payload: string): string {
    return createHmac('sha256', this.#secret).update(`${this.#purpose} ${payload}`).digest('base64url');
  }
}
