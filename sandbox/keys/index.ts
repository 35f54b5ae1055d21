export { hashKey, KEY_LENGTH, KEY_PREFIX, type KeyCheck, keyStart, makeKey, parseKey } from './key.ts';
export { isSameSecret } from './same-secret.ts';
export { holdsSecret, withoutSecrets } from './secrets-in-text.ts';
export {
  makeJoinCode,
  makeRecoveryCode,
  makeToken,
  normalizeJoinCode,
  normalizeRecoveryCode,
  TOKEN_PREFIX,
} from './tokens.ts';
