import type { CaseResult } from './report.ts';

/** Shorter ones stand in every other text. */
const MIN_LENGTH = 4;

/** Takes secrets out of a result: a server may send back the key it was given. */
export function redactor(values: string[]): (result: CaseResult) => CaseResult {
  // Of `Bearer abc`, the second word is the secret.
  const secrets = values
    .flatMap((value) => [value, ...value.split(/\s+/).slice(1)])
    .filter((value) => value.length >= MIN_LENGTH)
    .sort((a, b) => b.length - a.length);
  const clean = (text: string) => secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, '•••'), text);
  return (result) => ({
    ...result,
    differences: result.differences.map(({ at, place, message }) => ({
      at: clean(at),
      place: clean(place),
      message: clean(message),
    })),
    notes: result.notes.map(clean),
  });
}
