import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inEnglish } from '../texts/in-english.fixture.ts';
import { type JourneyFault, readJourneys } from './journeys.ts';
import type { Operation, Service } from './model.ts';

/** Only what journeys look at. */
const SERVICE = {
  id: 'payments',
  version: 'v1',
  operations: ['createBatch', 'addLine', 'getBatch'].map((id) => {
    return { id, examples: [{ name: 'usual', personas: ['amina'] }] } as unknown as Operation;
  }),
} as Service;

async function read(t: { after(done: () => Promise<void>): void }, steps: object[]) {
  const dir = await mkdtemp(join(tmpdir(), 'journeys-'));
  t.after(() => rm(dir, { recursive: true }));
  const document = { info: { title: 'Pay' }, workflows: [{ steps }] };
  await writeFile(join(dir, 'pay.arazzo.yaml'), JSON.stringify(document));
  await writeFile(join(dir, 'pay.bn.yaml'), JSON.stringify({ title: 'টাকা পাঠানো' }));
  const faults: JourneyFault[] = [];
  return {
    journeys: await readJourneys(dir, 'bn', [SERVICE], new Set(['elsewhere']), (fault) => faults.push(fault)),
    faults,
  };
}

function step(operation: string, more: object = {}) {
  return {
    stepId: operation,
    operationId: `$sourceDescriptions.payments.${operation}`,
    'x-example': 'usual',
    ...more,
  };
}

test('a step says which parameters and properties it takes from answers of earlier steps', async (t) => {
  const fromBatch = '$steps.createBatch.outputs.batchId';
  const { journeys } = await read(t, [
    step('createBatch', { parameters: [{ in: 'header', name: 'X-API-Key', value: '$inputs.apiKey' }] }),
    step('addLine', {
      parameters: [{ in: 'path', name: 'batchId', value: fromBatch }],
      requestBody: { payload: { lines: [{ after: `{${fromBatch}}`, amount: 5 }, { after: fromBatch }] } },
    }),
  ]);
  assert.deepEqual(
    journeys[0]?.steps.map(({ takes }) => takes),
    [
      [],
      [
        { name: 'batchId', step: 'createBatch' },
        { name: 'after', step: 'createBatch' },
      ],
    ],
  );
  assert.equal(journeys[0]?.title, 'টাকা পাঠানো');
  assert.deepEqual(journeys[0]?.personas, ['amina']);
});

test('a journey whose step sends an example that is not there is left out, with a fault', async (t) => {
  const { journeys, faults } = await read(t, [step('getBatch', { 'x-example': 'unheard-of' })]);
  assert.deepEqual(journeys, []);
  assert.match(inEnglish(faults[0]?.message), /"getBatch" sends the example "unheard-of"/);
});

test('a journey through a service that is not shown is left out without a fault', async (t) => {
  const other = step('getBatch', { operationId: '$sourceDescriptions.elsewhere.getBatch' });
  assert.deepEqual(await read(t, [other]), { journeys: [], faults: [] });
});

test('a journey through a service that is nowhere is left out, with a fault', async (t) => {
  const { journeys, faults } = await read(t, [
    step('getBatch', { operationId: '$sourceDescriptions.payment.getBatch' }),
  ]);
  assert.deepEqual(journeys, []);
  assert.match(inEnglish(faults[0]?.message), /"getBatch" goes to the service payment, which there is none of/);
});
