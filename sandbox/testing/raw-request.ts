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
      const answer = parse(Buffer.concat(chunks), closed);
      if (answer === null) return;
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

/** The last answer in the bytes that is not interim; `null` while it is not whole. */
function parse(bytes: Buffer, closed: boolean): RawAnswer | null {
  const text = bytes.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const status = Number(statusLine.split(' ')[1]);
  if (status === 100) return parse(bytes.subarray(end + 4), closed);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const at = line.indexOf(':');
    headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
  }
  const body = bytes.subarray(end + 4);
  const length = Number(headers['content-length'] ?? 0);
  if (body.length < length && !closed) return null;
  return { status, headers, body: body.subarray(0, length).toString('utf8'), closed };
}
