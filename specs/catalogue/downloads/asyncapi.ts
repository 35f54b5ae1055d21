import { compareText } from '../../base/compare-text.ts';
import { isObject, type JsonObject, type JsonValue } from '../../json/value.ts';
import { nameInReference } from '../../schema/schema-reference.ts';
import type { Schema, Service, Webhook } from '../model.ts';

/** Where the AsyncAPI file of a service is; `null` where it has no webhooks. */
export function asyncApiPath({ url, webhooks }: Service): string | null {
  return webhooks.length === 0 ? null : `${url}asyncapi.json`;
}

/**
 * The webhooks of a service as AsyncAPI 3.0: for each a channel without an address, since receivers name their own, and an
 * operation that sends to it.
 */
export function asyncApi(service: Service, publicUrl: string): JsonObject {
  const messages = service.webhooks.map((webhook) => [webhook.name, message(webhook)]);
  return {
    asyncapi: '3.0.0',
    info: {
      title: service.title,
      version: service.release,
      description: service.description,
      externalDocs: { url: `${publicUrl}${service.url}#webhooks` },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(service.webhooks.map(({ name, summary }) => [name, channel(name, summary)])),
    operations: Object.fromEntries(service.webhooks.map((webhook) => [webhook.name, operation(webhook)])),
    components: { messages: Object.fromEntries(messages), schemas: schemasUsed(service) },
  };
}

function channel(name: string, summary: string): JsonObject {
  return { address: null, summary, messages: { [name]: { $ref: `#/components/messages/${name}` } } };
}

function operation({ name, method, summary, description }: Webhook): JsonObject {
  return {
    action: 'send',
    channel: { $ref: `#/channels/${name}` },
    summary,
    description,
    bindings: { http: { method: method.toUpperCase(), bindingVersion: '0.3.0' } },
    messages: [{ $ref: `#/channels/${name}/messages/${name}` }],
  };
}

function message({ name, summary, parameters, requestBody }: Webhook): JsonObject {
  const [content] = requestBody?.contents ?? [];
  const headers = parameters.filter((parameter) => parameter.in === 'header');
  return {
    name,
    title: summary,
    ...(requestBody?.description && { description: requestBody.description }),
    ...(content !== undefined && {
      contentType: content.contentType,
      ...(content.schema !== null && { payload: content.schema as JsonObject }),
      examples: content.examples.map(({ name, summary, value }) => ({ name, summary, payload: value })),
    }),
    ...(headers.length > 0 && {
      headers: {
        type: 'object',
        required: headers.filter(({ required }) => required).map(({ name }) => name),
        properties: Object.fromEntries(
          headers.map(({ name, description, schema }) => [name, { ...(schema as JsonObject), description }]),
        ),
      },
    }),
  };
}

/** Schemas that the webhooks refer to, and those that these refer to, by name. */
function schemasUsed({ webhooks, schemas }: Service): JsonObject {
  const used = new Map<string, Schema>();
  const visit = (value: JsonValue | undefined): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    const name = nameInReference(value.$ref);
    const schema = name === null ? undefined : schemas[name];
    if (name !== null && schema !== undefined && !used.has(name)) {
      used.set(name, schema);
      visit(schema as JsonValue);
    }
    Object.values(value).forEach(visit);
  };
  for (const { parameters, requestBody } of webhooks)
    visit([...parameters, ...(requestBody?.contents ?? [])].map(({ schema }) => schema as JsonValue));
  return Object.fromEntries([...used].sort(([a], [b]) => compareText(a, b))) as JsonObject;
}
