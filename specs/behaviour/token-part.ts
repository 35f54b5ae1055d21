import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';

/** How deep the JSON of a token may be; what is deeper is made to exhaust whoever reads it. */
const MAX_DEPTH = 20;

/** The JSON of a part of a token, in base64url; `undefined` where it is none, or too deep. */
export function jsonInPart(part: string): JsonValue | undefined {
  try {
    const data: JsonValue = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isWithin(data, MAX_DEPTH) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** The object that a part of a token is, in base64url; `null` where it is none. */
export function objectInPart(part: string): JsonObject | null {
  const data = jsonInPart(part);
  return isObject(data) ? data : null;
}

function isWithin(value: JsonValue | undefined, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((member) => isWithin(member as JsonValue, depth - 1));
}
