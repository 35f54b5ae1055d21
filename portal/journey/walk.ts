import {
  type ExpressionContext,
  evaluate,
  fillExpressions,
  isMet,
  outputsOf,
  stepInExpression,
} from '@dpi/specs/arazzo';
import { AS_WRITTEN, type ExampleAge, withCurrentDates } from '@dpi/specs/current-dates';
import type { JsonObject } from '@dpi/specs/json-value';
import { stringifyJson } from '@dpi/specs/numbers';
import { maskKey } from '../console/apiKey.ts';
import { buildRequest, type RequestTarget } from '../console/buildRequest.ts';
import type { HttpRequest } from '../console/httpRequest.ts';
import { formatInput } from '../console/parameterInput.ts';
import { bodyText, inputName, type RequestValues } from '../console/requestValues.ts';
import type { CallResult } from '../console/sendRequest.ts';
import type { PageOperation, PageParameter } from '../reference/operationPage.ts';
import type { Schemas } from '../reference/schemaTypes.ts';
import type { StepOnPage } from './journeyStep.ts';

/** How far a reader has come in a journey. */
export interface Walk {
  /** By step ID. */
  sent: Record<string, SentStep>;
  /** Forms that the reader has changed, by step ID. */
  edited: Record<string, RequestValues>;
}

/** What came of a step when it was last sent. */
export interface SentStep {
  result: CallResult;
  isDemo: boolean;
  /** Enough of the key to see that a later step is sent with another. */
  key: string;
  outputs: JsonObject;
  /** Whether each success criterion is met; `null` where it cannot be evaluated. */
  criteria: (boolean | null)[];
}

export const NEW_WALK: Walk = { sent: {}, edited: {} };

/** Whether a step was answered as its criteria ask; one without criteria, by any answer. */
export function isDone(sent: SentStep | undefined): boolean {
  return sent !== undefined && 'status' in sent.result && sent.criteria.every((met) => met !== false);
}

/**
 * The walk after a step was sent. Forms that were filled from its earlier outputs are filled anew.
 * @param followers IDs of the steps that take outputs of this one
 */
export function afterSending(
  walk: Walk,
  step: StepOnPage,
  followers: string[],
  { request, result, isDemo, key }: { request: HttpRequest; result: CallResult; isDemo: boolean; key: string },
): Walk {
  const context = contextOf(walk, request, result);
  const sent: SentStep = {
    result,
    isDemo,
    key: maskKey(key),
    outputs: outputsOf(step, context),
    criteria: step.criteria.map((criterion) => isMet(criterion, context)),
  };
  const edited = Object.entries(walk.edited).filter(([id]) => !followers.includes(id));
  return { sent: { ...walk.sent, [step.id]: sent }, edited: Object.fromEntries(edited) };
}

/** Steps whose outputs a step takes. */
export function stepsTaken({ parameters, body, browserPage }: StepOnPage): Set<string> {
  const text = stringifyJson([parameters, body, browserPage]);
  return new Set([...text.matchAll(EXPRESSION)].flatMap(([expression]) => stepInExpression(expression) ?? []));
}

/** An expression in the text of a form. */
const EXPRESSION = /\$steps\.[A-Za-z0-9_-]+\.outputs\.[A-Za-z0-9_.-]+/g;

/** Steps whose outputs a form still waits for: their expressions stand in it as they are. */
export function stepsAwaited({ inputs, body }: RequestValues): string[] {
  const texts = [...Object.values(inputs), body];
  const found = texts.flatMap((text) => [...text.matchAll(EXPRESSION)].map(([one]) => stepInExpression(one) ?? ''));
  return [...new Set(found)];
}

/**
 * The form of a step: as the reader has changed it, else as the journey says, with the outputs of earlier steps.
 * @param age by how much the dates that stand in the journey are moved
 */
export function stepValues(
  walk: Walk,
  step: StepOnPage,
  operation: PageOperation,
  schemas: Schemas,
  age: ExampleAge = AS_WRITTEN,
): RequestValues {
  const edited = walk.edited[step.id];
  if (edited !== undefined) return edited;
  const context = contextOf(walk);
  const inputs: Record<string, string> = {};
  for (const parameter of stepParameters(step, operation)) {
    const given = step.parameters.find((one) => isSame(one, parameter));
    const value = given && fillExpressions(withCurrentDates(given.value, age, parameter.name), context).value;
    inputs[inputName(parameter)] = formatInput(parameter.schema, value, schemas);
  }
  const contents = operation.requestBody?.contents ?? [];
  const content = contents.find(({ contentType }) => contentType === step.body?.contentType) ?? contents[0];
  return {
    inputs,
    contentType: content?.contentType ?? null,
    body: step.body === null ? '' : bodyText(fillExpressions(withCurrentDates(step.body.payload, age), context).value),
    scenario: '',
  };
}

/** The parameters of an operation, and headers that the step sends besides, such as one that carries a token. */
export function stepParameters({ parameters }: StepOnPage, operation: PageOperation): PageParameter[] {
  return [...operation.parameters, ...ownHeaders(parameters, operation)];
}

/** The request that the form of a step stands for. */
export function stepRequest(
  step: StepOnPage,
  operation: PageOperation,
  values: RequestValues,
  schemas: Schemas,
  target: RequestTarget,
): HttpRequest {
  const request = buildRequest(operation, values, schemas, target);
  const headers = ownHeaders(step.parameters, operation).flatMap(({ name, ...parameter }) => {
    const value = values.inputs[inputName({ ...parameter, name })] ?? '';
    return value === '' ? [] : [{ name, value }];
  });
  return { ...request, headers: [...request.headers, ...headers] };
}

/** An address of the journey with the values of earlier steps; `null` where one is not there yet. */
export function filledAddress(walk: Walk, address: string): string | null {
  let isComplete = true;
  const filled = address.replace(/\{(\$[^{}]+)\}/g, (_, expression: string) => {
    const value = evaluate(expression, contextOf(walk));
    if (typeof value !== 'string') isComplete = false;
    // What begins the address is one itself.
    return typeof value !== 'string' ? '' : address.startsWith(`{${expression}`) ? value : encodeURIComponent(value);
  });
  return isComplete ? filled : null;
}

function ownHeaders(parameters: StepOnPage['parameters'], operation: PageOperation): PageParameter[] {
  const own = parameters.filter(
    (one) => one.in === 'header' && !operation.parameters.some((known) => isSame(one, known)),
  );
  return own.map(({ name }) => ({ ...TEXT_HEADER, name }));
}

const TEXT_HEADER: Omit<PageParameter, 'name'> = {
  in: 'header',
  required: true,
  deprecated: false,
  description: '',
  schema: { type: 'string' },
  style: 'simple',
  explode: false,
  allowReserved: false,
  allowEmptyValue: false,
  contentType: null,
  examples: [],
};

function isSame(one: { in: string; name: string }, other: { in: string; name: string }): boolean {
  return (
    one.in === other.in &&
    (one.in === 'header' ? one.name.toLowerCase() === other.name.toLowerCase() : one.name === other.name)
  );
}

function contextOf({ sent }: Walk, request?: HttpRequest, result?: CallResult): ExpressionContext {
  return {
    inputs: {},
    steps: sent,
    ...(request && { request }),
    ...(result && 'status' in result && { response: result }),
  };
}

/** A walk as it was kept in a browser; a new one where the text is none. */
export function readWalk(value: unknown): Walk {
  const isWalk = typeof value === 'object' && value !== null && 'sent' in value && 'edited' in value;
  return isWalk ? (value as Walk) : NEW_WALK;
}
