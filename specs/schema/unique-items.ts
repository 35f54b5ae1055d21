import type { ErrorObject, FuncKeywordDefinition } from 'ajv';
import { canonicalJson } from '../json/canonical-json.ts';
import { exactValue } from './exact-values.ts';
import { spend } from './limits.ts';

/** Letters of an item that are written and compared in one step. */
const LETTERS = 8;

type Check = { (unique: boolean, items: unknown[]): boolean; errors?: Partial<ErrorObject>[] };

/**
 * JSON Schema's `uniqueItems` in time that grows with the array. The usual implementation compares every pair of objects:
 * one body of a megabyte keeps it busy for minutes.
 */
const areUnique: Check = (unique, items) => {
  if (!unique) return true;
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const key = canonicalJson(exactValue(item, { parent: items, key: index }));
    spend(1 + key.length / LETTERS);
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
