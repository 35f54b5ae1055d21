import type { ErrorObject, FuncKeywordDefinition } from 'ajv';

type Check = { (unique: boolean, items: unknown[]): boolean; errors?: Partial<ErrorObject>[] };

/**
 * JSON Schema's `uniqueItems` in time that grows with the array. The usual implementation compares every pair of objects:
 * one body of a megabyte keeps it busy for minutes.
 */
const areUnique: Check = (unique, items) => {
  if (!unique) return true;
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const key = canonical(item);
    const first = seen.get(key);
    if (first !== undefined) {
      areUnique.errors = [
        { keyword: 'uniqueItems', message: `must not hold the same item twice`, params: { i: first, j: index } },
      ];
      return false;
    }
    seen.set(key, index);
  }
  return true;
};

export const uniqueItemsKeyword: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: areUnique,
  errors: true,
};

/** JSON with sorted keys: equal values have equal text. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join()}}`;
}
