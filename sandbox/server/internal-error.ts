import type { Problem } from '@dpi/specs/problem';

/**
 * Something of ours failed.
 * @param id of the request
 */
export function internalError(id: string): Problem {
  return { id: 'internal-error', detail: { id: 'sandbox.internal-error', values: { id } } };
}
