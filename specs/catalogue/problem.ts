import { shorten } from '../base/shorten.ts';
import type { ProblemType } from './model.ts';

/** An RFC 9457 problem document. Members beyond the standard ones carry what a caller needs to act. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  [member: string]: unknown;
}

/** Makes problem documents of the catalogue's types. Throws where no such type exists: that is a mistake in our code. */
export type MakeProblem = (id: string, detail: string, members?: Record<string, unknown>) => Problem;

/** Letters of a `detail`: it is for reading, and may hold what the caller sent. */
const MAX_DETAIL = 1000;

/** Media type of every error answer. */
export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/**
 * @param types the catalogue's problem types
 * @param publicUrl where the portal's pages are, without a slash at the end; type URLs begin with it
 */
export function problemMaker(types: ProblemType[], publicUrl: string): MakeProblem {
  const byId = new Map(types.map((type) => [type.id, type]));
  return (id, detail, members = {}) => {
    const type = byId.get(id);
    if (type === undefined) throw new Error(`No problem type "${id}" in the catalogue`);
    return {
      type: `${publicUrl}/problems/${id}/`,
      title: type.title,
      status: type.status,
      detail: shorten(detail, MAX_DETAIL),
      ...members,
    };
  };
}
