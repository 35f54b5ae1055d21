import { ProblemError } from '@dpi/specs/problem';
import { malformed } from './messages.ts';

/** Values of parameters by name. Names in lower case are there too, because Prism reads names without regard to case. */
export type Values = Record<string, string | string[] | undefined>;

const MAX_PARAMETERS = 1000;

/** A value as it was sent, decoded and not. */
type Pair = [name: string, value: string, encoded: string];

/** What came at one place of a request, such as the query string. */
export interface SentText {
  values: Values;
  /** In their order, with the names as they were written. */
  pairs(): [name: string, value: string, ...rest: string[]][];
  /** As `values`, but not decoded: in it an encoded comma is part of an item. */
  encoded(): Values;
  decode(text: string): string;
}

export const NOTHING_SENT: SentText = sentOf([], (text) => text);

/** Reads a query string. Throws a `ProblemError` where it is not percent-encoded UTF-8. */
export function readQuery(query: string): SentText {
  return query === '' ? NOTHING_SENT : sentOf(readPairs(query), decode, (name) => name.toLowerCase());
}

/** Reads an URL-encoded form. Throws a `ProblemError` where it is not percent-encoded UTF-8. */
export function readUrlEncodedForm(body: string): SentText {
  return sentOf(readPairs(body), decode);
}

/** What is not encoded at all. */
export function sentAsItIs(pairs: [name: string, value: string][]): SentText {
  return sentOf(
    pairs.map(([name, value]) => [name, value, value]),
    (text) => text,
  );
}

/** @param alsoAs another name to have each value by */
function sentOf(pairs: Pair[], decodeText: (text: string) => string, alsoAs?: (name: string) => string): SentText {
  const valuesAt = (part: 1 | 2): Values => {
    const values: Values = Object.create(null);
    for (const pair of pairs) {
      const [name] = pair;
      add(values, name, pair[part]);
      const other = alsoAs?.(name) ?? name;
      if (other !== name) add(values, other, pair[part]);
    }
    return values;
  };
  let encoded: Values | null = null;
  return {
    values: valuesAt(1),
    pairs: () => pairs,
    encoded() {
      encoded ??= valuesAt(2);
      return encoded;
    },
    decode: decodeText,
  };
}

function readPairs(query: string): Pair[] {
  const pairs = query.split('&', MAX_PARAMETERS + 1);
  if (pairs.length > MAX_PARAMETERS) throw malformed('many-parameters', { limit: MAX_PARAMETERS });
  const read: Pair[] = [];
  for (const pair of pairs) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const encoded = equals === -1 ? '' : pair.slice(equals + 1);
    read.push([name, decode(encoded), encoded]);
  }
  return read;
}

function add(values: Values, name: string, value: string): void {
  const before = values[name];
  if (before === undefined) values[name] = value;
  else if (Array.isArray(before)) before.push(value);
  else values[name] = [before, value];
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw malformed('percent');
  }
}

/** Reads a `Cookie` header. What is no `name=value` pair is passed over, as browsers do. */
export function readCookies(header: string | undefined): SentText {
  const pairs: Pair[] = [];
  for (const item of header?.split(';', MAX_PARAMETERS) ?? []) {
    const pair = item.trim();
    const equals = pair.indexOf('=');
    if (equals < 1) continue;
    const encoded = pair.slice(equals + 1).trim();
    pairs.push([pair.slice(0, equals).trim(), decodeCookie(encoded), encoded]);
  }
  return sentOf(pairs, decodeCookie, (name) => name.toLowerCase());
}

/** Cookies need not be percent-encoded: what cannot be decoded is taken as it is. */
function decodeCookie(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}

