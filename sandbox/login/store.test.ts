import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { type Entry, LoginStore } from './store.ts';

const ENTRY: Entry = {
  model: 'AccessToken',
  id: '',
  client: 'app',
  owner: '',
  grant: 'g',
  uid: '',
  expires: null,
  payload: {},
};

test('of one client only so many entries are kept, the newest ones, and other clients keep theirs', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'login-'));
  const store = new LoginStore(join(folder, 'login.sqlite'));
  t.after(async () => {
    store.close();
    await rm(folder, { recursive: true });
  });
  await store.put({ ...ENTRY, id: 'of another', client: 'other' });
  await Promise.all(Array.from({ length: 600 }, (_, index) => store.put({ ...ENTRY, id: String(index) })));
  assert.equal(store.find('AccessToken', '99'), null);
  assert.notEqual(store.find('AccessToken', '100'), null);
  assert.notEqual(store.find('AccessToken', '599'), null);
  assert.notEqual(store.find('AccessToken', 'of another'), null);
  await store.removeGrant('AccessToken', 'g');
  assert.equal(store.find('AccessToken', '599'), null);
});

test('what was acknowledged is there when the file is opened again', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'login-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'login.sqlite');
  const store = new LoginStore(file);
  await store.put({ ...ENTRY, id: 'kept', payload: { accountId: 'somebody' } });
  const again = new LoginStore(file);
  assert.deepEqual(again.find('AccessToken', 'kept')?.payload, { accountId: 'somebody' });
  store.close();
  again.close();
});
