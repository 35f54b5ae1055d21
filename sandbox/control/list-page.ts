import { invalidRequest, type ProblemError } from '@dpi/specs/problem';
import type { Message } from '@dpi/specs/texts';
import { integerText, matching, optional, readQuery } from './input.ts';

/** What a caller asks of a list. */
export interface ListQuery {
  /** As the list itself understands it; `null` for the first page. */
  cursor: string | null;
  limit: number;
}

/** A page of a list as it is answered. */
export interface Page<T> {
  items: T[];
  page: { nextCursor: string | null; hasMore: boolean };
}

const WRONG_CURSOR: Message = { id: 'requests.violation.cursor' };

/** Reads `cursor` and `limit` of a list. */
export function listQuery(query: unknown): ListQuery {
  const { cursor, limit } = readQuery(query, {
    cursor: optional(matching(/^[A-Za-z0-9_-]{1,200}$/, WRONG_CURSOR), null),
    limit: optional(integerText({ min: 1, max: 100 }), 20),
  });
  if (cursor === null) return { cursor, limit };
  const decoded = Buffer.from(cursor, 'base64url').toString();
  if (Buffer.from(decoded).toString('base64url') !== cursor) {
    throw invalidRequest([{ in: 'query', path: 'cursor', message: WRONG_CURSOR }]);
  }
  return { cursor: decoded, limit };
}

/** @param next where the page after this one begins; `null` where there is none */
export function listPage<T>(items: T[], next: string | null): Page<T> {
  const nextCursor = next === null ? null : Buffer.from(next).toString('base64url');
  return { items, page: { nextCursor, hasMore: nextCursor !== null } };
}

/** A page of a whole list that is at hand, after the item whose id is the cursor. */
export function pageOf<T extends { id: string }>(all: T[], { cursor, limit }: ListQuery): Page<T> {
  const start = cursor === null ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
  if (cursor !== null && start === 0) throw unknownCursor();
  const items = all.slice(start, start + limit);
  return listPage(items, start + limit < all.length ? (items.at(-1)?.id ?? null) : null);
}

/** The item after which a page is to begin is gone, or never was. */
export function unknownCursor(): ProblemError {
  return invalidRequest([{ in: 'query', path: 'cursor', message: { id: 'requests.violation.cursor-gone' } }]);
}

/** The position that a cursor of a list by position stands for; `null` for the first page. */
export function positionIn(cursor: string | null): number | null {
  if (cursor === null) return null;
  if (!/^\d{1,15}$/.test(cursor)) {
    throw invalidRequest([{ in: 'query', path: 'cursor', message: { id: 'requests.violation.cursor' } }]);
  }
  return Number(cursor);
}
