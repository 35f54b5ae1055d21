import { ExactNumber, type Numeric } from './exact-number.ts';

export interface NumberRange {
  minimum: Numeric;
  maximum: Numeric;
}

const range = (minimum: string, maximum: string): NumberRange => ({
  minimum: ExactNumber.read(minimum),
  maximum: ExactNumber.read(maximum),
});

/** Formats of integers in the OpenAPI Format Registry. */
const RANGES = new Map<unknown, NumberRange>([
  ['int8', range('-128', '127')],
  ['int16', range('-32768', '32767')],
  ['int32', range('-2147483648', '2147483647')],
  ['int64', range('-9223372036854775808', '9223372036854775807')],
  ['uint8', range('0', '255')],
  ['uint16', range('0', '65535')],
  ['uint32', range('0', '4294967295')],
  ['uint64', range('0', '18446744073709551615')],
]);

/** The least and the greatest number of a format of integers; `null` for other formats. */
export function integerRange(format: unknown): NumberRange | null {
  return RANGES.get(format) ?? null;
}
