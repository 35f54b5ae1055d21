import { ProblemError } from '@dpi/specs/problem';
import type { Message, MessageValues } from '@dpi/specs/texts';

/**
 * What is wrong at a place of a request.
 * @param name of the message
 */
export function violationText(name: string, values: MessageValues = {}): Message {
  return { id: `requests.violation.${name}`, values };
}

/**
 * A request that cannot be read.
 * @param name of the message
 */
export function malformed(name: string, values: MessageValues = {}): ProblemError {
  return new ProblemError('request-malformed', { id: `requests.malformed.${name}`, values });
}

/**
 * A request that the mock has no answer to.
 * @param id of the problem type
 * @param name of the message
 */
export function mockProblem(
  id: string,
  name: string,
  values: MessageValues = {},
  more: ConstructorParameters<typeof ProblemError>[2] = {},
): ProblemError {
  return new ProblemError(id, { id: `mock.${name}`, values }, more);
}
