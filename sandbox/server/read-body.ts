import type { IncomingMessage } from 'node:http';
import type { Problem } from '@dpi/specs/problem';

/** Largest request body, in bytes. */
export const MAX_BODY = 1024 * 1024;
/**
 * Bytes up to which a body is not counted: it is answered at once. What is parsed in the event loop, where everybody else
 * waits for it, takes no larger one: logins, forms, agents and the platform's own API, of which none comes near it.
 */
export const SMALL_BODY = 64 * 1024;
/** Bytes of larger bodies that are in memory at a time, whether they are still being read or wait for an answer. */
const MAX_LARGE_BODIES = 24 * 1024 * 1024;

export function tooLarge(limit: number): Problem {
  return { id: 'body-too-large', detail: { id: 'sandbox.request.body-too-large', values: { bytes: limit } } };
}

const BUSY_SECONDS = 2;

export const BODIES_BUSY: Problem = {
  id: 'sandbox-busy',
  detail: {
    id: 'sandbox.request.bodies-busy',
    values: { wait: { id: 'sandbox.quota.wait', values: { count: BUSY_SECONDS } } },
  },
  headers: { 'Retry-After': String(BUSY_SECONDS) },
};

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** Whether the caller says beforehand that the body has more than `limit` bytes. */
export function declaresTooMuch({ headers }: IncomingMessage, limit: number): boolean {
  return Number(headers['content-length'] ?? 0) > limit;
}

/** A body that was read. */
export interface ReadBody {
  bytes: Buffer;
  /** Gives its memory back at once. Nothing may look at the bytes after that. */
  release(): void;
}

/** Reads request bodies, and keeps the memory that large ones take together within a limit. */
export class BodyReader {
  readonly #maxLarge: number;
  /** Bytes of large bodies that have arrived and are not released. */
  #large = 0;

  constructor(maxLarge = MAX_LARGE_BODIES) {
    this.#maxLarge = maxLarge;
  }

  /**
   * The whole body; `too-large` as soon as it has more than `limit` bytes, `busy` as soon as large bodies take too much memory, and `gone` where the
   * caller left or was cut off before its end.
   */
  read(req: IncomingMessage, limit: number): Promise<ReadBody | 'too-large' | 'busy' | 'gone'> {
    if (declaresTooMuch(req, limit)) return Promise.resolve('too-large');
    if (req.destroyed) return Promise.resolve('gone');
    const declared = Number(req.headers['content-length'] ?? 0);
    return new Promise((resolve) => {
      let chunks: Buffer[] = [];
      let size = 0;
      let counted = 0;
      let isOver = false;
      /** One piece of memory of its own: pieces of many sizes leave holes that the system does not get back. */
      const whole = declared > SMALL_BODY ? Buffer.allocUnsafeSlow(declared) : null;
      const giveUp = (outcome: 'too-large' | 'busy' | 'gone') => {
        if (isOver) return;
        isOver = true;
        this.#large -= counted;
        chunks = [];
        if (whole !== null) free(whole);
        resolve(outcome);
      };
      req.on('data', (chunk: Buffer) => {
        if (isOver) return;
        const before = size;
        size += chunk.length;
        if (size > limit) return giveUp('too-large');
        if (size > SMALL_BODY) {
          this.#large += size - counted;
          counted = size;
          if (this.#large > this.#maxLarge) return giveUp('busy');
        }
        if (whole === null) chunks.push(chunk);
        else chunk.copy(whole, before);
      });
      req.on('end', () => {
        if (isOver) return;
        isOver = true;
        const [first] = chunks;
        const bytes = whole ?? (chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
        let isReleased = false;
        resolve({
          bytes,
          release: () => {
            if (isReleased) return;
            isReleased = true;
            this.#large -= counted;
            if (counted > 0) free(bytes);
          },
        });
      });
      req.on('close', () => giveUp('gone'));
    });
  }
}

/** Does not wait for the garbage collector, to which a large body is a small object. */
function free({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
