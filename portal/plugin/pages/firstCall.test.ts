import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureCatalogue } from '../catalogue.fixture.ts';
import { firstCall } from './firstCall.ts';

test('shows a call that works as it stands, and its answer', () => {
  assert.deepEqual(firstCall(fixtureCatalogue()), {
    operation: { title: 'Register a birth', url: '/catalogue/birth-registration/v1/register-birth/' },
    persona: { id: 'amina', name: 'Amina' },
    request: {
      method: 'POST',
      url: '/sandbox/birth-registration/v1/births',
      headers: [
        { name: 'X-API-Key', value: 'DEMO_KEY' },
        { name: 'Content-Type', value: 'application/json' },
      ],
      body: '{\n  "name": "Amina"\n}',
    },
    answer: { status: '201', body: '{\n  "id": "B-1"\n}' },
  });
});

test('shows none where no spec has an example', () => {
  const catalogue = fixtureCatalogue();
  catalogue.services = catalogue.services.slice(1);
  assert.equal(firstCall(catalogue), null);
});
