import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainFacts } from './personasPage.ts';

test('names facts by their path, and counts the entries of a list from 1', () => {
  const facts = {
    birthDate: '1968-03-12',
    address: { district: 'Kurigram' },
    accounts: [{ bank: 'A' }, { bank: 'B' }],
  };
  assert.deepEqual(plainFacts(facts), [
    { name: 'birthDate', value: '1968-03-12' },
    { name: 'address.district', value: 'Kurigram' },
    { name: 'accounts.1.bank', value: 'A' },
    { name: 'accounts.2.bank', value: 'B' },
  ]);
});

test('leaves out what is not known', () => {
  assert.deepEqual(plainFacts({ father: null, alive: false }), [{ name: 'alive', value: 'false' }]);
});
