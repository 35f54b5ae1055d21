import { isUtf8 } from 'node:buffer';
import { malformed } from './refusal.ts';

const MAX_DEPTH = 100;

/** Reads text. Throws a {@link Refusal} where the bytes are not UTF-8. */
export function readText(body: Buffer): string {
  if (!isUtf8(body)) throw malformed('The body is not UTF-8 text. Encode it as UTF-8.');
  return body.toString('utf8');
}

/** Reads JSON. Throws a {@link Refusal} that says where reading stopped. */
export function readJson(body: Buffer): unknown {
  const text = readText(body);
  if (text.length > MAX_DEPTH && nestsTooDeep(text)) {
    throw malformed(`The JSON in the body is nested more than ${MAX_DEPTH} levels deep.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(`The body is not JSON: ${where(error, text)}.`);
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

/** Never the parser's own words: they quote the body, which may hold personal data and goes into the log. */
function where(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) {
    const before = text.slice(0, Number(position));
    const line = before.split('\n').length;
    return `there is a mistake in line ${line}, column ${before.length - before.lastIndexOf('\n')}`;
  }
  const character = /^Unexpected token '(.)'/su.exec(message)?.[1];
  if (character !== undefined) return `"${character}" stands where it cannot`;
  return text.trim() === '' ? 'it holds only white space' : 'it ends too early';
}
