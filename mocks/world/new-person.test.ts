import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { isObject, type JsonObject } from '@dpi/specs/json-value';
import { TooManyPeople } from './new-person.ts';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

const catalogue = await loadCatalogue({
  services: [
    'nid-verification',
    'consent-manager',
    'notifications',
    'birth-death-registration',
    'fund-transfer',
    'account-directory',
    'social-registry',
    'reference-data',
  ],
});
const SHIRIN = {
  name: { en: 'Shirin Sultana', bn: 'শিরিন সুলতানা' },
  birthDate: '1994-02-11',
  gender: 'female',
  place: '6091',
};

function platform() {
  const store = new MemoryStore();
  const open = () => new Worlds(catalogue, { store, clock: () => Date.parse('2026-11-29T20:00:00+06:00') });
  const worlds = open();
  const call = async (service: string, operation: string, body: JsonObject, world = 'a') => {
    const request = { path: {}, query: {}, header: {}, body };
    const call = { world, service, version: 'v1', operation, request, requestId: 'req_1' };
    const { status, body: answer } = await worlds.answer(call);
    return { status, body: isObject(answer) ? answer : {} };
  };
  const add = async (asked = SHIRIN, world = 'a') => {
    const person = await worlds.addPerson(world, asked);
    assert.ok(person !== null);
    return person;
  };
  return { worlds, open, call, add };
}

test('a person of the team is known to every service that keeps people', async () => {
  const { call, add, worlds } = platform();
  const { id, name, identifiers, objects } = await add();
  assert.deepEqual(name, SHIRIN.name);
  const { nid = '', brn, mobile = '', account = '' } = identifiers;
  const { birthDate, gender } = SHIRIN;
  const { body: match } = await call('nid-verification', 'verifyIdentity', {
    nid,
    birthDate,
    gender,
    name,
    geocode: '6091',
  });
  assert.equal(match.matched, true);
  const found = await call('birth-death-registration', 'verifyRecord', { brn, birthDate, name });
  assert.equal(found.body.matched, true, JSON.stringify(found.body));
  const { body: resolved } = await call('account-directory', 'resolveAlias', { alias: mobile, purpose: 'person' });
  assert.deepEqual([resolved.maskedName, resolved.participantName], ['S****n S*****a', 'Shapla Bank']);
  const paid = await call('fund-transfer', 'createTransfer', {
    payer: { account: '1012300456701' },
    payee: { account },
    amount: { amount: '100.00', currency: 'BDT' },
  });
  assert.equal(paid.body.status, 'settled', JSON.stringify(paid.body));
  const sight = await worlds.citizen('a', id, 'en');
  assert.deepEqual(sight?.person.phone, mobile);
  assert.ok(objects.some(({ service, objectId }) => service === 'nid-verification' && objectId === nid));
  assert.deepEqual(await worlds.violatedInvariants('a'), []);
});

test('a person of the team has identifiers that are valid, and no one else has', async () => {
  const { worlds, add } = platform();
  const all = [];
  for (let count = 0; count < 20; count += 1) all.push((await add()).identifiers);
  for (const { nid, brn, mobile } of all) {
    assert.match(nid ?? '', /^\d{10}$/);
    assert.match(brn ?? '', /^1994\d{13}$/);
    assert.match(mobile ?? '', /^\+8801[3-9]\d{8}$/);
  }
  const others = catalogue.personas.map(({ identifiers }) => identifiers);
  const values = [...others, ...all].flatMap((identifiers) => Object.values(identifiers));
  assert.equal(new Set(values).size, values.length);
  assert.equal((await worlds.people('a')).length, 20);
  await assert.rejects(add(), TooManyPeople);
});

test('a child has a birth registration number, and neither NID nor account', async () => {
  const { call, add } = platform();
  const { identifiers } = await add({ ...SHIRIN, birthDate: '2015-06-01' });
  assert.deepEqual(Object.keys(identifiers), ['brn']);
  const birth = await call('birth-death-registration', 'verifyRecord', {
    brn: identifiers.brn,
    birthDate: '2015-06-01',
    name: SHIRIN.name,
  });
  assert.equal(birth.body.matched, true, JSON.stringify(birth.body));
});

test('a person of the team is kept, in this world alone, until it is reset', async () => {
  const { worlds, open, call, add } = platform();
  const { id, identifiers } = await add();
  const { nid } = identifiers;
  assert.deepEqual(
    (await open().people('a')).map((person) => person.id),
    [id],
  );
  assert.deepEqual(await worlds.people('b'), []);
  assert.equal((await call('nid-verification', 'checkStatus', { nid }, 'b')).status, 404);
  assert.equal(await worlds.citizen('b', id, 'en'), null);
  await worlds.reset('a');
  assert.deepEqual(await worlds.people('a'), []);
  assert.equal((await call('nid-verification', 'checkStatus', { nid })).status, 404);
});
