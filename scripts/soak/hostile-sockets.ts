import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { malformedRequests } from '../../sandbox/testing/malformed-request.ts';
import { rawExchange } from '../../sandbox/testing/raw-request.ts';
import type { SoakCall } from './calls.ts';

/** Malformed requests that are made at a time. */
const BATCH = 500;

export interface HostileCounts {
  malformed: number;
  /** Answers of 5xx to malformed requests, and connections that stayed open; each with its kind and number. */
  wrong: string[];
  slow: number;
}

/** Malformed requests and slow clients, on sockets of their own. */
export class HostileSockets {
  readonly counts: HostileCounts = { malformed: 0, wrong: [], slow: 0 };
  readonly #port: number;
  readonly #slow = new Set<Socket>();
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(port: number) {
    this.#port = port;
  }

  /** Sends malformed variants of a call, `rate` a second. The seed gives the same ones again. */
  sendMalformed(call: SoakCall, seed: number, rate: number): void {
    const headers = ['Host: 127.0.0.1', ...Object.entries(call.headers).map(([name, value]) => `${name}: ${value}`)];
    const good = {
      method: call.method,
      path: call.path,
      headers: headers.filter((line) => !line.startsWith('content-length:')),
      body: call.body?.toString('latin1') ?? '',
    };
    const requests = malformedRequests(good);
    let batch: ReturnType<typeof fc.sample<{ kind: string; bytes: Buffer }>> = [];
    const timer = setInterval(async () => {
      const number = this.counts.malformed;
      this.counts.malformed += 1;
      if (number % BATCH === 0) batch = fc.sample(requests, { seed: seed + number, numRuns: BATCH });
      const sent = batch[number % BATCH];
      if (sent === undefined) return;
      const { answers, closed } = await rawExchange(this.#port, sent.bytes, 40_000);
      const failed = answers.find(({ status }) => status >= 500);
      if (failed !== undefined) this.#wrong(`${sent.kind} ${number}: ${failed.status} ${failed.body.slice(0, 200)}`);
      if (!closed) this.#wrong(`${sent.kind} ${number}: still open after 40 s`);
    }, 1000 / rate);
    this.#timers.push(timer);
  }

  /** Keeps `count` clients that send a byte a second, in the header or the body, and as many that do not read. */
  keepSlowClients(count: number): void {
    for (let index = 0; index < count; index += 1) {
      this.#keep('GET /livez HTTP/1.1\r\nHost: a\r\nX: ');
      this.#keep(
        'POST /api/v1/teams HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n',
      );
      this.#keep('GET /catalogue.json HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(50), { isDeaf: true });
    }
    const timer = setInterval(() => {
      for (const socket of this.#slow) if (!socket.isPaused()) socket.write('a');
    }, 1000);
    this.#timers.push(timer);
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const socket of this.#slow) socket.destroy();
    this.#slow.clear();
  }

  #keep(text: string, { isDeaf = false } = {}): void {
    this.counts.slow += 1;
    const socket = connect(this.#port, '127.0.0.1', () => socket.write(text));
    this.#slow.add(socket);
    if (isDeaf) socket.pause();
    else socket.resume();
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.#slow.delete(socket)) this.#keep(text, { isDeaf });
    });
  }

  #wrong(what: string): void {
    if (this.counts.wrong.length < 20) this.counts.wrong.push(what);
  }
}
