import { compareText } from '../base/compare-text.ts';
import { ExactNumber } from '../numbers/index.ts';

/** JSON with sorted names: equal values have equal text, numbers by all their digits. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (value instanceof ExactNumber) return value.text;
  const entries = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  return `{${entries.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join()}}`;
}
