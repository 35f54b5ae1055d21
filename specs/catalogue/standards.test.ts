import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from './index.ts';
import { serviceReference } from './service-reference.ts';

const { standards, services } = await loadCatalogue();
const standard = (id: string) => standards.find((known) => known.id === id);

test('data, parameters, headers and fields of a spec are standards, by the name they are sent or written under', () => {
  const names = ['nid', 'idempotency-key', 'request-id', 'lifecycle-stage'].map((id) => {
    const { kind, name } = standard(id) ?? {};
    return [kind, name];
  });
  assert.deepEqual(names, [
    ['schema', null],
    ['parameter', 'Idempotency-Key'],
    ['header', 'X-Request-Id'],
    ['field', 'x-lifecycle'],
  ]);
});

test('every standard says what it is, with an example or what it is made of', () => {
  const silent = standards.filter(
    ({ description, schema }) =>
      description === '' || (schema.examples === undefined && schema.properties === undefined),
  );
  assert.deepEqual(
    silent.map(({ id }) => id),
    [],
  );
});

test('a standard knows who uses it, however it is used', () => {
  const all = services.map(serviceReference);
  assert.deepEqual(standard('lifecycle-stage')?.usedBy, all);
  assert.ok(standard('webhook-signature')?.usedBy.includes('consent-manager/v1'));
  assert.ok(standard('request-id')?.usedBy.includes('fund-transfer/v1'));
  assert.ok(standard('nid')?.usedBy.includes('nid-verification/v1'));
});
