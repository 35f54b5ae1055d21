import assert from 'node:assert/strict';
import { it } from 'node:test';
import { joinCodeOf, joinFaults, problemFaults } from './joinInput.ts';

it('asks for what was left empty', () => {
  assert.deepEqual(joinFaults(' ', ''), [
    { field: 'joinCode', fault: 'code-missing' },
    { field: 'name', fault: 'name-missing' },
  ]);
});

it('takes names of 2 to 60 letters in any script', () => {
  assert.deepEqual(joinFaults('4XKD-9T2M', 'টিম মেঘনা'), []);
  assert.deepEqual(joinFaults('4XKD-9T2M', ' P '), [{ field: 'name', fault: 'name-length' }]);
  assert.deepEqual(joinFaults('4XKD-9T2M', '𝒫'.repeat(60)), []);
  assert.deepEqual(joinFaults('4XKD-9T2M', 'P'.repeat(61)), [{ field: 'name', fault: 'name-length' }]);
});

it('puts what the sandbox refuses beside the field it is about', () => {
  const field = (id: string, path = '') => problemFaults({ id, errors: [{ path }] })[0]?.field;
  assert.equal(field('join-code-wrong'), 'joinCode');
  assert.equal(field('event-closed'), 'joinCode');
  assert.equal(field('team-name-taken'), 'name');
  assert.equal(field('recovery-code-wrong'), 'recoveryCode');
  assert.equal(field('request-invalid', '/name'), 'name');
  assert.equal(field('request-invalid', '/other'), 'form');
  assert.equal(field('internal-error'), 'form');
});

it('reads the join code from a link', () => {
  assert.equal(joinCodeOf('#code=4XKD-9T2M'), '4XKD-9T2M');
  assert.equal(joinCodeOf('#recover'), '');
  assert.equal(joinCodeOf(''), '');
});
