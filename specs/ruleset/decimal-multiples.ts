import { createRequire } from 'node:module';
import { isMultipleOf } from '../numbers/decimal.ts';

// The Ajv that Redocly checks examples with; Redocly gives no access to its instances.
const redoclyRequire = createRequire(createRequire(import.meta.url).resolve('@redocly/openapi-core'));

/**
 * Lets Redocly's check of examples read `multipleOf` as decimals. Ajv's own keyword divides binary fractions: to it 19.99 is
 * no multiple of 0.01. To be called before the first check.
 */
export function useDecimalMultiples(): void {
  const { default: keyword } = redoclyRequire('@redocly/ajv/dist/vocabularies/validation/multipleOf.js');
  delete keyword.code;
  keyword.validate = (step: number, value: number) => isMultipleOf(value, step);
}
