import type { Service } from '@dpi/specs/model';
import type { Message } from '@dpi/specs/texts';
import { exampleRequest } from './example-request.ts';
import type { MockEngine } from './index.ts';

/** A pair of examples that the mock does not bring together. */
export interface UnansweredExample {
  /** Id of the operation. */
  operation: string;
  example: string;
  /** What came instead, in words. */
  instead: string | Message;
}

/** Sends every named request example of a service to the mock, and tells which does not get the answer of its name. */
export async function unansweredExamples(service: Service, engine: MockEngine): Promise<UnansweredExample[]> {
  const unanswered: UnansweredExample[] = [];
  for (const operation of service.operations) {
    const { examples } = operation;
    for (const { name, request, response } of examples) {
      if (request === null || response === null) continue;
      const sent = exampleRequest(operation, request, service.schemas);
      if (typeof sent === 'string') {
        // What cannot be sent is refused, as an answer of 4xx says.
        if (!response.status.startsWith('4'))
          unanswered.push({ operation: operation.id, example: name, instead: sent });
        continue;
      }
      const answer = await engine.answer(service.id, service.version, sent);
      // A request that is wrong on purpose is refused by the validator, which says more than the example.
      const isMeantToBeInvalid = answer.violations.length > 0 && response.status.startsWith('4');
      // Cases that a request cannot tell apart, such as an exceeded quota, are asked for by name.
      const matched = examples.find((example) => example.name === answer.example);
      const isTwin = JSON.stringify(matched?.request) === JSON.stringify(request);
      if (isMeantToBeInvalid || isTwin) continue;
      const [violation] = answer.violations;
      const instead =
        violation === undefined
          ? `${answer.status}${answer.example === null ? '' : ` of the example "${answer.example}"`}`
          : {
              id: 'check.example-answered.violation',
              values: {
                status: String(answer.status),
                place: `${violation.in} ${violation.path}`,
                fault: violation.message,
              },
            };
      unanswered.push({ operation: operation.id, example: name, instead });
    }
  }
  return unanswered;
}
