import type { Header, Operation } from '../catalogue/model.ts';

/** The header `Retry-After` (RFC 9110, 10.2.3) that a response declares; `null` where it declares none. */
export function retryAfterHeader({ responses }: Operation, status: string): Header | null {
  const response = responses.find((candidate) => candidate.status === status);
  return response?.headers.find(({ name }) => name.toLowerCase() === 'retry-after') ?? null;
}
