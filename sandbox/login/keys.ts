import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '@dpi/specs/error-message';
import type { JWK } from 'oidc-provider';
import { replaceFile } from '../files/replace-file.ts';

/** What the provider signs and hides things with. */
export interface LoginKeys {
  /** Private keys (JWK) that sign ID tokens; the first one signs, the others are still published. */
  signing: JWK[];
  /** Signs cookies. */
  cookies: string[];
  /** Makes the subjects that each app sees. */
  subjects: string;
}

/** Reads the keys in the data folder, or makes them where there are none. Only this user can read the file. */
export async function openLoginKeys(dataDir: string): Promise<LoginKeys> {
  const file = join(dataDir, 'login-keys.json');
  try {
    const keys: LoginKeys = JSON.parse(await readFile(file, 'utf8'));
    await chmod(file, 0o600);
    return keys;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomBytes(9).toString('base64url');
  const keys: LoginKeys = {
    signing: [{ ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'ES256' } as JWK],
    cookies: [randomBytes(32).toString('base64url')],
    subjects: randomBytes(32).toString('base64url'),
  };
  await replaceFile(file, JSON.stringify(keys));
  return keys;
}
