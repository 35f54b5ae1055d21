import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type MakeProblem, PROBLEM_CONTENT_TYPE, type Problem } from '@dpi/specs';
import type { Exchange, Refusal } from './exchange.ts';

/** How long a caller who is refused while sending has for reading the answer, in milliseconds. */
const LINGER = 2000;

/** Answers with a problem. Where an answer is under way already, breaks it off: half an answer must not look whole. */
export function sendProblem({ req, res, id }: Exchange, problem: Problem, headers: string[] = []): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const body = JSON.stringify(problem);
  res.writeHead(problem.status, [...problemHeaders(id, body), ...headers]);
  res.end(req.method === 'HEAD' ? undefined : body);
}

/**
 * Answers with a problem while the caller may still be sending, and closes the connection. What is sent is read and
 * thrown away for a moment: a connection closed with unread bytes is reset, and the caller would not see the answer.
 */
export function sendProblemAndClose({ req, res, id }: Exchange, problem: Problem, headers: string[] = []): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const body = JSON.stringify(problem);
  res.writeHead(problem.status, [...problemHeaders(id, body), 'Connection', 'close', ...headers]);
  res.write(body);
  const end = () => res.end();
  const timer = setTimeout(end, LINGER);
  res.once('close', () => clearTimeout(timer));
  req.once('end', end);
  req.resume();
}

/** Writes a problem on a connection whose request could not be read, and closes it. */
export function writeProblem(socket: Duplex, problem: Problem, id: string, headers: string[] = []): void {
  const body = JSON.stringify(problem);
  const fields = [...problemHeaders(id, body), 'Connection', 'close', ...headers];
  let head = `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n`;
  for (let at = 0; at < fields.length; at += 2) head += `${fields[at]}: ${fields[at + 1]}\r\n`;
  socket.end(`${head}\r\n${body}`);
  const timer = setTimeout(() => socket.destroy(), LINGER);
  socket.once('close', () => clearTimeout(timer));
}

/** The problem document of a refusal; it names the request, so that a copied answer can be found in the log. */
export function problemOf(makeProblem: MakeProblem, { problem, detail, members }: Refusal, id: string): Problem {
  return makeProblem(problem, detail, { ...members, requestId: id });
}

function problemHeaders(id: string, body: string): string[] {
  return [
    'X-Request-Id',
    id,
    'Content-Type',
    PROBLEM_CONTENT_TYPE,
    'Content-Length',
    String(Buffer.byteLength(body)),
    'Cache-Control',
    'no-store',
    'X-Content-Type-Options',
    'nosniff',
  ];
}
