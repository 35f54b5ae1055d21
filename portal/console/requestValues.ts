import { AS_WRITTEN, type ExampleAge, withCurrentDates } from '@dpi/specs/current-dates';
import type { JsonValue } from '@dpi/specs/json-value';
import type { Parameter } from '@dpi/specs/model';
import { stringifyJson } from '@dpi/specs/numbers';
import { exampleBody, type PageExample, type PageOperation, type PageParameter } from '../reference/operationPage.ts';
import type { Schemas } from '../reference/schemaTypes.ts';
import { formatInput } from './parameterInput.ts';

/** What stands in the console's form. */
export interface RequestValues {
  /** Text of the controls, by {@link inputName}. Empty: not sent. */
  inputs: Record<string, string>;
  /** `null` where the operation takes no body. */
  contentType: string | null;
  /** As typed. Empty: no body. */
  body: string;
  /** Named example to answer with, whatever the request; empty: the one that matches. */
  scenario: string;
}

/** Key of a parameter among the inputs: one name may stand in several places. */
export function inputName(parameter: Pick<Parameter, 'in' | 'name'>): string {
  return `${parameter.in}:${parameter.name}`;
}

/**
 * The form filled from a named example, or from the schemas where there is none. An example of a response alone is asked
 * for by its name, with the request that the page begins with.
 * @param age by how much its dates are moved
 */
export function requestValues(
  operation: PageOperation,
  shown: PageExample | null,
  schemas: Schemas,
  age: ExampleAge = AS_WRITTEN,
): RequestValues {
  const example = shown?.request ? shown : firstRequest(operation);
  const isAskedFor = shown !== null && shown.request === null && shown.name !== openingExample(operation)?.name;
  const scenario = isAskedFor ? shown.name : '';
  const inputs: Record<string, string> = {};
  for (const parameter of operation.parameters) {
    const given = example?.request?.parameters.find((item) => inputName(item) === inputName(parameter));
    const value = given?.value ?? fallback(parameter);
    const current = value === undefined ? undefined : withCurrentDates(value, age, parameter.name);
    inputs[inputName(parameter)] = formatInput(parameter.schema, current, schemas);
  }
  const contents = operation.requestBody?.contents ?? [];
  const named = contents.find(({ contentType }) => contentType === example?.request?.contentType);
  const content = named ?? contents[0];
  if (content === undefined) return { inputs, contentType: null, body: '', scenario };
  const value =
    (example && exampleBody(operation, example)) ?? content.examples[0]?.value ?? content.sample?.value ?? '';
  return { inputs, contentType: content.contentType, body: bodyText(withCurrentDates(value, age)), scenario };
}

/**
 * The example a page begins with: the first request that succeeds, else the first request, else the first success of an
 * operation that needs no request, which the sandbox answers without being asked for it by name. `null` where the spec has
 * none of them.
 */
export function openingExample(operation: PageOperation): PageExample | null {
  return firstRequest(operation) ?? operation.examples.find(succeeds) ?? null;
}

function firstRequest({ examples }: PageOperation): PageExample | null {
  const requests = examples.filter(({ request }) => request !== null);
  return requests.find(succeeds) ?? requests[0] ?? null;
}

function succeeds({ status }: PageExample): boolean {
  return /^2/.test(status ?? '');
}

/** A body as the editor shows it. */
export function bodyText(value: JsonValue): string {
  return typeof value === 'string' ? value : stringifyJson(value, 2);
}

/** Optional parameters stay empty; required ones need something to send. */
function fallback({ required, examples, sample }: PageParameter): JsonValue | undefined {
  return required ? (examples[0]?.value ?? sample) : undefined;
}
