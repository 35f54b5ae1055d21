import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadCatalogue, openApiJson, openApiYaml, postmanCollection } from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';
import { openPlatformTexts } from '@dpi/specs/texts';
import { createEnglishEngine } from './in-english.fixture.ts';

const texts = await openPlatformTexts();

const SPEC = `openapi: 3.0.3
info: { title: Ledgers, version: 1.0.0 }
paths:
  /entries:
    get:
      operationId: getEntry
      parameters:
        - { name: above, in: query, schema: { type: integer, format: int64, minimum: 9007199254740993 } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Entry' }, example: { number: 9007199254740993, amount: 12345678901234567890.12 } } } }
    post:
      operationId: createEntry
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Entry' }, example: { number: 9007199254740993, amount: 0.1000000000000000055 } } } }
      responses: { '201': { description: made } }
components:
  schemas:
    Entry:
      type: object
      properties:
        number: { type: integer, format: int64, maximum: 9223372036854775806 }
        amount: { type: number }
`;

const dir = await mkdtemp(join(tmpdir(), 'ledgers-'));
after(() => rm(dir, { recursive: true, force: true }));
await mkdir(join(dir, 'services', 'ledgers', 'v1'), { recursive: true });
await writeFile(join(dir, 'services', 'ledgers', 'v1', 'openapi.yaml'), SPEC);
const read = () => loadCatalogue({ specsDir: join(dir, 'services'), cacheDir: join(dir, 'cache') });
await read();
/** Out of the cache. */
const catalogue: Catalogue = await read();
const engine = await createEnglishEngine(catalogue, { publicUrl: 'http://localhost:4000' });

const EXAMPLE = '{"number":9007199254740993,"amount":12345678901234567890.12}';

function send(method: string, query = '', body: string | null = null) {
  const headers: Record<string, string> = body === null ? {} : { 'content-type': 'application/json' };
  return engine.answer('ledgers', 'v1', {
    method,
    path: '/entries',
    query,
    headers,
    body: body === null ? null : Buffer.from(body),
  });
}

test('an example is answered with every digit', async () => {
  assert.equal(String((await send('GET')).body), EXAMPLE);
});

test('downloads have every digit of examples and limits', () => {
  const [service] = catalogue.services;
  assert.ok(service);
  const json = JSON.stringify(openApiJson(service, 'http://localhost:4000', 'en', texts));
  const yaml = openApiYaml(service, 'http://localhost:4000', 'en', texts);
  for (const text of ['9007199254740993', '12345678901234567890.12', '0.1000000000000000055', '9223372036854775806']) {
    assert.ok(json.includes(text), text);
    assert.match(yaml, new RegExp(`: ${text.replace('.', '\\.')}$`, 'm'));
  }
  assert.match(JSON.stringify(postmanCollection(service, 'http://localhost:4000')), /9007199254740993/);
});

test('requests are held against ranges and limits by every digit', async () => {
  const status = async (number: string) => (await send('POST', '', `{"number":${number}}`)).status;
  assert.equal(await status('20012692512345678'), 201);
  assert.equal(await status('9223372036854775806'), 201);
  assert.equal(await status('9223372036854775807'), 422);
  const beyond = await send('POST', '', '{"number":-9223372036854775809}');
  assert.match(beyond.violations[0]?.message ?? '', /from -9223372036854775808 to 9223372036854775807/);
  assert.equal(await status('-9223372036854775808'), 201);
  assert.equal(await status('-9223372036854775809'), 422);
  const over = await send('POST', '', '{"number":9223372036854775807}');
  assert.match(over.violations[0]?.message ?? '', /must be 9223372036854775806 or less/);
});

test('a text in the query stands for every digit of its number', async () => {
  assert.equal((await send('GET', 'above=9007199254740993')).status, 200);
  assert.equal((await send('GET', 'above=9007199254740992')).status, 422);
});
