import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import type { ExampleRequest, Operation, Schema, Service } from '@dpi/specs/model';
import { isNumeric } from '@dpi/specs/numbers';
import { credentialNeed } from '@dpi/specs/security';
import { isIdempotencyKey } from '@dpi/specs/serialization';
import type { Message } from '@dpi/specs/texts';
import { exampleRequest } from '../engine/example-request.ts';
import type { BodySchemas } from './body-schema.ts';
import type { Case } from './cases.ts';
import { said } from './words.ts';

const UNAUTHORIZED = { refusal: [401, 403], because: said('refusal.no-credentials') };

/**
 * Requests that a server has to refuse, made of the first example of an operation that succeeds: without the credentials that
 * `security` asks for, and with bodies that the schema does not allow, one violation in each.
 * @param requests schemas as they are for requests
 */
export function refusalCases(service: Service, cases: Case[], requests: BodySchemas): Case[] {
  return service.operations.flatMap((operation) => {
    const success = cases.find((one) => one.operation === operation && !one.isJourney && isSuccess(one));
    if (success === undefined || 'reason' in exampleRequest(operation, success.request, service.schemas)) {
      return [];
    }
    const request = success.request && withFreshKey(success.request, operation);
    const refused: Case[] = [];
    if (credentialNeed(operation) === 'required' && credentialHeaders(service, operation).length > 0) {
      refused.push({
        ...success,
        request,
        name: 'without-credentials',
        title: said('title.without-credentials'),
        withoutHeaders: credentialHeaders(service, operation),
        expected: UNAUTHORIZED,
      });
    }
    if (request === null) return refused;
    const invalid = invalidBodies(operation, request, requests).map(({ name, title, body, because }) => ({
      ...success,
      request: { ...request, body },
      name,
      title,
      expected: { refusal: [400, 422], because },
    }));
    return [...refused, ...invalid];
  });
}

function isSuccess({ expected }: Case): boolean {
  return expected !== null && 'status' in expected && expected.status.startsWith('2');
}

/** Names, in lower case, of the headers in which an operation takes its credentials. */
function credentialHeaders({ securitySchemes }: Service, { security }: Operation): string[] {
  const headers = security.flat().flatMap((name) => {
    const scheme = securitySchemes[name];
    if (scheme === undefined || scheme.type === 'mutualTLS') return [];
    if (scheme.type !== 'apiKey') return ['authorization'];
    return scheme.in === 'header' ? [scheme.name.toLowerCase()] : scheme.in === 'cookie' ? ['cookie'] : [];
  });
  return [...new Set(headers)];
}

/** Without the example's own Idempotency-Key: the server has seen it, and would answer as it did then. */
function withFreshKey(request: ExampleRequest, { parameters }: Operation): ExampleRequest {
  const keys = parameters.filter(isIdempotencyKey).map(({ name }) => name);
  return { ...request, parameters: request.parameters.filter(({ name }) => !keys.includes(name)) };
}

interface InvalidBody {
  name: string;
  title: Message;
  body: JsonValue;
  because: Message;
}

/** At most one body for each kind of violation: a member missing, one of another type, and one beyond its limits. */
function invalidBodies(operation: Operation, request: ExampleRequest, requests: BodySchemas): InvalidBody[] {
  const { body, contentType } = request;
  const content = operation.requestBody?.contents.find((one) => one.contentType === contentType);
  if (!isObject(body) || !content?.schema || !/[/+]json$/.test(contentType ?? '')) return [];
  const { schema } = content;
  const isRefused = (changed: JsonValue) => (requests.differences(schema, changed) ?? []).length > 0;
  const kinds = [missing, ofAnotherType, beyondItsLimits];
  return kinds.flatMap((kind) => {
    for (const [member, value] of Object.entries(body)) {
      const property = requests.member(schema, member);
      const changed = kind(member, value ?? null, requests.parts(property), body);
      if (changed !== null && isRefused(changed.body)) return [changed];
    }
    return [];
  });
}

function missing(member: string, _value: JsonValue, _parts: Schema[], body: JsonObject) {
  const { [member]: _, ...rest } = body;
  return named('without', member, rest, 'missing');
}

function ofAnotherType(member: string, value: JsonValue, _parts: Schema[], body: JsonObject) {
  const other = typeof value === 'object' && !isNumeric(value) ? 'text' : { text: 1 };
  return named(
    'wrong-type-of',
    member,
    { ...body, [member]: other },
    typeof other === 'string' ? 'as-string' : 'as-object',
  );
}

function beyondItsLimits(member: string, _value: JsonValue, parts: Schema[], body: JsonObject) {
  const other = parts.map(outsideOf).find((value) => value !== undefined);
  if (other === undefined) return null;
  return named('invalid', member, { ...body, [member]: other }, 'not-allowed');
}

/** A value of the right type that a schema does not allow. */
function outsideOf({ enum: choices, pattern, minLength, maxLength, minimum, maximum }: Schema): JsonValue | undefined {
  if (choices?.some((choice) => typeof choice === 'string')) return 'not-one-of-the-choices';
  if (pattern !== undefined || (minLength ?? 0) > 1) return '~';
  if (maxLength !== undefined && maxLength < 10_000) return 'x'.repeat(maxLength + 1);
  if (typeof minimum === 'number') return minimum - 1;
  return typeof maximum === 'number' ? maximum + 1 : undefined;
}

function named(kind: string, member: string, body: JsonValue, reason: string): InvalidBody {
  const because = said(`refusal.${reason}`, { member: JSON.stringify(member) });
  return { name: `${kind}-${member}`, title: said('title.invalid-body', { because }), body, because };
}
