/** Where it is (RFC 9116, 3). */
export const SECURITY_TXT = '/.well-known/security.txt';

/** Days for which what it says may be relied on: well below the year that RFC 9116, 2.5.5, recommends as the most. */
const VALID_DAYS = 180;
const DAY = 86_400_000;

export interface SecurityTxtOptions {
  /** Address that receives reports; `null` where nobody has named one. */
  contact: string | null;
  locales: { id: string }[];
  /** Where the platform is reached, without a slash at the end. */
  publicUrl: string;
  /** In milliseconds since 1970. */
  now?: number;
}

/** Whether a text is an address that RFC 9116 allows as a contact: with its scheme, and not by unencrypted HTTP. */
export function isSecurityContact(text: string): boolean {
  return /^(https:\/\/|mailto:|tel:)[\x21-\x7e]+$/.test(text) && URL.canParse(text);
}

/**
 * The text of `security.txt` (RFC 9116), which tells whoever finds a vulnerability where to report it. `null` where there is no
 * contact: an invented one would be worse than none. It expires anew from each day on.
 */
export function securityTxt({ contact, locales, publicUrl, now = Date.now() }: SecurityTxtOptions): string | null {
  if (contact === null || !isSecurityContact(contact)) return null;
  const expires = new Date((Math.floor(now / DAY) + VALID_DAYS) * DAY).toISOString().replace('.000', '');
  const lines = [`Contact: ${contact}`, `Expires: ${expires}`];
  if (locales.length > 0) lines.push(`Preferred-Languages: ${locales.map(({ id }) => id).join(', ')}`);
  // Addresses in it must be https (RFC 9116, 2.5).
  if (publicUrl.startsWith('https:')) {
    lines.push(`Canonical: ${publicUrl}${SECURITY_TXT}`, `Policy: ${publicUrl}/docs/security/`);
  }
  return `${lines.join('\n')}\n`;
}