/** The one value of a header; several are joined as HTTP joins them. */
export function headerOf(headers: Record<string, string | string[] | undefined>, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
// Written so that no text can be read in two ways: with `\s*` on both sides of what may be missing, ` ; ; ; …` takes hours.
const MEDIA_RANGE = new RegExp(
  `^(?:\\*/\\*|(?!\\*/)${TOKEN}/${TOKEN})(?:\\s*;(?:\\s*${TOKEN}=(?:${TOKEN}|"(?:[^"\\\\]|\\\\.)*"))?)*\\s*$`,
);

/**
 * Reads `Accept` into media ranges. Some clients send a range or two that is none, among good ones: those are passed over.
 * Throws a `ProblemError` where not one can be understood. `null`: anything is welcome.
 */
export function readAccept(header: string | undefined): string[] | null {
  if (header === undefined || header === '' || header === '*/*') return null;
  const ranges = header
    .split(',')
    .map((range) => range.trim())
    .filter((range) => range !== '');
  const understood = ranges.filter((range) => MEDIA_RANGE.test(range) && range.split('/', 3).length === 2);
  if (understood.length === 0) {
    throw malformed('accept');
  }
  return understood;
}

/** What `Prefer` asks of the mock. */
export interface Preferences {
  code: number | null;
  example: string | null;
  dynamic: boolean;
  seed: string | null;
}

export const NO_PREFERENCES: Preferences = { code: null, example: null, dynamic: false, seed: null };

/** One preference: what stands between commas and semicolons that are not in quotes. */
const PREFERENCE = /(?:[^",;]|"[^"]*"?)+/g;

/** Reads the preferences Prism knows (RFC 7240 syntax); others are passed over. Throws a `ProblemError` for wrong ones. */
export function readPrefer(header: string | undefined): Preferences {
  if (header === undefined || header === '') return NO_PREFERENCES;
  const preferences = { ...NO_PREFERENCES };
  for (const [preference] of header.matchAll(PREFERENCE)) {
    const [, key = '', rest = ''] = /^(code|example|dynamic|seed)(?![\w-])(.*)$/is.exec(preference.trim()) ?? [];
    if (key === '') continue;
    const assigned = rest.trim();
    // It would be passed over in silence.
    if (!assigned.startsWith('=')) throw malformed('prefer');
    const text = assigned.slice(1).trim();
    const value = /^"[^"]*"$/.test(text) ? text.slice(1, -1).trim() : text;
    switch (key.toLowerCase()) {
      case 'code':
        if (!/^[2-5]\d\d$/.test(value)) throw malformed('prefer-code');
        preferences.code ??= Number(value);
        break;
      case 'dynamic':
        if (value !== 'true' && value !== 'false') throw malformed('prefer-dynamic');
        preferences.dynamic = value === 'true';
        break;
      case 'example':
        preferences.example ??= value === '' ? null : value;
        break;
      default:
        preferences.seed ??= value === '' ? null : value;
    }
  }
  return preferences;
}

export interface ContentType {
  /** `type/subtype` in lower case. */
  mediaType: string;
  boundary: string | undefined;
}

const CONTENT_TYPE = new RegExp(`^(${TOKEN}/${TOKEN})\\s*(?:;.*)?$`, 's');
const BOUNDARY = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;",]{1,200}))/i;

/** Reads `Content-Type`; `null` where there is none. Throws a `ProblemError` where it is no media type. */
export function readContentType(header: string | undefined): ContentType | null {
  if (header === undefined || header.trim() === '') return null;
  const match = CONTENT_TYPE.exec(header.trim());
  if (match === null) {
    throw malformed('content-type');
  }
  const boundary = BOUNDARY.exec(header);
  return { mediaType: (match[1] ?? '').toLowerCase(), boundary: boundary?.[1] ?? boundary?.[2] };
}

/** Refuses a body that is compressed: what cannot be read cannot be checked. */
export function refuseEncodedBody(contentEncoding: string | undefined): void {
  if (contentEncoding === undefined || contentEncoding === '' || contentEncoding.toLowerCase() === 'identity') return;
  throw new ProblemError('media-type-unsupported', { id: 'sandbox.request.compressed' });
}

const SCENARIO = 'x-sandbox-scenario';

/** The example that is asked for by `X-Sandbox-Scenario`. Throws a `ProblemError` for headers that are nearly this one. */
export function readScenario(
  headers: Record<string, string | string[] | undefined>,
  isDeclared: (name: string) => boolean,
): string | undefined {
  for (const name in headers) {
    if (name.startsWith('x-sandbox-') && name !== SCENARIO && !isDeclared(name))
      throw malformed('sandbox-header', { name });
  }
  return headerOf(headers, SCENARIO);
}
