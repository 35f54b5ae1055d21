import { ProblemError } from '@dpi/specs/problem';
import { RegistryWriteError } from '../registry/index.ts';

/** Turns whatever a handler or Express threw into a problem; `null` where it is a failure of ours. */
export function problemOf(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error;
  if (error instanceof RegistryWriteError) {
    return new ProblemError('storage-unavailable', { id: 'control.not-saved' }, { headers: { 'Retry-After': '5' } });
  }
  // Express throws this for a path parameter that is not correctly percent-encoded.
  if (error instanceof URIError) return new ProblemError('request-malformed', { id: 'control.wrong-percent' });
  return null;
}
