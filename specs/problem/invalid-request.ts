import type { Message } from '../texts/message.ts';
import { type Problem, ProblemError, type Violation } from './problem.ts';

/**
 * A problem that names every wrong place of a request, the first also in words.
 * @param id of the problem type
 */
export function invalidRequest(
  errors: readonly Violation[],
  { id = 'request-invalid', ...others }: { id?: string } & Pick<Problem, 'status' | 'members'> = {},
): ProblemError {
  return new ProblemError(id, detailOf(errors), { ...others, errors });
}

function detailOf([first, ...others]: readonly Violation[]): Message {
  if (first === undefined) return { id: 'requests.does-not-fit' };
  const values = { place: placeOf(first), violation: first.message, count: others.length };
  return { id: others.length === 0 ? 'requests.one-violation' : 'requests.several-violations', values };
}

function placeOf({ in: part, path }: Violation): Message {
  if (part === 'body' && path !== '') return { id: 'requests.place.in-body', values: { name: path } };
  return { id: `requests.place.${part}`, values: { name: path } };
}
