import type { IncomingHttpHeaders } from 'node:http';
import { ProblemError } from '@dpi/specs/problem';
import { positionAt } from '@dpi/specs/text-position';
import type { Message } from '@dpi/specs/texts';
import express, { type RequestHandler } from 'express';
import { SMALL_BODY } from '../server/read-body.ts';

const parse = express.json({ limit: SMALL_BODY, strict: false, inflate: false, type: () => true });

/** Reads a JSON body into `request.body`; leaves it undefined where there is none. */
export const jsonBody: RequestHandler = (request, response, next) => {
  if (!hasBody(request.headers)) return next();
  const contentType = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    return next(
      unsupported(
        contentType === ''
          ? { id: 'control.body.no-type' }
          : { id: 'control.body.wrong-type', values: { contentType } },
      ),
    );
  }
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  if (charset.toLowerCase() !== 'utf-8') return next(unsupported({ id: 'control.body.charset', values: { charset } }));
  parse(request, response, (error?: unknown) => next(error === undefined ? undefined : problemOfParser(error)));
};

function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

function problemOfParser(error: unknown): unknown {
  const { type, body } = error as { type?: string; body?: string };
  switch (type) {
    case 'entity.parse.failed':
      return new ProblemError('request-malformed', whereParsingStopped(error, body));
    case 'entity.too.large':
      return tooLarge();
    case 'encoding.unsupported':
      return unsupported({ id: 'control.body.compressed' });
    case 'request.aborted':
    case 'request.size.invalid':
      return new ProblemError('request-malformed', { id: 'control.body.cut-off' });
    default:
      return error;
  }
}

/** V8 mostly says where it stopped, but repeats the body, which may hold secrets. */
function whereParsingStopped(error: unknown, body = ''): Message {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) {
    return { id: /end of JSON/.test(message) ? 'control.body.ends-early' : 'control.body.not-json' };
  }
  const { line, column } = positionAt(body, Number(position));
  return { id: 'control.body.stopped', values: { line, column } };
}

function tooLarge(): ProblemError {
  const detail = { id: 'control.body.too-large', values: { limit: SMALL_BODY } };
  return new ProblemError('body-too-large', detail, { headers: { Connection: 'close' } });
}

function unsupported(detail: Message): ProblemError {
  return new ProblemError('media-type-unsupported', detail, { headers: { Accept: 'application/json' } });
}
