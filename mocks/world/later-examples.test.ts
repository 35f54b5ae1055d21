import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { exampleAge, withCurrentDates } from '@dpi/specs/current-dates';
import type { JsonObject } from '@dpi/specs/json-value';
import { checkedRequest, examplesAt } from './named-pairs.ts';
import type { CheckedRequest } from './service-behaviour.ts';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

// The portal's console moves the dates of an example to the day on which it is sent.

const catalogue = await loadCatalogue();
const DAYS = 60;

test('an example that is sent two months later, with its dates moved, gets the status that it had', async () => {
  const { examplesAt: at, timeZone } = catalogue.country.clock;
  const later = examplesAt(catalogue) + DAYS * 86_400_000;
  const age = exampleAge({ at, timeZone }, new Date(later));
  assert.equal(age.days, DAYS);
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => later });
  const differences: string[] = [];
  let moved = 0;
  for (const { id, version, operations } of catalogue.services) {
    for (const operation of operations.filter((one) => worlds.has(id, version, one.id))) {
      for (const example of operation.examples) {
        if (example.request === null || example.response === null) continue;
        const written = checkedRequest(example);
        const request = withCurrentDates({ ...written } as unknown as JsonObject, age) as unknown as CheckedRequest;
        if (JSON.stringify(request) === JSON.stringify(written)) continue;
        moved += 1;
        const place = `${id} ${operation.id} ${example.name}`;
        const call = { world: place, service: id, version, operation: operation.id, requestId: '' };
        const { status, refusal } = await worlds.answer({ ...call, request });
        if (String(status) !== example.response.status) differences.push(`${place}: ${status} ${refusal}`);
      }
    }
  }
  assert.deepEqual(differences, []);
  assert.ok(moved > 100, `${moved} examples have dates`);
});
