import { patientFetch } from './patient-fetch.ts';

/** Key of your team; `DEMO_KEY` is for a first look. */
export const apiKey = process.env.DPI_KEY ?? 'DEMO_KEY';
/** Token of your team for the control API: the clock of your world, webhooks. Both came when you joined. */
const token = process.env.DPI_TOKEN ?? '';
/** Where the platform is, if it is not where this app was downloaded. */
export const platformUrl = process.env.DPI_URL ?? 'http://localhost:4000';

export const hasToken = token !== '';

/** Options for the client of a service. Errors come in the language of the page. */
export function options(locale: string) {
  return { apiKey, fetch: fetchFromPlatform, headers: { 'Accept-Language': locale } };
}

/** Options for the client of the control API. */
export function controlOptions(locale: string) {
  return { token, fetch: fetchFromPlatform, headers: { 'Accept-Language': locale } };
}

export const fetchFromPlatform: typeof fetch = (input, init) => {
  const { pathname, search } = new URL(String(input));
  return patientFetch(new URL(pathname + search, platformUrl), init);
};

/** An error response, as RFC 9457 has it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  requestId?: string;
}

/** A response that is not the one that was hoped for. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/**
 * The data of a response with this status.
 * @throws ProblemError for any other status
 */
export function dataOf<R extends { status: number; data: unknown }, S extends R['status']>(
  result: R,
  status: S,
): Extract<R, { status: S }>['data'] {
  if (result.status === status) return result.data as Extract<R, { status: S }>['data'];
  throw new ProblemError(problemOf(result.status, result.data));
}

/** Between a program and a service stand others, which may answer in another form. */
function problemOf(status: number, data: unknown): Problem {
  const isProblem = typeof data === 'object' && data !== null && 'title' in data;
  return isProblem ? (data as Problem) : { type: 'about:blank', title: `HTTP ${status}`, status, detail: String(data) };
}
