import type { ProblemDocument } from '@dpi/specs/problem';
import type { Echo } from './echo-mocks.fixture.ts';

export interface Called {
  status: number;
  headers: Headers;
  /** What the mock was asked, where the echo mocks answered. */
  echo: Echo;
  problem: ProblemDocument;
}

/** One call over HTTP, with its JSON answer read. */
export async function call(url: string, init: RequestInit = {}): Promise<Called> {
  const response = await fetch(url, init);
  const text = await response.text();
  const body = /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : null;
  return { status: response.status, headers: response.headers, echo: body as Echo, problem: body as ProblemDocument };
}
