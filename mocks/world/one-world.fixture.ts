import { loadCatalogue } from '@dpi/specs';
import { isObject, type JsonObject } from '@dpi/specs/json-value';
import type { Outcome } from './service-behaviour.ts';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

/** What one call sends. */
export interface Sent {
  path?: JsonObject;
  query?: JsonObject;
  body?: JsonObject;
}

/** An answer whose body is an object, in short. */
export interface Answered extends Pick<Outcome, 'status' | 'refusal' | 'emitted'> {
  body: JsonObject;
}

/**
 * A world in the evening of 29 November 2026, to call services of version 1 in.
 * @param services those that take part
 */
export async function oneWorld(services: string[]) {
  const catalogue = await loadCatalogue({ services });
  const beginning = Date.parse('2026-11-29T20:00:00+06:00');
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => beginning });
  const world = 'a';
  return {
    async call(service: string, operation: string, { path = {}, query = {}, body }: Sent): Promise<Answered> {
      const request = { path, query, header: {}, body };
      const outcome = await worlds.answer({ world, service, version: 'v1', operation, request, requestId: 'req_1' });
      return { ...outcome, body: isObject(outcome.body) ? outcome.body : {} };
    },
    /** Lets time pass; gives the types of the webhooks that this sets off. */
    async pass(milliseconds: number): Promise<string[]> {
      const entries = await worlds.advance(world, milliseconds);
      return entries.flatMap(({ emitted }) => emitted.map(({ type }) => type));
    },
    /** The balance of an account of fund transfer. */
    async balance(account: string): Promise<string | undefined> {
      const accounts = await worlds.objects(world, 'fund-transfer/v1.account');
      const held = accounts.filter(isObject).find(({ number }) => number === account)?.balance;
      return isObject(held) ? String(held.amount) : undefined;
    },
  };
}
