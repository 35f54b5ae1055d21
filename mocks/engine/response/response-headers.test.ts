import assert from 'node:assert/strict';
import test from 'node:test';
import { senderTo } from '../sender.fixture.ts';

const get = {
  responses: {
    200: {
      description: 'Sent',
      headers: {
        'X-Code': { schema: { type: 'string' }, examples: { late: { value: 'L1' }, lost: { value: 'L2' } } },
        'X-Batch': { schema: { type: 'string' }, examples: { usual: { value: 'b-1' } } },
      },
      content: {
        'application/json': {
          examples: Object.fromEntries(['late', 'lost', 'fine'].map((name) => [name, { value: { state: name } }])),
        },
      },
    },
  },
};

test('a header with an example for each of some responses is sent with these alone', async () => {
  const { engine } = await senderTo({ '/parcels': { get } });
  const codeOf = (name: string) => {
    const headers = { prefer: `example=${name}` };
    return engine.answer('requests', 'v1', { method: 'GET', path: '/parcels', query: '', headers, body: null }).headers;
  };
  assert.deepEqual(
    ['late', 'lost', 'fine'].map((name) => codeOf(name)['x-code']),
    ['L1', 'L2', undefined],
  );
  assert.equal(codeOf('fine')['x-batch'], 'b-1', 'the name of the example is none of the responses');
});
