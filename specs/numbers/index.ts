export { compareNumbers, isDecimal, isInteger, isMultipleOf } from './decimal.ts';
export { ExactNumber, integerBeyond, isNumeric, type Numeric } from './exact-number.ts';
export { integerRange, type NumberRange } from './integer-formats.ts';
export { mayHoldLongNumber, parseJson, stringifyJson } from './json.ts';
