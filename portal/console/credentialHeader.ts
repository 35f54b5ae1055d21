import type { Operation, Service } from '@dpi/specs/model';
import { credentialNeed, KEY_HEADER } from '@dpi/specs/security';
import type { HttpHeader } from './httpRequest.ts';

export interface Credentials {
  /** Of the sandbox, or DEMO_KEY. */
  key: string;
  /** For APIs of the platform itself; empty where there is none. */
  token: string;
}

/** The header that lets a request in; `null` where none is needed or there is no token to send. */
export function credentialHeader(
  operation: Pick<Operation, 'security'>,
  servedBy: Service['servedBy'],
  { key, token }: Credentials,
): HttpHeader | null {
  if (credentialNeed(operation) === 'none') return null;
  if (servedBy === 'sandbox') return { name: KEY_HEADER, value: key };
  return token === '' ? null : { name: 'Authorization', value: `Bearer ${token}` };
}
