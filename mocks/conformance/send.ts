import type { WireRequest } from '../engine/example-request.ts';
import { NoAnswer, whyNoAnswer } from './no-answer.ts';

/** What a server answered. */
export interface Answer {
  /** What the request was sent to. */
  address: string;
  status: number;
  /** Media type in lower case, without parameters; empty where none was sent. */
  contentType: string;
  headers: Headers;
  body: Buffer;
}

export interface SendOptions {
  /** Address of the service, without a slash at its end. */
  server: string;
  /** Sent with every request; an example's own header of the same name is replaced. */
  headers: Record<string, string>;
  timeoutMs: number;
}

const MAX_ANSWER_BYTES = 5 * 1024 * 1024;

/** Sends one request and reads the answer. A redirect is an answer like any other: it is not followed. */
export async function send(request: WireRequest, accept: string, options: SendOptions): Promise<Answer> {
  const { method, path, query, headers, body } = request;
  const url = `${options.server}${path}${query === '' ? '' : `?${query}`}`;
  try {
    const answer = await fetch(url, {
      method,
      headers: { accept, 'user-agent': 'dpi-conformance', ...headers, ...options.headers },
      body: body && new Uint8Array(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    return {
      address: url,
      status: answer.status,
      contentType: (answer.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
      headers: answer.headers,
      body: await readBody(answer),
    };
  } catch (error) {
    throw whyNoAnswer(error, options.timeoutMs);
  }
}

async function readBody(answer: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;
    // Leaving the loop ends the connection.
    if (size > MAX_ANSWER_BYTES) throw new NoAnswer('too-large', { megabytes: MAX_ANSWER_BYTES / 1024 / 1024 });
  }
  return Buffer.concat(chunks);
}
