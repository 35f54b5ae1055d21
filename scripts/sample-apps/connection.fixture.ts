import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The connection between an app and the platform. */
export interface Connection {
  url: string;
  /** Whether each call is sent twice. The app gets the second response; where a call may not be repeated, the first. */
  isDoubled: boolean;
  /** How many calls pass until one is carried out and its response is lost, and what is told of it then. */
  loss: { after: number; onLost: () => void } | null;
  close(): void;
}

/** A connection that does to calls what the test says. */
export async function connectionTo(platform: string): Promise<Connection> {
  const server = createServer((request, response) => {
    forward(request, response).catch(() => response.destroy());
  });
  const connection: Connection = {
    url: '',
    isDoubled: false,
    loss: null,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
    const send = () =>
      fetch(platform + request.url, {
        method: request.method ?? 'GET',
        headers: headersOf(request),
        body: body.length > 0 ? body : null,
        redirect: 'manual',
      });
    let answer = await answerTo(send());
    const mayRepeat = request.method === 'GET' || request.headers['idempotency-key'] !== undefined;
    if (connection.isDoubled) {
      const second = await answerTo(send());
      if (mayRepeat) answer = second;
    }
    if (connection.loss !== null && connection.loss.after-- === 0) {
      connection.loss.onLost();
      response.destroy();
      return;
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  connection.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return connection;
}

async function answerTo(sent: Promise<Response>) {
  const response = await sent;
  const body = Buffer.from(await response.arrayBuffer());
  const own = /^(content-encoding|content-length|connection|keep-alive)$/;
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !own.test(name)));
  return { status: response.status, headers, body };
}

function headersOf({ headers }: IncomingMessage): [string, string][] {
  const own = /^(host|connection|keep-alive|content-length|transfer-encoding|accept-encoding)$/;
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    own.test(name) || value === undefined ? [] : [[name, String(value)]],
  );
}
