import type { JsonValue } from '@dpi/specs/json-value';
import type { ExampleRequest } from '@dpi/specs/model';

/** Every leaf of a request, by `path id` or `body/a/b`. */
export function leavesOf({ parameters, body }: ExampleRequest): [where: string, value: JsonValue][] {
  const leaves: [string, JsonValue][] = [];
  const walk = (value: JsonValue | undefined, where: string) => {
    if (value === undefined) return;
    if (typeof value !== 'object' || value === null) leaves.push([where, value]);
    else for (const [key, child] of Object.entries(value)) walk(child, `${where}\n${key}`);
  };
  for (const { in: location, name, value } of parameters) walk(value, `${location} ${name}`);
  walk(body, 'body');
  return leaves;
}

/** The value of one leaf. */
export function valueAt(request: ExampleRequest, where: string): JsonValue | undefined {
  return leavesOf(request).find(([place]) => place === where)?.[1];
}

/** The same request with another value in one place. */
export function exchanged(request: ExampleRequest, where: string, value: JsonValue): ExampleRequest {
  const copy = structuredClone(request);
  const [start = '', ...keys] = where.split('\n');
  const last = keys.pop();
  const parameter = copy.parameters.find(({ in: location, name }) => `${location} ${name}` === start);
  if (last === undefined) {
    if (parameter) parameter.value = value;
    else copy.body = value;
    return copy;
  }
  let target = (parameter?.value ?? copy.body) as Record<string, JsonValue>;
  for (const key of keys) target = target[key] as Record<string, JsonValue>;
  target[last] = value;
  return copy;
}
