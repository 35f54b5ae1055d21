import { positionAt, type TextPosition } from '@dpi/specs/text-position';

/** Where a text stops being JSON; `null` where it is JSON. Engines word their errors differently and not all tell the place, so it is found here. */
export function jsonProblem(text: string): TextPosition | null {
  if (isJson(text)) return null;
  return positionAt(text, endOfJson(text));
}

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'more' | 'nothing';

/** Length of the longest start of the text that a JSON document could have. */
function endOfJson(text: string): number {
  const token = /\s*("(?:[^"\\\n]|\\.)*"|[^\s"{}[\],:]+|[{}[\],:])/y;
  const open: string[] = [];
  let expected: Expected = 'value';
  let position = 0;
  while (true) {
    token.lastIndex = position;
    const found = token.exec(text)?.[1] ?? '';
    if (!fits(found, expected, open.at(-1))) break;
    position = token.lastIndex;
    if (found === '{' || found === '[') {
      open.push(found);
      expected = found === '{' ? 'keyOrEnd' : 'valueOrEnd';
    } else if (found === ',') expected = open.at(-1) === '{' ? 'key' : 'value';
    else if (found === ':') expected = 'value';
    else if (expected === 'key' || (expected === 'keyOrEnd' && found !== '}')) expected = 'colon';
    else {
      if (found === '}' || found === ']') open.pop();
      expected = open.length === 0 ? 'nothing' : 'more';
    }
  }
  return position + (/^\s*/.exec(text.slice(position))?.[0].length ?? 0);
}

function fits(token: string, expected: Expected, open: string | undefined): boolean {
  const closes = (open === '{' && token === '}') || (open === '[' && token === ']');
  const isKey = token.startsWith('"') && isJson(token);
  const isValue = token === '{' || token === '[' || isJson(token);
  switch (expected) {
    case 'value':
      return isValue;
    case 'valueOrEnd':
      return isValue || closes;
    case 'key':
      return isKey;
    case 'keyOrEnd':
      return isKey || closes;
    case 'colon':
      return token === ':';
    case 'more':
      return token === ',' || closes;
    default:
      return false;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
