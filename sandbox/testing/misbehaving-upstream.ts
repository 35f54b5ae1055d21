import { type AddressInfo, createServer, type Socket } from 'node:net';

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
/** Milliseconds after which the slow one answers. */
const SLOW = 500;

/** What a server does with a request to a path of this name, and what the caller of the platform gets. */
export const MISBEHAVIOURS: Record<string, { expected: number | 'broken off'; reply: (socket: Socket) => void }> = {
  correct: { expected: 200, reply: (socket) => socket.write(`${OK}Content-Length: 2\r\n\r\n{}`) },
  slow: {
    expected: 200,
    reply: (socket) => {
      setTimeout(() => socket.write(`${OK}Content-Length: 2\r\n\r\n{}`), SLOW);
    },
  },
  empty: { expected: 502, reply: (socket) => socket.end() },
  reset: { expected: 502, reply: (socket) => socket.resetAndDestroy() },
  garbage: { expected: 502, reply: (socket) => socket.end('\x16\x03\x01 no HTTP\r\n\r\n') },
  'half-header': { expected: 502, reply: (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Ty') },
  'huge-header': { expected: 502, reply: (socket) => socket.end(`${OK}A: ${'a'.repeat(100_000)}\r\n\r\n`) },
  'two-lengths': {
    expected: 502,
    reply: (socket) => socket.end(`${OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`),
  },
  'switching-protocols': {
    expected: 502,
    reply: (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
  },
  'half-answer': { expected: 'broken off', reply: (socket) => socket.end(`${OK}Content-Length: 9000\r\n\r\n{"a":`) },
  'bad-chunk': {
    expected: 'broken off',
    reply: (socket) => {
      socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`);
      setTimeout(() => socket.end('ZZ\r\n'), 50);
    },
  },
  silent: { expected: 504, reply: () => {} },
};

/**
 * A server of an agency that does everything wrong.
 * @returns its address, for `UPSTREAMS`; it keeps no process from ending
 */
export async function startMisbehavingUpstream(): Promise<{ url: string; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.unref());
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const path = /^GET \/([a-z-]+) /.exec(received)?.[1];
      if (path === undefined || !received.includes('\r\n\r\n')) return;
      received = '';
      MISBEHAVIOURS[path]?.reply(socket);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
