import { loadCatalogue } from '@dpi/specs';
import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

type Sent = Partial<Record<'path' | 'query' | 'header' | 'body', JsonObject>>;

/**
 * Prepares calls to services that answer from a world: each call of what it gives begins a world of its own.
 * @param services ids of the services, with those that they import
 */
export async function servicesOf(...services: string[]) {
  const catalogue = await loadCatalogue({ services });
  return () => {
    const worlds = new Worlds(catalogue, {
      store: new MemoryStore(),
      clock: () => Date.parse('2026-11-29T20:00:00+06:00'),
    });
    return {
      /** Members of the body of an answer stand beside its status and the condition that refused it. */
      call: async (service: string, operation: string, { path = {}, query = {}, header = {}, body }: Sent) => {
        const request = { path, query, header, body };
        const { status, refusal, ...outcome } = await worlds.answer({
          world: 'a',
          service,
          version: 'v1',
          operation,
          request,
          requestId: 'req_1',
        });
        return { status, refusal, headers: outcome.headers, body: isObject(outcome.body) ? outcome.body : {} };
      },
      /** @returns type and data of the webhooks that time has set off, in their order */
      advance: async (milliseconds: number): Promise<{ type: string; data: JsonValue }[]> =>
        (await worlds.advance('a', milliseconds)).flatMap(({ emitted }) =>
          emitted.map(({ type, data }) => ({ type, data })),
        ),
    };
  };
}
