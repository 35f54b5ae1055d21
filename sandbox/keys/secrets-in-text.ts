import { KEY_PREFIX } from './key.ts';
import { TOKEN_PREFIX } from './tokens.ts';

/** A key or token of ours, whole or nearly so. */
const SECRET = new RegExp(`(?:${KEY_PREFIX}|${TOKEN_PREFIX})[0-9A-Za-z]{20,}`);
const RECOVERY_CODE = /\b[0-9A-Z]{5}(?:-[0-9A-Z]{5}){4}\b/;
const TO_REDACT = new RegExp(`${SECRET.source}|${RECOVERY_CODE.source}`, 'gi');
/** Credentials of Basic authentication: base64 of user, colon and password (RFC 7617). */
const BASIC = /^basic +([A-Za-z0-9+/=]+)$/i;

/** Whether a key or a team's token stands anywhere in a header or a part of a URL, also percent-encoded or as Basic. */
export function holdsSecret(text: string): boolean {
  if (SECRET.test(text)) return true;
  if (text.includes('%') && SECRET.test(percentDecoded(text))) return true;
  const [, credentials] = BASIC.exec(text) ?? [];
  return credentials !== undefined && SECRET.test(Buffer.from(credentials, 'base64').toString('latin1'));
}

/** A text for a log: every key, token and recovery code in it is cut to its prefix. */
export function withoutSecrets(text: string): string {
  if (text.includes('%') && holdsSecret(text)) return withoutSecrets(percentDecoded(text));
  return text.replace(TO_REDACT, (secret) => `${secret.slice(0, 4)}…`);
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
