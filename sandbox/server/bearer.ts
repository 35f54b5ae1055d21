import { hash, timingSafeEqual } from 'node:crypto';

/** Whether an Authorization header carries a token; takes equally long whatever it carries. */
export function isBearer(authorization: string | undefined, token: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}
