import { connect } from 'node:net';

export interface RawAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
  /** Whether the server closed the connection. */
  closed: boolean;
}

/**
 * Writes bytes on a connection of their own and reads one answer. Sends what no HTTP library would.
 * @param parts written one after another, with a moment in between
 */
export function rawRequest(port: number, ...parts: (string | Buffer)[]): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    let closed = false;
    let settled = false;
    const settle = () => {
      if (settled) return;
      const answer = readAnswer(Buffer.concat(chunks), closed)?.answer;
      if (answer === undefined) return;
      settled = true;
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`No whole answer within 5 s: ${Buffer.concat(chunks)}`));
    }, 5000);
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      // A moment for the server to close, if it means to.
      setTimeout(settle, 30);
    });
    socket.on('end', () => {
      closed = true;
      settle();
    });
    socket.on('close', () => {
      closed = true;
      settle();
      if (!settled) {
        settled = true;
        clearTimeout(timer);
        reject(new Error(`Connection closed without an answer: ${Buffer.concat(chunks)}`));
      }
    });
    // A server that refuses may reset what is still being sent; what it answered counts.
    socket.on('error', () => {});
    const write = (index: number) => {
      const part = parts[index];
      if (part === undefined || socket.destroyed) return;
      socket.write(part, () => setTimeout(write, 20, index + 1));
    };
    socket.on('connect', () => write(0));
  });
}

/** Milliseconds without an answer, and after the last part of one, until a raw exchange says that no more comes. */
const SILENCE = 1000;
const LAST_PART = 50;

/**
 * Writes bytes, and reads every answer until the server closes the connection.
 * @param timeout milliseconds after which the connection counts as not closed
 */
export function rawExchange(
  port: number,
  bytes: Buffer,
  timeout = 5000,
): Promise<{ answers: RawAnswer[]; received: string; closed: boolean }> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    let closed = true;
    const patience = setTimeout(() => {
      closed = false;
      socket.destroy();
    }, timeout);
    // A server may drop what it has not answered when the caller says that no more comes: so that is not said at once.
    const end = () => void socket.end();
    let quiet = setTimeout(end, SILENCE);
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      clearTimeout(quiet);
      quiet = setTimeout(end, LAST_PART);
    });
    // A server that refuses may reset what is still being sent; what it answered counts.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(patience);
      clearTimeout(quiet);
      const received = Buffer.concat(chunks);
      resolve({ answers: readAnswers(received), received: received.toString('latin1'), closed });
    });
  });
}

/** The answers in what a server sent before it closed the connection. */
function readAnswers(bytes: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const read = readAnswer(rest, true);
    if (read === null) break;
    answers.push(read.answer);
    rest = read.rest;
  }
  return answers;
}

/** The first answer in the bytes that is not interim, and what follows it; `null` while it is not whole. */
function readAnswer(bytes: Buffer, closed: boolean): { answer: RawAnswer; rest: Buffer } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const status = Number(statusLine.split(' ')[1]);
  const after = bytes.subarray(end + 4);
  if (status === 100) return readAnswer(after, closed);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const at = line.indexOf(':');
    headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
  }
  // An answer to HEAD has a length and no body.
  const isBare = after.subarray(0, 7).toString('latin1') === 'HTTP/1.';
  const length = isBare ? 0 : bodyLength(headers, after);
  if (after.length < length && !closed) return null;
  const body = after.toString('utf8', 0, length);
  return { answer: { status, headers, body, closed }, rest: after.subarray(length) };
}

/** Bytes of the body, chunk headers included. */
function bodyLength(headers: Record<string, string>, after: Buffer): number {
  if (headers['transfer-encoding'] !== 'chunked') return Number(headers['content-length'] ?? 0);
  const end = after.indexOf('0\r\n\r\n');
  return end === -1 ? after.length : end + 5;
}
