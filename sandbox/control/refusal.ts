import { RegistryRefusal, RegistryWriteError } from '../registry/index.ts';

/** A place in the request that is wrong. */
export interface InputFault {
  in: 'body' | 'query' | 'path';
  /** A JSON pointer into the body, or the name of a parameter. */
  path: string;
  message: string;
}

/** A request that is answered with a problem. `problem` is the id of its type. */
export class Refusal extends Error {
  readonly problem: string;
  readonly headers: Record<string, string>;
  readonly members: Record<string, unknown>;

  constructor(
    problem: string,
    detail: string,
    { headers = {}, members = {} }: { headers?: Record<string, string>; members?: Record<string, unknown> } = {},
  ) {
    super(detail);
    this.problem = problem;
    this.headers = headers;
    this.members = members;
  }
}

/** A refusal that names every wrong place. */
export function invalid(faults: InputFault[]): Refusal {
  const [first, ...others] = faults;
  const detail = first === undefined ? 'The request is wrong.' : `${placeOf(first)} ${first.message}.`;
  const more = others.length === 0 ? '' : ` ${others.length} more to correct: see "errors".`;
  return new Refusal('request-invalid', detail + more, { members: { errors: faults } });
}

function placeOf({ in: part, path }: InputFault): string {
  if (part !== 'body') return `The ${part} parameter ${path}`;
  return path === '' ? 'The body' : `${path} in the body`;
}

/** Turns whatever a handler or Express threw into a refusal; `null` where it is a failure of ours. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (error instanceof RegistryRefusal) return new Refusal(error.id, error.message);
  if (error instanceof RegistryWriteError) {
    return new Refusal(
      'storage-unavailable',
      'The change could not be saved, and nothing has changed. Try again in some seconds.',
      { headers: { 'Retry-After': '5' } },
    );
  }
  // Express throws this for a path parameter that is not correctly percent-encoded.
  if (error instanceof URIError) {
    return new Refusal('request-malformed', 'The path has a % that is not followed by two hexadecimal digits.');
  }
  return null;
}
