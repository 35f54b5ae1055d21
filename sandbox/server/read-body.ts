import type { IncomingMessage } from 'node:http';
import type { Refusal } from './exchange.ts';

/** Largest request body, in bytes. */
export const MAX_BODY = 1024 * 1024;

export const TOO_LARGE: Refusal = {
  problem: 'body-too-large',
  detail: `The body is larger than the ${MAX_BODY} bytes that are read. Send less at once.`,
};

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** Whether the caller says beforehand that the body is larger than is read. */
export function declaresTooMuch({ headers }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) > MAX_BODY;
}

/** The whole body; `too-large` as soon as it is, and `gone` where the caller left or was cut off before its end. */
export function readBody(req: IncomingMessage): Promise<Buffer | 'too-large' | 'gone'> {
  if (declaresTooMuch(req)) return Promise.resolve('too-large');
  if (req.destroyed) return Promise.resolve('gone');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY) {
        chunks.length = 0;
        resolve('too-large');
      } else {
        chunks.push(chunk);
      }
    });
    req.on('end', () => {
      const [first] = chunks;
      resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
    });
    // After `end` this changes nothing: the promise is settled.
    req.on('close', () => resolve('gone'));
  });
}
