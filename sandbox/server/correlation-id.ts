import { holdsSecret } from '../keys/index.ts';

/** As the shared standard `correlation-id` has it: fit to stand in headers and logs. */
const CORRELATION_ID = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * The `X-Correlation-Id` that a caller gave its request; `null` where there is none, or one that the standard does not
 * allow, or one that holds a key: logs keep it.
 */
export function correlationId(sent: string | string[] | undefined): string | null {
  return typeof sent === 'string' && CORRELATION_ID.test(sent) && !holdsSecret(sent) ? sent : null;
}
