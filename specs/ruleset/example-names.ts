import type { UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject } from '../json/value.ts';
import { parametersOf } from './parameters-of.ts';

type Context = Pick<UserContext, 'resolve' | 'parent'>;

/** Names of the examples that an operation's parameters and body have. Shared parameters of standards count like others. */
export function requestExamples(operation: JsonObject, context: Context): Set<string> {
  const names = new Set<string>();
  for (const parameter of parametersOf(operation, context))
    for (const name of keysOf(parameter.examples)) names.add(name);
  const body = isObject(operation.requestBody) ? context.resolve<JsonObject>(operation.requestBody).node : undefined;
  for (const media of Object.values(isObject(body?.content) ? body.content : {})) {
    if (isObject(media)) for (const name of keysOf(media.examples)) names.add(name);
  }
  return names;
}

/**
 * Names of the examples of an operation's answers: `all`; those `refused`, with 4xx or 5xx; `own` with their places below the operation, without those of shared
 * answers; and whether the answer of success holds nothing that could have an example.
 */
export function responseExamples(
  operation: JsonObject,
  { resolve }: Context,
): { all: Set<string>; refused: Set<string>; own: Map<string, (string | number)[]>; isEmpty: boolean } {
  const all = new Set<string>();
  const refused = new Set<string>();
  const own = new Map<string, (string | number)[]>();
  let isEmpty = true;
  for (const [status, response] of Object.entries(isObject(operation.responses) ? operation.responses : {})) {
    if (!isObject(response)) continue;
    const content = resolve<JsonObject>(response).node?.content;
    for (const [type, media] of Object.entries(isObject(content) ? content : {})) {
      if (/^[23]/.test(status)) isEmpty = false;
      for (const name of isObject(media) ? keysOf(media.examples) : []) {
        all.add(name);
        if (/^[45]/.test(status)) refused.add(name);
        if (!('$ref' in response)) own.set(name, ['responses', status, 'content', type, 'examples', name]);
      }
    }
  }
  return { all, refused, own, isEmpty };
}

function keysOf(value: unknown): string[] {
  return isObject(value) ? Object.keys(value) : [];
}
