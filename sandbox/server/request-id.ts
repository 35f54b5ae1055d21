import { randomBytes } from 'node:crypto';

/** Differs from process to process; the counter makes it unique within one. */
const PREFIX = randomBytes(6).toString('hex');
let count = 0;

const ACCEPTABLE = /^[A-Za-z0-9._:-]{8,64}$/;

/** The id a caller chose for its request, where it is fit to stand in headers and logs; else a new one. */
export function requestId(sent: string | string[] | undefined): string {
  if (typeof sent === 'string' && ACCEPTABLE.test(sent)) return sent;
  count += 1;
  return `${PREFIX}-${count.toString(36)}`;
}
