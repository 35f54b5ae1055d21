import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMockEngine } from '@dpi/mocks';
import { catalogueOf } from '../../mocks/engine/catalogue.fixture.ts';
import { COSTLY, documentOf } from '../../mocks/engine/costly-schemas.fixture.ts';
import { testCatalogue } from '../testing/catalogue.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

test('callers of other services are answered before requests that take long', async (t) => {
  const costly = Object.entries(COSTLY).filter(([, { body }]) => body().length > 64 * 1024);
  const documents = Object.fromEntries(costly.map(([, schemas], index) => [`costly-${index}`, documentOf(schemas)]));
  const { problems } = await testCatalogue();
  const catalogue = { ...catalogueOf({ ...documents, other: documentOf({ schema: { type: 'object' } }) }), problems };
  const mocks = await createMockEngine(catalogue, { publicUrl: '' });
  const sandbox = await startTestSandbox(t, { QUOTA_PER_SECOND: '100000' }, { catalogue, mocks });
  const { secret } = await sandbox.newKey();
  const send = async (service: string, body: string) => {
    const headers = { 'X-API-Key': secret, 'Content-Type': 'application/json' };
    const answer = await fetch(`${sandbox.url}/sandbox/${service}/v1/x`, { method: 'POST', headers, body });
    return answer.status;
  };
  let answered = 0;
  const large = costly.map(async ([name, { body, status }], index) => {
    assert.equal(await send(`costly-${index}`, body()), status, name);
    answered += 1;
  });
  let calls = 0;
  while (answered === 0) {
    assert.equal(await send('other', '{}'), 200);
    calls += 1;
  }
  assert.ok(costly.length > 3 && calls > 10, `${calls} calls`);
  await Promise.all(large);
});
