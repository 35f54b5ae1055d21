import { emptyResponse } from '@dpi/specs/example-status';
import type { JsonValue } from '@dpi/specs/json-value';
import type { ExampleRequest, Journey, Operation, OperationExample, Persona, Service } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';
import type { Message } from '@dpi/specs/texts';
import { textsIn } from './compare.ts';
import type { Expected } from './judge.ts';
import { said } from './words.ts';

const NO_ANSWER = said('note.no-answer-of-name');

/** One request to send and what the spec promises as its answer. */
export interface Case {
  group: string | Message;
  /** Whether `group` is a journey: what one step is answered is then sent by the next. */
  isJourney: boolean;
  name: string;
  title: string | Message;
  operation: Operation;
  request: ExampleRequest | null;
  /** Headers, in lower case, that are not sent: those of the credentials where a case is about their absence. */
  withoutHeaders: string[];
  /** `null`: the spec promises no answer to this request; `reason` says why it is not sent. */
  expected: Expected | null;
  reason: Message;
}

/**
 * The cases of a service: each example that has a request and an answer under one name. An operation that can be called with
 * nothing gets its first success. Answers that only stand in the spec, such as a used-up quota, cannot be asked for.
 */
export function casesOf(service: Service, personas: Persona[], journeys: Journey[]): Case[] {
  const cases = service.operations.flatMap((operation) => casesOfOperation(operation, personas));
  for (const journey of journeys) cases.push(...casesOfJourney(journey, service, personas));
  return cases;
}

function casesOfOperation(operation: Operation, personas: Persona[]): Case[] {
  const named = operation.examples.filter(({ request }) => request !== null);
  if (named.length > 0) return named.map((example) => caseOf(operation, example, personas, operation.id));
  const success = operation.examples.find(({ response }) => response?.status.startsWith('2') === true);
  if (success !== undefined) return [caseOf(operation, success, personas, operation.id)];
  const bare: OperationExample = {
    name: 'no example',
    summary: '',
    description: '',
    request: null,
    response: null,
    personas: [],
  };
  return [caseOf(operation, bare, personas, operation.id)];
}

/** The steps of a journey at this service, in their order. */
function casesOfJourney(journey: Journey, service: Service, personas: Persona[]): Case[] {
  const group = said('group.journey', { title: journey.title });
  return journey.steps.flatMap((step) => {
    if (step.service !== serviceReference(service)) return [];
    const operation = service.operations.find(({ id }) => id === step.operation);
    const example = operation?.examples.find(({ name }) => name === step.example);
    if (operation === undefined || example === undefined) return [];
    return [{ ...caseOf(operation, example, personas, group), isJourney: true, title: step.title }];
  });
}

function caseOf(operation: Operation, example: OperationExample, personas: Persona[], group: string | Message): Case {
  const { name, summary, request, response } = example;
  const base = { group, isJourney: false, name, title: summary || name, operation, request, withoutHeaders: [] };
  if (response !== null) {
    const fixed = fixedTexts(example, personas);
    return { ...base, expected: { status: response.status, example: response, fixed }, reason: NO_ANSWER };
  }
  const empty = emptyResponse(operation);
  if (empty !== null) {
    return { ...base, expected: { status: empty.status, example: null, fixed: new Set() }, reason: NO_ANSWER };
  }
  return { ...base, expected: null, reason: NO_ANSWER };
}

/** What the request said, and what is true of the people in it. */
function fixedTexts({ request, personas: ids }: OperationExample, personas: Persona[]): Set<string> {
  const people = personas.filter(({ id }) => ids.includes(id));
  const values: (JsonValue | undefined)[] = [request?.body, ...(request?.parameters.map(({ value }) => value) ?? [])];
  for (const { identifiers, facts } of people) values.push(identifiers, facts);
  return new Set(values.flatMap(textsIn));
}
