/** A request that cannot be answered as the spec says; becomes a problem answer. */
export class Refusal extends Error {
  readonly problem: string;
  readonly members: Record<string, unknown>;
  readonly headers: Record<string, string>;

  /**
   * @param problem id of one of the platform's problem types
   * @param detail what happened and what to do, for the person who sent the request
   */
  constructor(
    problem: string,
    detail: string,
    members: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(detail);
    this.problem = problem;
    this.members = members;
    this.headers = headers;
  }
}

export function malformed(detail: string): Refusal {
  return new Refusal('request-malformed', detail);
}
