import { isObject, type JsonObject, type JsonValue, objectsIn, stringOr } from '../json/value.ts';
import { holds } from './condition.ts';
import { type ExpressionContext, evaluate } from './runtime-expression.ts';

/** What a step of an Arazzo workflow says of its request and its response. */
export interface ArazzoStep {
  parameters: { in: string; name: string; value: JsonValue }[];
  /** `null` where the step sends no body. */
  body: { contentType: string | null; payload: JsonValue } | null;
  criteria: Criterion[];
  /** Name → runtime expression. */
  outputs: Record<string, string>;
}

export interface Criterion {
  condition: string;
  /** `simple`, or `regex` of the value of `context`. */
  type: string;
  context: string | null;
}

/** Reads a step object. */
export function readStep({ parameters, requestBody, successCriteria, outputs }: JsonObject): ArazzoStep {
  const body = isObject(requestBody) && requestBody.payload !== undefined ? requestBody : null;
  return {
    parameters: objectsIn(parameters).flatMap(({ in: place, name, value }) =>
      value === undefined ? [] : [{ in: stringOr(place, ''), name: stringOr(name, ''), value }],
    ),
    body: body && {
      contentType: typeof body.contentType === 'string' ? body.contentType : null,
      payload: body.payload ?? null,
    },
    criteria: objectsIn(successCriteria).map(({ condition, type, context }) => ({
      condition: stringOr(condition, ''),
      type: stringOr(type, 'simple'),
      context: typeof context === 'string' ? context : null,
    })),
    outputs: isObject(outputs)
      ? Object.fromEntries(
          Object.entries(outputs).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
        )
      : {},
  };
}

/** Whether a success criterion is met; `null` where it is of a type that is not evaluated here, or wrongly written. */
export function isMet({ condition, type, context: of }: Criterion, context: ExpressionContext): boolean | null {
  try {
    if (type === 'simple') return holds(condition, context);
    if (type !== 'regex' || of === null) return null;
    const value = evaluate(of, context);
    return value !== undefined && new RegExp(condition, 'u').test(String(value));
  } catch {
    return null;
  }
}

/** The outputs of a step that have a value. */
export function outputsOf({ outputs }: Pick<ArazzoStep, 'outputs'>, context: ExpressionContext): JsonObject {
  const values = Object.entries(outputs).map(([name, expression]) => [name, evaluate(expression, context)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
