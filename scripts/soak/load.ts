import { Agent, type IncomingMessage, request } from 'node:http';
import type { Outcome, SoakCall } from './calls.ts';
import { Latencies } from './latencies.ts';

/** Milliseconds until a call without an answer counts as lost: longer than any answer of the platform may take. */
const TIMEOUT_MS = 45_000;
/** Calls under way beyond which no more are sent: the platform, or this machine, cannot keep up. */
const MAX_UNDER_WAY = 2000;
const TICK = 5;
/** Different unexpected outcomes that are remembered. */
const MAX_REMEMBERED = 20;

/** Sends calls at a fixed rate over kept connections, whether or not earlier ones are answered, and counts what becomes of them. */
export class Load {
  sent = 0;
  answered = 0;
  /** Calls that were due while too many were under way. */
  held = 0;
  /** Connections closed without an answer, and answers that did not come in time. */
  lost = 0;
  /** Answers of 5xx that were not to be expected. */
  serverErrors = 0;
  /** Other answers that were not to be expected. */
  otherUnexpected = 0;
  /** How often each unexpected outcome came, by a line that describes it. */
  readonly unexpected = new Map<string, number>();
  readonly byKind = new Map<string, { calls: number; latencies: Latencies }>();
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 512, maxFreeSockets: 256 });
  #underWay = 0;

  constructor(port: number) {
    this.#port = port;
  }

  get underWay(): number {
    return this.#underWay;
  }

  /** Sends `rate` calls a second until `isOver`. Resolves when no more are sent. */
  run(rate: number, next: () => SoakCall, isOver: () => boolean): Promise<void> {
    const begun = performance.now();
    let due = 0;
    return new Promise((done) => {
      const timer = setInterval(() => {
        if (isOver()) {
          clearInterval(timer);
          done();
          return;
        }
        const now = Math.floor(((performance.now() - begun) / 1000) * rate);
        for (; due < now; due += 1) {
          if (this.#underWay < MAX_UNDER_WAY) void this.send(next());
          else this.held += 1;
        }
      }, TICK);
    });
  }

  /** Sends a call. @returns milliseconds until its answer was there, `null` where it was lost */
  send(call: SoakCall): Promise<number | null> {
    const begun = performance.now();
    this.sent += 1;
    this.#underWay += 1;
    return new Promise((resolve) => {
      let isSettled = false;
      const settle = (outcome: Outcome | null, what: string) => {
        if (isSettled) return;
        isSettled = true;
        const took = performance.now() - begun;
        this.#underWay -= 1;
        this.#count(call, outcome, what, took);
        resolve(outcome === null ? null : took);
      };
      const { method, path, headers, body } = call;
      const sent = request({ host: '127.0.0.1', port: this.#port, agent: this.#agent, method, path, headers });
      sent.setTimeout(TIMEOUT_MS, () => sent.destroy(new Error('no answer in time')));
      sent.on('error', (error: NodeJS.ErrnoException) => settle(null, error.code ?? error.message));
      sent.on('response', (response: IncomingMessage) => {
        const status = response.statusCode ?? 0;
        const chunks: Buffer[] = [];
        if (call.onBody !== undefined && status < 300) response.on('data', (chunk: Buffer) => chunks.push(chunk));
        else response.resume();
        response.on('end', () => {
          if (!response.complete) return settle('broken off', 'broken off');
          if (chunks.length > 0) call.onBody?.(Buffer.concat(chunks).toString('utf8'));
          settle(status, String(status));
        });
        response.on('error', () => settle('broken off', 'broken off'));
      });
      sent.end(body ?? undefined);
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #count(call: SoakCall, outcome: Outcome | null, what: string, took: number): void {
    let kind = this.byKind.get(call.kind);
    if (kind === undefined) {
      kind = { calls: 0, latencies: new Latencies() };
      this.byKind.set(call.kind, kind);
    }
    kind.calls += 1;
    kind.latencies.add(took);
    if (outcome === null) this.lost += 1;
    else this.answered += 1;
    if (outcome !== null && call.isExpected(outcome)) return;
    if (typeof outcome === 'number' && outcome >= 500) this.serverErrors += 1;
    else if (outcome !== null) this.otherUnexpected += 1;
    const line = `${call.kind}: ${what} to ${call.method} ${call.path.slice(0, 100)}`;
    if (this.unexpected.has(line) || this.unexpected.size < MAX_REMEMBERED) {
      this.unexpected.set(line, (this.unexpected.get(line) ?? 0) + 1);
    }
  }
}
