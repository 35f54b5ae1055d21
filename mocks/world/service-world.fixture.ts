import { isObject, type JsonObject } from '@dpi/specs/json-value';
import type { Catalogue } from '@dpi/specs/model';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

/** What an operation is sent: parameters of the path and a body. */
interface Sent {
  path?: JsonObject;
  query?: JsonObject;
  body?: JsonObject;
}

/** A world of one team in which the operations of one service are called; its clock stands still until it is set forward. */
export function serviceWorld(catalogue: Catalogue, service: string, beginning: string) {
  const at = Date.parse(beginning);
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => at });
  const world = 'team';
  return {
    /** Answers with status, body, and the name of the condition that refused. */
    async call(operation: string, { path = {}, query = {}, body }: Sent = {}) {
      const request = { path, query, header: {}, body };
      const outcome = await worlds.answer({ world, service, version: 'v1', operation, request, requestId: 'req_1' });
      return { ...outcome, body: isObject(outcome.body) ? outcome.body : {} };
    },
    /** Sets the clock forward. Types of the webhooks that this sets off. */
    async pass(days: number): Promise<string[]> {
      const entries = await worlds.advance(world, days * 86_400_000);
      return entries.flatMap(({ emitted }) => emitted.map(({ type }) => type));
    },
    /** Objects of a resource, such as `fund-transfer/v1.account`. */
    async objects(resource: string): Promise<JsonObject[]> {
      return (await worlds.objects(world, resource)).filter(isObject);
    },
  };
}
