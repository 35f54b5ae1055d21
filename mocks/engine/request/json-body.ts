import { isUtf8 } from 'node:buffer';
import { parseJson } from '@dpi/specs/numbers';
import type { ProblemError } from '@dpi/specs/problem';
import { positionAt } from '@dpi/specs/text-position';
import { jsonError } from './json-error.ts';
import { malformed } from './messages.ts';

const MAX_DEPTH = 100;

/** Finding the place takes ten times as long as parsing; what a person typed is shorter. */
const MAX_EXPLAINED = 100_000;

/** Reads text. Throws a `ProblemError` where the bytes are not UTF-8. */
export function readText(body: Buffer): string {
  if (!isUtf8(body)) throw malformed('not-utf-8');
  return body.toString('utf8');
}

/** Reads JSON. Throws a `ProblemError` that says where reading stopped. */
export function readJson(body: Buffer): unknown {
  const text = readText(body);
  refuseDeepNesting(text);
  try {
    return parseJson(text);
  } catch {
    throw notJson(text);
  }
}

/** Throws a `ProblemError` for JSON so deep that whoever walks through it would run out of stack. */
export function refuseDeepNesting(text: string): void {
  if (text.length > MAX_DEPTH && nestsTooDeep(text)) {
    throw malformed('json-depth', { limit: MAX_DEPTH });
  }
}

function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

/** Not the parser's own words: they quote the body, and not all tell the place. */
function notJson(text: string): ProblemError {
  if (text.trim() === '') return malformed('json-blank');
  const error = text.length > MAX_EXPLAINED ? null : jsonError(text);
  if (error === null) return malformed('json');
  const { line, column } = positionAt(text, error.at);
  return malformed('json-at', { line, column, reason: error.message });
}
