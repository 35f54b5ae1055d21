import { isObject } from '@dpi/specs/json-value';
import type { Operation, OperationExample, Schema, Service } from '@dpi/specs/model';
import type { Violation } from '@dpi/specs/problem';
import { resolveSchema } from '@dpi/specs/schema-reference';
import { readObject } from '../request/json-object.ts';
import { violationText } from '../request/messages.ts';
import type { Values } from '../request/request.ts';
import type { Rendered } from './render.ts';

/** Where a caller may ask for a page. */
export interface PageRequest {
  query: Values;
  body: unknown;
}

/** The page of a list that a caller asks for, or what is wrong with the cursor. */
export type CutPage = (answer: Rendered, request: PageRequest, example: string | null) => Rendered | Violation;

/** Standard of the member that says where in a list a page stands. */
const PAGE_INFO = 'page-info';
const IN_QUERY = { in: 'query', path: 'cursor' } as const;
const CURSOR = /^after:(\d{1,9})$/;

/**
 * Cuts the lists that examples hold whole into pages of the length that a caller asks for, so that a loop over pages can be
 * tried. `null` where no answer of the operation is a list with the standard's `page`. Whoever names neither `limit` nor
 * `cursor` gets the example as it is, and so does who gets an example that is itself one page of several.
 */
export function pager({ responses, examples }: Operation, schemas: Service['schemas']): CutPage | null {
  const contents = responses.flatMap((response) => response.contents);
  const list = contents.map(({ schema }) => listIn(schema ?? {}, schemas)).find((name) => name !== null);
  if (list === undefined || list === null) return null;
  const pages = new Set(examples.filter(isOnePage).map(({ name }) => name));

  return (answer, request, example) => {
    const limit = asked(request, 'limit');
    const cursor = asked(request, 'cursor');
    if ((limit === null && cursor === null) || answer.status >= 300 || answer.body === null) return answer;
    if (example === null ? pages.size > 0 : pages.has(example)) return answer;
    const body = readObject(answer.body);
    const items = body[list];
    if (!Array.isArray(items)) return answer;
    const from = cursor === null ? 0 : placeOf(cursor);
    if (from === null || (cursor !== null && from >= items.length)) return strayCursor(request);
    const to = limit === null ? items.length : from + Number(limit);
    const isLast = to >= items.length;
    const page = isLast
      ? body.page
      : { ...(isObject(body.page) ? body.page : {}), hasMore: true, nextCursor: cursorAt(to) };
    return { ...answer, body: Buffer.from(JSON.stringify({ ...body, [list]: items.slice(from, to), page })) };
  };
}

function isOnePage({ request, response }: OperationExample): boolean {
  const isAskedFor = request?.parameters.some(({ name }) => name === 'cursor') || hasCursor(request?.body);
  const goesOn = isObject(response?.body) && isObject(response.body.page) && response.body.page.hasMore === true;
  return isAskedFor || goesOn;
}

function hasCursor(body: unknown): boolean {
  return isObject(body) && typeof body.cursor === 'string';
}

/** Name of the property that holds the items, where a schema is a page of a list. */
function listIn(schema: Schema, schemas: Service['schemas']): string | null {
  const { properties = {} } = resolveSchema(schema, schemas);
  const members = Object.entries(properties).map(([name, member]) => [name, resolveSchema(member, schemas)] as const);
  if (!members.some(([name, member]) => name === 'page' && member['x-standard'] === PAGE_INFO)) return null;
  const lists = members.filter(([, { type }]) => type === 'array');
  return lists.length === 1 ? (lists[0]?.[0] ?? null) : null;
}

/** What was sent in the query, or in the body of a list whose filters are personal. */
function asked({ query, body }: PageRequest, name: 'limit' | 'cursor'): string | null {
  const value = query[name] ?? (isObject(body) ? body[name] : undefined);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function cursorAt(place: number): string {
  return Buffer.from(`after:${place}`).toString('base64url');
}

function placeOf(cursor: string): number | null {
  const place = CURSOR.exec(Buffer.from(cursor, 'base64url').toString());
  return place === null ? null : Number(place[1]);
}

/** What is wrong with a cursor that leads to no page. */
export function strayCursor({ query }: PageRequest): Violation {
  const place = query.cursor === undefined ? ({ in: 'body', path: '/cursor' } as const) : IN_QUERY;
  return { ...place, message: violationText('cursor') };
}
