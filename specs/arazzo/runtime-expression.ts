import { keysOf } from '../json/pointer.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { parseJson, stringifyJson } from '../numbers/index.ts';

/** What the runtime expressions of the Arazzo Specification read. */
export interface ExpressionContext {
  inputs: JsonObject;
  /** Outputs of the steps that were sent, by step ID. */
  steps: Record<string, { outputs: JsonObject }>;
  /** The request of the step whose criteria or outputs are evaluated. */
  request?: { method: string; url: string; headers: Header[]; body: string | null };
  /** Its response. */
  response?: { status: number; headers: Header[]; body: string };
}

interface Header {
  name: string;
  value: string;
}

const WHOLE = /^\$[a-zA-Z]+(?:\.\S+)?$/;
const EMBEDDED = /\{(\$[^{}]+)\}/g;

/** Whether a text is a runtime expression, such as `$steps.pay.outputs.paymentId`. */
export function isExpression(text: string): boolean {
  return WHOLE.test(text);
}

/**
 * The value of a runtime expression; `undefined` where there is none, as of a step that was not sent yet.
 * Of `$request` it reads headers, query and body: a sent request no longer says which part of its path is which parameter.
 */
export function evaluate(expression: string, context: ExpressionContext): JsonValue | undefined {
  const [, source = '', rest = '', , pointer] = /^\$([a-zA-Z]+)(?:\.([^#]+))?(#(.*))?$/.exec(expression) ?? [];
  const { request, response } = context;
  switch (source) {
    case 'url':
      return request?.url;
    case 'method':
      return request?.method;
    case 'statusCode':
      return response?.status;
    case 'request':
      return request && partOf(rest, pointer, request);
    case 'response':
      return response && partOf(rest, pointer, response);
    case 'inputs':
      return at(own(context.inputs, rest), pointer);
    case 'steps': {
      const [, id = '', name = ''] = /^([A-Za-z0-9_-]+)\.outputs\.(.+)$/.exec(rest) ?? [];
      const step = Object.hasOwn(context.steps, id) ? context.steps[id] : undefined;
      return step && at(own(step.outputs, name), pointer);
    }
    default:
      return undefined;
  }
}

/** A value with the expressions in it replaced, and those that have no value yet, which stay as they are. */
export interface FilledValue {
  value: JsonValue;
  missing: string[];
}

/** Replaces the runtime expressions in a value: whole texts by values of any type, those in braces within a text by text. */
export function fillExpressions(value: JsonValue, context: ExpressionContext): FilledValue {
  const missing: string[] = [];
  const filled = (part: JsonValue): JsonValue => {
    if (Array.isArray(part)) return part.map(filled);
    if (isObject(part)) {
      return Object.fromEntries(
        Object.entries(part).map(([key, item]) => [key, item === undefined ? item : filled(item)]),
      );
    }
    if (typeof part !== 'string') return part;
    const found = (expression: string) => {
      const result = evaluate(expression, context);
      if (result === undefined) missing.push(expression);
      return result;
    };
    if (isExpression(part)) return found(part) ?? part;
    return part.replace(EMBEDDED, (text, expression: string) => {
      const result = found(expression);
      return result === undefined ? text : typeof result === 'string' ? result : stringifyJson(result);
    });
  };
  const result = filled(value);
  return { value: result, missing };
}

/** ID of the step whose output a text reads, alone or in braces; `null` where it reads none. */
export function stepInExpression(text: string): string | null {
  return /\$steps\.([A-Za-z0-9_-]+)\.outputs\./.exec(text)?.[1] ?? null;
}

function partOf(
  part: string,
  pointer: string | undefined,
  { headers, body, url }: { headers: Header[]; body: string | null; url?: string },
): JsonValue | undefined {
  const [place, ...names] = part.split('.');
  const name = names.join('.');
  if (place === 'header') return headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value;
  if (place === 'query') return new URL(url ?? '', 'http://localhost').searchParams.get(name) ?? undefined;
  if (place !== 'body' || body === null) return undefined;
  return at(parsed(body), pointer);
}

/** A body as JSON; as text where it is none. */
function parsed(body: string): JsonValue {
  try {
    return parseJson(body) as JsonValue;
  } catch {
    return body;
  }
}

function at(value: JsonValue | undefined, pointer: string | undefined): JsonValue | undefined {
  if (pointer === undefined) return value;
  const keys = keysOf(pointer);
  if (keys === null) return undefined;
  return keys.reduce<JsonValue | undefined>((inside, key) => {
    if (Array.isArray(inside)) return /^(?:0|[1-9]\d*)$/.test(key) ? inside[Number(key)] : undefined;
    return isObject(inside) ? own(inside, key) : undefined;
  }, value);
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
