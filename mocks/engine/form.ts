import type { JsonObject } from '@dpi/specs/model';
import { refuseDeepNesting } from './json-body.ts';
import { isObject } from './json-object.ts';
import type { FormField } from './multipart.ts';
import { deserializer, type PrismContent, type PrismSchema } from './prism.ts';

/**
 * The object that a form stands for, as its schema sees it: a field that may come several times is a list, one that is an
 * object is JSON, and all else is text that may stand for a number or a boolean. Fields that no property is named for are
 * left out, as Prism does. Throws a {@link Refusal} for JSON that is too deep.
 */
export function formValue(fields: FormField[], { schema, encodings }: PrismContent): JsonObject {
  const sent = new Map<string, string[]>();
  for (const [name, value] of fields) sent.set(name, [...(sent.get(name) ?? []), value]);
  const properties = schema?.properties ?? {};
  const names = schema?.properties === undefined ? sent.keys() : Object.keys(properties);
  const value: [string, unknown][] = [];
  for (const name of names) {
    const { style, explode = style === 'form' } = encodings?.find((encoding) => encoding.property === name) ?? {};
    const property = properties[name];
    const read =
      style === undefined
        ? plainValue(sent.get(name), property)
        : deserializer('query', style)?.(name, lastOrAll(sent), property as PrismSchema, explode);
    if (read !== undefined) value.push([name, read]);
  }
  return Object.fromEntries(value) as JsonObject;
}

function plainValue(values: string[] | undefined, schema: unknown): unknown {
  if (values === undefined) return undefined;
  if (isOfType(schema, 'array')) {
    const items = isObject(schema) ? schema.items : undefined;
    return isOfType(items, 'object') ? values.map(fromJson) : values;
  }
  const last = values.at(-1) ?? '';
  return isOfType(schema, 'object') ? fromJson(last) : last;
}

function isOfType(schema: unknown, type: string): boolean {
  return isObject(schema) && (schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type)));
}

/** Text that is no JSON stays text, which the schema then finds to be none. */
function fromJson(text: string): unknown {
  refuseDeepNesting(text);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function lastOrAll(sent: Map<string, string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    [...sent].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}
