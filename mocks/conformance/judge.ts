import { isUtf8 } from 'node:buffer';
import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { ExampleResponse, Operation, Response } from '@dpi/specs/model';
import { ExactNumber, parseJson } from '@dpi/specs/numbers';
import type { Message } from '@dpi/specs/texts';
import type { BodySchemas } from './body-schema.ts';
import { compareWithExample } from './compare.ts';
import type { CheckLocation } from './location.ts';
import type { FoundDifference } from './report.ts';
import type { Answer } from './send.ts';
import { quoted, said, shown } from './words.ts';

/** What the spec promises as the response to one request. */
export type Expected = ExpectedExample | ExpectedRefusal;

export interface ExpectedExample {
  /** `200`, `4XX` or `default`. */
  status: string;
  /** `null`: a response without content. */
  example: ExampleResponse | null;
  /** Texts that must come back as they are. */
  fixed: Set<string>;
}

/** The request has to be refused. */
export interface ExpectedRefusal {
  /** Statuses that refuse it. */
  refusal: number[];
  /** Why it has to be, such as "credentials are required and none were sent". */
  because: Message;
}

/** What the responses of a service are held against. */
export interface Promises {
  schemas: BodySchemas;
  checkLocation: CheckLocation;
}

export interface Verdict {
  differences: FoundDifference[];
  /** What does not count against the server. */
  notes: Message[];
}

/** Holds an answer against what the spec promises: status, content type, headers, schema, and the example's content. */
export function judge(
  answer: Answer,
  operation: Operation,
  expected: Expected,
  { schemas, checkLocation }: Promises,
): Verdict {
  const verdict: Verdict = { differences: [], notes: [] };
  const declared = responseFor(operation, answer.status);
  const example = 'refusal' in expected ? null : expected.example;
  const message = statusDifference(answer, declared, expected, operation);
  if (message !== null) verdict.differences.push({ at: 'status', message });
  if (declared === undefined) {
    if (message === null) verdict.notes.push(said('note.status-undeclared', { status: String(answer.status) }));
    return verdict;
  }
  judgeHeaders(answer, declared, schemas, verdict);
  judgeLocation(answer, declared, checkLocation, verdict);
  if (declared.contents.length === 0) {
    if (answer.body.length > 0) verdict.notes.push(said('note.body-undeclared'));
    return verdict;
  }
  if (operation.method === 'head') return verdict;
  const content = declared.contents.find(({ contentType }) => isMediaType(answer.contentType, contentType));
  if (content === undefined) {
    verdict.differences.push({
      at: 'content type',
      message: said(answer.contentType === '' ? 'content-type.missing' : 'content-type.other', {
        actual: answer.contentType,
        declared: declared.contents.map(({ contentType }) => contentType),
      }),
    });
    return verdict;
  }
  if (!/[/+]json$/.test(answer.contentType)) return verdict;
  const body = parse(answer.body);
  if (body === undefined) {
    verdict.differences.push({ at: '/', message: whyNoJson(answer.body) });
    return verdict;
  }
  const bySchema = content.schema === null ? [] : schemas.differences(content.schema, body);
  if (bySchema === null) verdict.notes.push(said('note.schema-unusable'));
  else verdict.differences.push(...bySchema);
  // Another status has another example; what differs in the body follows from that.
  if (message !== null || example === null || 'refusal' in expected) return verdict;
  if (isMediaType(answer.contentType, example.contentType)) {
    const compared = compareWithExample(example.body, body, content.schema, {
      schemas,
      fixed: expected.fixed,
    });
    // What the schema says already is not said twice.
    const known = new Set(verdict.differences.map(({ at }) => at));
    compared.push(...problemDifferences(answer, example.body, body));
    verdict.differences.push(...compared.filter(({ at }) => !known.has(at)));
  }
  return verdict;
}

/** How the status is not the one that is promised; `null`: it is. */
function statusDifference(
  answer: Answer,
  declared: Response | undefined,
  expected: Expected,
  operation: Operation,
): Message | null {
  const { status } = answer;
  if ('refusal' in expected) {
    if (expected.refusal.includes(status)) return null;
    const { refusal, because } = expected;
    return said('status.not-refused', { status: String(status), wanted: refusal.map(String), because });
  }
  if (isStatus(status, expected, operation)) return null;
  const values = { status: String(status), wanted: wantedStatus(expected), says: whatItSays(answer) };
  return said(declared === undefined ? 'status.undeclared' : 'status.other', values);
}

/** The declared response that an answer of this status is. */
export function responseFor({ responses }: Operation, status: number): Response | undefined {
  const range = `${Math.floor(status / 100)}XX`;
  return (
    responses.find((response) => response.status === String(status)) ??
    responses.find((response) => response.status.toUpperCase() === range) ??
    responses.find((response) => response.status === 'default')
  );
}

function isStatus(status: number, expected: ExpectedExample, operation: Operation): boolean {
  const wanted = wantedStatus(expected);
  if (/^\d{3}$/.test(wanted)) return String(status) === wanted;
  return responseFor(operation, status)?.status === expected.status;
}

