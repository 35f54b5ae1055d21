import type { Service } from '@dpi/specs/model';
import type { Message } from '@dpi/specs/texts';
import { exampleRequest } from './example-request.ts';
import type { MockAnswer, MockEngine } from './index.ts';

/** A pair of examples that the mock does not bring together. */
export interface UnansweredExample {
  /** Id of the operation. */
  operation: string;
  example: string;
  /** What came instead. */
  instead: Message;
}

/** Sends every named request example of a service to the mock, and tells which does not get the answer of its name. */
export async function unansweredExamples(service: Service, engine: MockEngine): Promise<UnansweredExample[]> {
  const unanswered: UnansweredExample[] = [];
  for (const operation of service.operations) {
    const { examples } = operation;
    for (const { name, request, response } of examples) {
      if (request === null || response === null) continue;
      const sent = exampleRequest(operation, request, service.schemas);
      if ('reason' in sent) {
        // What cannot be sent is refused, as an answer of 4xx says.
        if (!response.status.startsWith('4'))
          unanswered.push({ operation: operation.id, example: name, instead: sent.reason });
        continue;
      }
      const answer = await engine.answer(service.id, service.version, sent);
      // A request that is wrong on purpose is refused by the validator, which says more than the example.
      const isMeantToBeInvalid = answer.violations.length > 0 && response.status.startsWith('4');
      // Cases that a request cannot tell apart, such as an exceeded quota, are asked for by name.
      const matched = examples.find((example) => example.name === answer.example);
      const isTwin = JSON.stringify(matched?.request) === JSON.stringify(request);
      if (isMeantToBeInvalid || isTwin) continue;
      unanswered.push({ operation: operation.id, example: name, instead: insteadOf(answer) });
    }
  }
  return unanswered;
}

function insteadOf({ status: code, example, violations: [violation] }: MockAnswer): Message {
  const status = String(code);
  if (violation !== undefined) {
    const { in: part, path, message } = violation;
    const values = { status, place: `${part} ${path}`, violation: message };
    return { id: 'check.example-answered.violation', values };
  }
  if (example !== null) return { id: 'check.example-answered.other-example', values: { status, example } };
  return { id: 'check.example-answered.status', values: { status } };
}
