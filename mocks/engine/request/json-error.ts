import type { Message } from '@dpi/specs/texts';

/** Where a text stops being JSON, and what to do there. */
export interface JsonError {
  /** Index into the text. */
  at: number;
  /** Never quotes the text, which may hold personal data and goes into the log. */
  message: Message;
}

const WHITE_SPACE = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/uy;
const OTHER_QUOTES = /['`‘’‚“”„«»]/;

/** Finds the first error by RFC 8259; `null` where the text is JSON. Goes as deep as the text does. */
export function jsonError(text: string): JsonError | null {
  if (text.startsWith('\ufeff')) return { at: 0, message: { id: 'requests.json.byte-order-mark' } };
  const closers: string[] = [];
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const length = pattern.exec(text)?.[0].length ?? 0;
    at += length;
    return length > 0;
  };
  const stop = (name: string): JsonError => {
    if (at >= text.length) return { at, message: { id: 'requests.json.ends-early' } };
    return { at, message: { id: `requests.json.${name}`, values: { closer: closers.at(-1) ?? '' } } };
  };
  const string = (): JsonError | null => {
    skip(STRING);
    if (text[at] !== '"') return stop(brokenString(text[at] ?? ''));
    at++;
    return null;
  };
  const name = (): JsonError | null => {
    if (text[at] !== '"') return stop(notAName(text[at] ?? ''));
    const broken = string();
    if (broken !== null) return broken;
    skip(WHITE_SPACE);
    if (text[at] !== ':') return stop('colon');
    at++;
    return null;
  };

  for (let isValueDue = true; ; ) {
    skip(WHITE_SPACE);
    const character = text[at] ?? '';
    if (isValueDue) {
      if (character === '{' || character === '[') {
        closers.push(character === '{' ? '}' : ']');
        at++;
        skip(WHITE_SPACE);
        isValueDue = text[at] !== closers.at(-1);
        const broken = isValueDue && character === '{' ? name() : null;
        if (broken !== null) return broken;
        continue;
      }
      const broken = character === '"' ? string() : skip(SCALAR) ? null : stop(notAValue(character));
      if (broken !== null) return broken;
      isValueDue = false;
    } else if (closers.length === 0) {
      return at >= text.length ? null : stop('goes-on');
    } else if (character === closers.at(-1)) {
      closers.pop();
      at++;
    } else if (character === ',') {
      at++;
      skip(WHITE_SPACE);
      if (text[at] === closers.at(-1)) return stop('last-comma');
      const broken = closers.at(-1) === '}' ? name() : null;
      if (broken !== null) return broken;
      isValueDue = true;
    } else {
      return stop(character === '/' ? 'comments' : 'comma');
    }
  }
}

/** Name of the message for what is no value. */
function notAValue(character: string): string {
  if (OTHER_QUOTES.test(character)) return 'quotes';
  if (character === '/') return 'comments';
  if (/[\d.+-]/.test(character)) return 'number';
  return 'value';
}

function notAName(character: string): string {
  if (OTHER_QUOTES.test(character)) return 'quotes';
  return character === '/' ? 'comments' : 'name';
}

function brokenString(character: string): string {
  return character === '\\' ? 'backslash' : 'control-character';
}