/** A problem says itself which status it comes with, where the spec declares a range. */
function wantedStatus({ status, example }: ExpectedExample): string {
  if (/^\d{3}$/.test(status) || example === null || !isProblem(example.contentType)) return status;
  return isObject(example.body) && typeof example.body.status === 'number' ? String(example.body.status) : status;
}

function judgeHeaders({ headers }: Answer, declared: Response, schemas: BodySchemas, verdict: Verdict): void {
  const absent: string[] = [];
  for (const { name, required, schema } of declared.headers) {
    if (name.toLowerCase() === 'content-type') continue;
    const value = headers.get(name);
    if (value !== null) {
      const bySchema = schemas.differences(schema, headerValue(value, schemas.parts(schema)));
      for (const { message } of bySchema ?? []) verdict.differences.push({ at: `header ${name}`, message });
    } else if (required) verdict.differences.push({ at: `header ${name}`, message: said('header.missing') });
    else absent.push(name);
  }
  if (absent.length > 0) verdict.notes.push(said('note.headers-absent', { names: absent.join(', ') }));
}

/** Of a new resource; a redirect may lead anywhere. */
function judgeLocation(
  { status, address, headers, body }: Answer,
  declared: Response,
  checkLocation: CheckLocation,
  { differences, notes }: Verdict,
): void {
  const header = declared.headers.find(({ name }) => name.toLowerCase() === 'location');
  if (header === undefined) return;
  const at = `header ${header.name}`;
  const location = headers.get('location');
  if (location === null || status >= 300 || differences.some((difference) => difference.at === at)) return;
  const { difference, note } = checkLocation(location, address, parse(body));
  if (difference !== null) differences.push({ at, message: difference });
  if (note !== null) notes.push(note);
}

/** A header is text; where the schema wants a number or yes or no, it is read as such. */
function headerValue(value: string, parts: { type?: string | string[] }[]): JsonValue {
  const types = parts.flatMap(({ type }) => type ?? []);
  if (types.includes('string')) return value;
  if ((types.includes('integer') || types.includes('number')) && /^-?\d+(\.\d+)?$/.test(value))
    return ExactNumber.read(value);
  if (types.includes('boolean') && /^(true|false)$/.test(value)) return value === 'true';
  return types.includes('array') ? value.split(',').map((item) => item.trim()) : value;
}

/** Problems are compared by their type: a server may name it by an absolute address, and word it in its own way. */
function problemDifferences({ status, contentType }: Answer, example: JsonValue, actual: JsonValue): FoundDifference[] {
  if (!isProblem(contentType) || !isObject(example) || !isObject(actual)) return [];
  const differences: FoundDifference[] = [];
  if (slugOf(actual.type) !== slugOf(example.type)) {
    differences.push({
      at: '/type',
      message: said('example.other', { actual: shown(actual.type ?? null), example: shown(example.type ?? null) }),
    });
  }
  if (typeof actual.status === 'number' && actual.status !== status) {
    const values = { actual: String(actual.status), status: String(status) };
    differences.push({ at: '/status', message: said('status.in-body', values) });
  }
  return differences;
}

function slugOf(type: unknown): string | undefined {
  return typeof type === 'string' ? type.replace(/\/+$/, '').split('/').at(-1) : undefined;
}

function isProblem(contentType: string): boolean {
  return contentType.startsWith('application/problem+json');
}

/** Whether a sent media type is one that the spec declares, ranges such as `text/*` included. */
function isMediaType(sent: string, declared: string): boolean {
  const wanted = declared.split(';')[0]?.trim().toLowerCase() ?? '';
  return wanted === '*/*' || wanted === sent || (wanted.endsWith('/*') && sent.startsWith(wanted.slice(0, -1)));
}

/** JSON between systems is UTF-8 without a byte order mark (RFC 8259). */
function parse(body: Buffer): JsonValue | undefined {
  try {
    return parseJson(UTF_8.decode(body)) as JsonValue;
  } catch {
    return undefined;
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

function whyNoJson(body: Buffer): Message {
  if (body.length === 0) return said('json.empty');
  if (body.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) {
    return said('json.byte-order-mark');
  }
  return said(isUtf8(body) ? 'json.invalid' : 'json.not-utf-8');
}

/** What an unexpected answer says of itself: where it leads, the detail of a problem, the text of a page. */
function whatItSays({ contentType, headers, body }: Answer): Message | string {
  const location = headers.get('location');
  if (location !== null) return said('status.leads-to', { location: shown(location) });
  const problem = isProblem(contentType) ? parse(body) : undefined;
  if (isObject(problem)) return typeof problem.detail === 'string' ? ` (${quoted(problem.detail)})` : '';
  if (!contentType.startsWith('text/')) return '';
  const text = body
    .subarray(0, 2000)
    .toString('utf8')
    .replaceAll(/<(script|style)\b.*?<\/\1>|<[^>]*>/gis, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text === '' ? '' : ` (${quoted(text)})`;
}
