import type { Response } from '../model.ts';

/** Registered ones of HTTP that a caller may meet. */
const COMMON = [
  200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413,
  415, 422, 423, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504,
];

/**
 * The statuses that a response of a spec stands for: one, or all that begin with a digit; those of `default` are none that the
 * others name.
 * @param all responses of the operation
 */
export function statusesOf(status: string, all: Response[]): number[] {
  if (/^\d{3}$/.test(status)) return [Number(status)];
  const named = new Set(all.map((response) => response.status));
  const first = /^\d/.exec(status)?.[0];
  const range = COMMON.filter((code) => first === undefined || String(code).startsWith(first));
  return range.filter(
    (code) => !named.has(String(code)) && (first !== undefined || !named.has(`${String(code)[0]}XX`)),
  );
}
