import type { Parameter } from '../catalogue/model.ts';
import type { JsonValue } from '../json/value.ts';

/** What a spec offers as the value of a parameter: its first example, else what its schema names. */
export function offeredValue({ examples, schema }: Parameter): JsonValue | undefined {
  return examples[0]?.value ?? schema.examples?.[0] ?? schema.default ?? schema.const ?? schema.enum?.[0];
}

/** Whether a parameter is the header whose value must be new for each thing that is to be done. */
export function isIdempotencyKey({ in: place, name }: Pick<Parameter, 'in' | 'name'>): boolean {
  return place === 'header' && name.toLowerCase() === 'idempotency-key';
}
