import { shorten } from '../base/shorten.ts';
import type { ProblemType } from '../catalogue/model.ts';
import type { Texts } from '../texts/texts.ts';
import type { Problem } from './problem.ts';

/** An RFC 9457 problem document. Members beyond the standard ones carry what a caller needs to act. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  [member: string]: unknown;
}

/**
 * Writes a problem in a language. A type that is no longer known, such as that of an old log, is named by its id.
 * @param members more members, at the end of the document
 */
export type WriteProblem = (
  problem: Problem,
  locale: string,
  members?: Readonly<Record<string, unknown>>,
) => ProblemDocument;

/** Letters of a `detail`, and of the message of a violation: they are for reading, and may hold what the caller sent. */
const MAX_DETAIL = 1000;
const MAX_MESSAGE = 500;

/** Media type of every error answer. */
export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/**
 * @param types the catalogue's problem types
 * @param texts the platform's
 * @param publicUrl where the portal's pages are, without a slash at the end; type URLs begin with it
 */
export function problemWriter(types: ProblemType[], texts: Texts, publicUrl: string): WriteProblem {
  const byId = new Map(types.map((type) => [type.id, type]));
  return ({ id, detail, status, errors, members }, locale, others = {}) => {
    const type = byId.get(id);
    const written = errors?.map(({ in: place, path, message }) => ({
      in: place,
      path,
      message: shorten(texts.format(message, locale), MAX_MESSAGE),
    }));
    return {
      type: `${publicUrl}/problems/${id}/`,
      title: type?.titles[locale] ?? type?.title ?? id,
      status: status ?? type?.status ?? 500,
      detail: shorten(texts.format(detail, locale), MAX_DETAIL),
      ...(written === undefined ? {} : { errors: written }),
      ...members,
      ...others,
    };
  };
}
