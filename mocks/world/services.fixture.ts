import { loadCatalogue } from '@dpi/specs';
import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import type { Outcome } from './service-behaviour.ts';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

/** What one call sends. */
export type Sent = Partial<Record<'path' | 'query' | 'header' | 'body', JsonObject>>;

/** An answer whose body is an object; an empty one where there is none. */
export interface Answered extends Omit<Outcome, 'body'> {
  body: JsonObject;
}

/** What a test does with the world of a team, in which services of version 1 are called. */
export interface TestWorld {
  call(service: string, operation: string, sent?: Sent): Promise<Answered>;
  /** Sets the clock forward by milliseconds. @returns type and data of the webhooks that this sets off, in their order */
  advance(milliseconds: number): Promise<{ type: string; data: JsonValue }[]>;
  /** Objects of a resource, such as `fund-transfer/v1.account`. */
  objects(resource: string): Promise<JsonObject[]>;
  /** The balance of an account of fund transfer. */
  balance(account: string): Promise<string | undefined>;
}

/**
 * Prepares calls to services that answer from a world. Each call of what it gives begins a world of its own, in the evening of
 * 29 November 2026.
 * @param services ids of the services, with those that they import
 */
export async function servicesOf(...services: string[]): Promise<() => TestWorld> {
  const catalogue = await loadCatalogue({ services });
  const beginning = Date.parse('2026-11-29T20:00:00+06:00');
  return () => {
    const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => beginning });
    const world = 'a';
    const objects = async (resource: string) => (await worlds.objects(world, resource)).filter(isObject);
    return {
      async call(service, operation, { path = {}, query = {}, header = {}, body } = {}) {
        const request = { path, query, header, body };
        const outcome = await worlds.answer({ world, service, version: 'v1', operation, request, requestId: 'req_1' });
        return { ...outcome, body: isObject(outcome.body) ? outcome.body : {} };
      },
      async advance(milliseconds) {
        const entries = await worlds.advance(world, milliseconds);
        return entries.flatMap(({ emitted }) => emitted.map(({ type, data }) => ({ type, data })));
      },
      objects,
      async balance(account) {
        const held = (await objects('fund-transfer/v1.account')).find(({ number }) => number === account)?.balance;
        return isObject(held) ? String(held.amount) : undefined;
      },
    };
  };
}

/** The same world for calls of one service. */
export function inService(world: TestWorld, service: string) {
  return { ...world, call: (operation: string, sent?: Sent) => world.call(service, operation, sent) };
}

/** The types of webhooks. */
export function typesOf(webhooks: { type: string }[]): string[] {
  return webhooks.map(({ type }) => type);
}
