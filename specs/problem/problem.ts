import type { Message } from '../texts/message.ts';

/**
 * Why a request is not served, in no language yet: it is written where it is sent. Becomes a problem details object (RFC 9457).
 */
export interface Problem {
  /** Id of a problem type. */
  id: string;
  /** What happened and what to do, for the person who sent the request. */
  detail: Message;
  /** Overrides the status of the type. */
  status?: number | undefined;
  /** Places in the request that are wrong. */
  errors?: readonly Violation[] | undefined;
  /** More members of the document. */
  members?: Readonly<Record<string, unknown>> | undefined;
  /** Headers of the answer, by name. */
  headers?: Readonly<Record<string, string>> | undefined;
}

/** One thing in a request that does not fit the spec. */
export interface Violation {
  in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** JSON Pointer into the body, or the name of the parameter. */
  path: string;
  /** What is wrong and what to send instead. Never quotes what was sent. */
  message: Message;
}

/** A problem that is thrown, from whatever layer, to whoever answers the request. */
export class ProblemError extends Error implements Problem {
  readonly id: string;
  readonly detail: Message;
  readonly status: number | undefined;
  readonly errors: readonly Violation[] | undefined;
  readonly members: Problem['members'];
  readonly headers: Problem['headers'];

  /** @param id of a problem type */
  constructor(id: string, detail: Message, { status, errors, members, headers }: Omit<Problem, 'id' | 'detail'> = {}) {
    super(`${id}: ${detail.id}`);
    this.id = id;
    this.detail = detail;
    this.status = status;
    this.errors = errors;
    this.members = members;
    this.headers = headers;
  }
}
