import { hash } from 'node:crypto';
import type { Texts } from '@dpi/specs/behaviour';
import { canonicalJson } from '@dpi/specs/canonical-json';
import { isObject, type JsonObject, stringOrNull } from '@dpi/specs/json-value';
import type { Operation } from '@dpi/specs/model';
import type { CheckedRequest, Outcome } from './service-behaviour.ts';
import type { World } from './world.ts';

/** Resource of the answers that are given again to a request that is repeated. */
const ANSWERS = '$answers';
const HEADER = 'idempotency-key';
/** How long an answer is given again, in milliseconds of the world's clock. */
const KEPT = 86_400_000;
/** An operation says with an example of this problem type what a key that was used before gets. */
const REUSED = '/idempotency-key-reused/';

/** The key was used for another request, and the operation has no example of what is answered then. */
export class IdempotencyKeyReused extends Error {}

/**
 * Answers a request with an `Idempotency-Key` once: whoever repeats it within a day gets the same answer, and nothing happens
 * again. A request that changed nothing may be sent again with the same key (draft-ietf-httpapi-idempotency-key-header); one
 * that was refused and yet counted, such as a wrong code, counts once.
 * @param scope names the operation among those of all services
 */
export function answeredOnce(
  world: World,
  operation: Operation,
  scope: string,
  { request, now }: { request: CheckedRequest; now: Date },
  make: () => Outcome,
): Outcome {
  const key = request.header[HEADER];
  if (typeof key !== 'string' || !operation.parameters.some(isIdempotencyKey)) return make();
  const id = `${scope} ${key}`;
  const fingerprint = fingerprintOf(request);
  const before = world.get(ANSWERS, id)?.data;
  if (before !== undefined && Date.parse(String(before.at)) + KEPT > now.getTime())
    return before.fingerprint === fingerprint ? repeated(before, now) : reused(operation);
  const outcome = make();
  if (outcome.changes.length === 0) return outcome;
  const { status, contentType, body, headers, refusal, example, because } = outcome;
  const at = now.toISOString();
  const refused = refusal === null ? {} : { refusal, example, because };
  const sent = body === undefined ? {} : { body };
  const data: JsonObject = { fingerprint, at, status, contentType, headers, ...sent, ...refused };
  const { changes } = world.transaction(() => world.put(ANSWERS, id, data));
  return { ...outcome, changes: [...outcome.changes, ...changes] };
}

function isIdempotencyKey({ in: place, name }: Operation['parameters'][number]): boolean {
  return place === 'header' && name.toLowerCase() === HEADER;
}

function fingerprintOf({ path, query, body }: CheckedRequest): string {
  return hash('sha256', canonicalJson({ path, query, body: body ?? null }), 'base64url');
}

const NOTHING_DONE = { refusal: null, example: null, because: null, changes: [], emitted: [], forwardTo: null };

function repeated(before: JsonObject, now: Date): Outcome {
  const { status, contentType, body, refusal, example, because } = before;
  const { 'retry-after': wait, ...headers } = before.headers as Record<string, string>;
  const left = Math.ceil((Date.parse(String(before.at)) - now.getTime()) / 1000) + Number(wait);
  return {
    ...NOTHING_DONE,
    refusal: stringOrNull(refusal),
    example: stringOrNull(example),
    because: isObject(because) ? (because as Texts) : null,
    status: Number(status),
    contentType: String(contentType),
    headers: {
      ...headers,
      ...(wait === undefined ? {} : { 'retry-after': String(Math.max(0, left)) }),
      'idempotent-replayed': 'true',
    },
    body,
  };
}

function reused({ examples }: Operation): Outcome {
  const example = examples.find(
    ({ response }) => isObject(response?.body) && String(response.body.type).endsWith(REUSED),
  );
  if (example === undefined || example.response === null) throw new IdempotencyKeyReused();
  const { status, contentType, body } = example.response;
  const name = 'idempotency-key-reused';
  return {
    ...NOTHING_DONE,
    status: Number(status),
    contentType,
    headers: {},
    body,
    refusal: name,
    example: example.name,
  };
}
