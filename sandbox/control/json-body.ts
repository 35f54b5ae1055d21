import type { IncomingHttpHeaders } from 'node:http';
import { positionAt } from '@dpi/specs/text-position';
import express, { type RequestHandler } from 'express';
import { Refusal } from './refusal.ts';

/** Largest body, in bytes. Nothing this API takes comes near it. */
const MAX_BODY = 65_536;

const parse = express.json({ limit: MAX_BODY, strict: false, inflate: false, type: () => true });

/** Reads a JSON body into `request.body`; leaves it undefined where there is none. */
export const jsonBody: RequestHandler = (request, response, next) => {
  if (!hasBody(request.headers)) return next();
  const contentType = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    const sent = contentType === '' ? 'without a Content-Type' : `as "${contentType}"`;
    return next(unsupported(`The body is sent ${sent}. Send JSON, with "Content-Type: application/json".`));
  }
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  if (charset.toLowerCase() !== 'utf-8') return next(unsupported(`The body is in ${charset}. Send it in UTF-8.`));
  // The parser would wait for the whole body, and this caller waits for leave to send it.
  const { expect, 'content-length': length } = request.headers;
  if (expect !== undefined && Number(length) > MAX_BODY) return next(tooLarge());
  parse(request, response, (error?: unknown) => next(error === undefined ? undefined : refusalOfParser(error)));
};

function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

function refusalOfParser(error: unknown): unknown {
  const { type, body } = error as { type?: string; body?: string };
  switch (type) {
    case 'entity.parse.failed':
      return new Refusal('request-malformed', `The body is not correct JSON.${whereParsingStopped(error, body)}`);
    case 'entity.too.large':
      return tooLarge();
    case 'encoding.unsupported':
      return unsupported('The body is compressed. Send it as it is, without Content-Encoding.');
    case 'request.aborted':
    case 'request.size.invalid':
      return new Refusal('request-malformed', 'The body ended before the length that Content-Length names.');
    default:
      return error;
  }
}

/** V8 mostly says where it stopped, but repeats the body, which may hold secrets. */
function whereParsingStopped(error: unknown, body = ''): string {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) {
    return /end of JSON/.test(message) ? ' It ends too early.' : ' Write names and texts in double quotes.';
  }
  const { line, column } = positionAt(body, Number(position));
  return ` Reading stopped at line ${line}, column ${column}.`;
}

function tooLarge(): Refusal {
  return new Refusal('body-too-large', `The body may have ${MAX_BODY} bytes at most.`, {
    headers: { Connection: 'close' },
  });
}

function unsupported(detail: string): Refusal {
  return new Refusal('media-type-unsupported', detail, { headers: { Accept: 'application/json' } });
}
