import type { IncomingHttpHeaders } from 'node:http';
import { holdsSecret } from '../keys/index.ts';
import type { Exchange, Refusal } from '../server/exchange.ts';

/** Works without sign-up, for a few calls. */
export const DEMO_KEY = 'DEMO_KEY';

const KEY_PARAMETER = /(?:^|&)(?:x-|x_)?api[-_]?key=/i;

/**
 * Takes the key out of a request: nothing behind the gateway ever sees it.
 * @param mayCallWithout whether the request may have no key, asked only where it has none
 * @returns the key as sent, well-formed or not; `null` where there is none and none is needed
 */
export function takeKey({ req, path, query }: Exchange, mayCallWithout: () => boolean): string | null | Refusal {
  const key = keyFrom(req.headers);
  const keyInUrl = holdsSecret(path) || holdsSecret(query);
  if (key === null && !keyInUrl && mayCallWithout()) return null;
  if (keyInUrl || (key === null && KEY_PARAMETER.test(query))) {
    return {
      problem: 'key-in-url',
      detail:
        'There is a key or token in the URL, where logs and browser histories keep it. Send the key in the X-API-Key header, and replace what was in the URL if it was not DEMO_KEY: it may have been seen.',
    };
  }
  if (key === null) {
    return {
      problem: 'key-missing',
      detail: `${misplacedKey(req.headers)}Send your key in the X-API-Key header. You can begin with "X-API-Key: ${DEMO_KEY}", which needs no sign-up.`,
      headers: ['WWW-Authenticate', 'ApiKey header="X-API-Key"'],
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
    if (token.startsWith('dpi_') || token === DEMO_KEY) {
      delete headers.authorization;
      key ??= token;
    }
  }
  return key;
}

/** A sentence about a key that was sent, but where none is read; empty where there is no sign of one. */
function misplacedKey({ authorization, ...others }: IncomingHttpHeaders): string {
  if (authorization !== undefined && !/^bearer /i.test(authorization)) {
    return 'The Authorization header is not "Bearer", a space and your key. ';
  }
  const [name] = Object.entries(others).find(([, value]) => isKey(String(value))) ?? [];
  return name === undefined ? '' : `There is a key in the header ${name}, where it is not read. `;
}

function isKey(text: string): boolean {
  return text === DEMO_KEY || holdsSecret(text);
}
