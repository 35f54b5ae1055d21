import type { IncomingHttpHeaders } from 'node:http';
import type { Problem } from '@dpi/specs/problem';
import type { Message } from '@dpi/specs/texts';
import { holdsSecret, KEY_PREFIX } from '../keys/index.ts';
import type { Exchange } from '../server/exchange.ts';

/** Works without sign-up, for a few calls. */
export const DEMO_KEY = 'DEMO_KEY';

const KEY_PARAMETER = /(?:^|&)(?:x-|x_)?api[-_]?key=/i;

/**
 * Takes the key out of a request: nothing behind the gateway ever sees it.
 * @param mayCallWithout whether the request may have no key, asked only where it has none
 * @returns the key as sent, well-formed or not; `null` where there is none and none is needed
 */
export function takeKey({ req, path, query }: Exchange, mayCallWithout: () => boolean): string | null | Problem {
  const key = keyFrom(req.headers);
  const keyInUrl = holdsSecret(path) || holdsSecret(query);
  if (key === null && !keyInUrl && mayCallWithout()) return null;
  if (keyInUrl || (key === null && KEY_PARAMETER.test(query))) {
    return { id: 'key-in-url', detail: { id: 'sandbox.key.in-url', values: { demoKey: DEMO_KEY } } };
  }
  if (key === null) {
    return {
      id: 'key-missing',
      detail: whereToSend(req.headers),
      headers: { 'WWW-Authenticate': 'ApiKey header="X-API-Key"' },
    };
  }
  return key;
}

/** A bearer token is taken for a key only if it looks like one: it may be meant for the service. */
function keyFrom(headers: IncomingHttpHeaders): string | null {
  const own = headers['x-api-key'];
  delete headers['x-api-key'];
  let key = typeof own === 'string' && own !== '' ? own : null;
  const { authorization } = headers;
  if (authorization !== undefined && /^bearer /i.test(authorization)) {
    const token = authorization.slice('bearer '.length).trim();
    if (token.startsWith(KEY_PREFIX) || token === DEMO_KEY) {
      delete headers.authorization;
      key ??= token;
    }
  }
  return key;
}

/** Where the key belongs, and first where one was sent that is not read there. */
function whereToSend({ authorization, ...others }: IncomingHttpHeaders): Message {
  const send: Message = { id: 'sandbox.key.missing', values: { demoKey: DEMO_KEY } };
  if (authorization !== undefined && !/^bearer /i.test(authorization)) {
    return { id: 'sandbox.key.not-bearer', values: { send } };
  }
  const [name] = Object.entries(others).find(([, value]) => isKey(String(value))) ?? [];
  return name === undefined ? send : { id: 'sandbox.key.in-other-header', values: { name, send } };
}

function isKey(text: string): boolean {
  return text === DEMO_KEY || holdsSecret(text);
}
