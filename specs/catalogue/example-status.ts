import { compareText } from '../base/compare-text.ts';
import type { Operation, OperationExample, Response } from './model.ts';

/**
 * The response without content that a named request gets: the first success, where that has none. Such a response has no
 * example that could carry the name.
 */
export function emptyResponse({ responses }: Pick<Operation, 'responses'>): Response | null {
  const [first] = responses
    .filter(({ status }) => /^[23]/.test(status))
    .toSorted((one, other) => compareText(one.status, other.status));
  return first?.contents.length === 0 ? first : null;
}

/** The status that an example shows, also where its response has no content; `null` where the spec promises none. */
export function exampleStatus(
  operation: Pick<Operation, 'responses'>,
  { response, request }: Pick<OperationExample, 'request' | 'response'>,
): string | null {
  if (response !== null) return response.status;
  return request === null ? null : (emptyResponse(operation)?.status ?? null);
}
