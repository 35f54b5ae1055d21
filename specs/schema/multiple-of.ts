import { isMultipleOf } from '../numbers/decimal.ts';

type Check = { (step: number, value: number): boolean; errors?: object[] };

const isMultiple: Check = (step, value) => {
  if (isMultipleOf(value, step)) return true;
  isMultiple.errors = [{ keyword: 'multipleOf', message: `must be multiple of ${step}`, params: { multipleOf: step } }];
  return false;
};

/** JSON Schema's `multipleOf` for decimals. Ajv's own divides binary fractions: to it 19.99 is no multiple of 0.01. */
export const multipleOfKeyword = {
  keyword: 'multipleOf',
  type: 'number' as const,
  schemaType: 'number' as const,
  validate: isMultiple,
  errors: true,
};
