import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createMockEngine, MemoryStore, pairDifferences, Worlds } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import { countryFiles } from '@dpi/specs/country-files';
import { assessCatalogue } from '@dpi/specs/ruleset';
import { importService, writeBehaviour } from '@dpi/specs/scaffold';
import { openPlatformTexts, readLanguages } from '@dpi/specs/texts';
import { runScript } from './command.fixture.ts';

const texts = await openPlatformTexts();
const NOT_FOUND = `'404': { description: None, content: { application/json: { schema: { $ref: '#/components/schemas/Error' }, example: { code: NOT_FOUND } } } }`;

/** Visits that are kept; `more` are members of the spec's components, `changes` replace parts of the text. */
function specOf(changes: [string, string][] = []): string {
  const spec = `openapi: 3.0.3
info: { title: Visits, version: 1.0.0 }
servers: [{ url: 'https://visits.example/v1' }]
paths:
  /visits:
    get:
      parameters:
        - { name: status, in: query, schema: { type: string, enum: [planned, done] } }
        - { name: offset, in: query, schema: { type: integer, minimum: 0 } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 10 } }
        - { name: sort, in: query, schema: { type: string } }
      responses:
        '200': { description: Visits, content: { application/json: { schema: { type: object, required: [total, visits], additionalProperties: false, properties: { total: { type: integer }, visits: { type: array, items: { $ref: '#/components/schemas/Visit' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewVisit' }, examples: { roof: { value: { place: Roof, minutes: 30 } }, moon: { value: { place: Moon } } } } } }
      responses:
        '201': { description: Added, content: { application/json: { schema: { $ref: '#/components/schemas/Visit' }, examples: { roof: { value: { id: 5f0c7c1e-8f3a-4a55-9d0e-0d3f2f0c9a11, place: Roof, minutes: 30, status: planned, createdAt: '2026-11-23T10:00:00+06:00' } } } } } }
        '422': { description: No, content: { application/json: { schema: { $ref: '#/components/schemas/Error' }, examples: { moon: { value: { code: TOO_FAR } } } } } }
  /visits/{visitId}:
    parameters: [{ name: visitId, in: path, required: true, schema: { type: string, format: uuid } }]
    get:
      responses:
        '200': { description: A visit, content: { application/json: { schema: { $ref: '#/components/schemas/Visit' } } } }
        ${NOT_FOUND}
    patch:
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { minutes: { type: integer }, status: { type: string, enum: [planned, done] } } } } } }
      responses:
        '200': { description: Changed, content: { application/json: { schema: { $ref: '#/components/schemas/Visit' } } } }
        ${NOT_FOUND}
    delete:
      responses:
        '204': { description: Gone }
        ${NOT_FOUND}
components:
  schemas:
    NewVisit: { type: object, required: [place], properties: { place: { type: string }, minutes: { type: integer } } }
    Visit:
      type: object
      required: [id, place, status, createdAt]
      additionalProperties: false
      properties:
        id: { type: string, format: uuid, readOnly: true }
        place: { type: string }
        minutes: { type: integer }
        status: { type: string, enum: [planned, done] }
        createdAt: { type: string, format: date-time }
        updatedAt: { type: string, format: date-time }
    Error: { type: object, properties: { code: { type: string } } }
`;
  return changes.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replaceAll(from, () => to);
  }, spec);
}

async function fileOf(t: TestContext, changes: [string, string][] = []) {
  const dir = await mkdtemp(join(tmpdir(), 'dpi-first-behaviour-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const file = join(dir, 'visits.yaml');
  const specsDir = join(dir, 'services');
  await writeFile(file, specOf(changes));
  await mkdir(specsDir);
  return { file, specsDir, folder: join(specsDir, 'visits', 'v1') };
}

/** Takes in the spec, as the command does, and tells a behaviour from it. */
async function takenIn(t: TestContext, changes: [string, string][] = []) {
  const { file, specsDir, folder } = await fileOf(t, changes);
  const answers = { id: 'visits', layer: 'data', agency: 'land-ministry' };
  await importService(file, answers, { specsDir, today: '2026-11-23', fix: true });
  const catalogue = await loadCatalogue({ specsDir, cacheDir: null });
  const [service] = catalogue.services;
  assert.ok(service);
  const written = await writeBehaviour(service, folder, {
    clock: { timeZone: 'Asia/Dhaka', examplesAt: '2026-11-23T18:00:00+06:00' },
    languages: await readLanguages(countryFiles().country),
    texts,
    async differing(inferred) {
      const differences = await pairDifferences({ ...catalogue, services: [inferred] }, inferred);
      return new Map(differences.map(({ operation, example }) => [operation, example]));
    },
  });
  return {
    ...written,
    said: written.leftOut.map((message) => texts.format(message, 'en')).join('\n'),
    specsDir,
    folder,
  };
}

async function mockOf(specsDir: string) {
  const catalogue = await loadCatalogue({ specsDir, cacheDir: null });
  const [service] = catalogue.services;
  assert.ok(service);
  const worlds = new Worlds(catalogue, { store: new MemoryStore() });
  const engine = await createMockEngine(catalogue, { publicUrl: '', worlds });
  const call = async (method: string, path: string, body?: object, query = '') => {
    const answer = await engine.answerWithoutBlocking(
      'visits',
      'v1',
      {
        method,
        path,
        query,
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        body: body === undefined ? null : Buffer.from(JSON.stringify(body)),
      },
      { world: 'a', requestId: 'req_1', language: 'en' },
    );
    return { status: answer.status, body: answer.body === null ? null : JSON.parse(String(answer.body)) };
  };
  return { catalogue, service, call };
}

test('what a spec of somebody else says is created, is read back, listed, changed and deleted', async (t) => {
  const { said, specsDir } = await takenIn(t);
  const { call } = await mockOf(specsDir);
  const before = (await call('GET', '/visits')).body.total;
  const created = await call('POST', '/visits', { place: 'Garden' });
  assert.equal(created.status, 201);
  const { id, status, createdAt, ...rest } = created.body;
  assert.deepEqual(rest, { place: 'Garden' });
  assert.equal(status, 'planned');
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(Math.abs(Date.parse(createdAt) - Date.now()) < 60_000);
  assert.deepEqual((await call('GET', `/visits/${id}`)).body, created.body);
  const changed = await call('PATCH', `/visits/${id}`, { status: 'done' });
  assert.deepEqual([changed.body.status, changed.body.place], ['done', 'Garden']);
  assert.equal((await call('GET', '/visits')).body.total, before + 1);
  assert.deepEqual(
    (await call('GET', '/visits', undefined, 'status=done')).body.visits.map((one: { id: string }) => one.id),
    [id],
  );
  await call('POST', '/visits', { place: 'Shed', minutes: 5 });
  const { visits } = (await call('GET', '/visits', undefined, `offset=${before + 1}&limit=1`)).body;
  assert.deepEqual(
    visits.map(({ place }: { place: string }) => place),
    ['Shed'],
  );
  assert.equal((await call('DELETE', `/visits/${id}`)).status, 204);
  for (const method of ['GET', 'DELETE']) {
    const gone = await call(method, `/visits/${id}`);
    assert.deepEqual([gone.status, gone.body.code], [404, 'NOT_FOUND']);
  }
  assert.equal((await call('POST', '/visits', { place: 'Moon' })).body.code, 'TOO_FAR');
  assert.match(said, /^GET \/visits: parameter "sort" has no effect yet\.$/m);
  assert.match(said, /the example "moon" is refused by the value it sends/);
});

test('a first behaviour passes the check, its named pairs hold, and it is in the languages of the country', async (t) => {
  const { file, specsDir, folder } = await fileOf(t);
  const { code, out, error } = await runScript('new-service.ts', [
    ...['--from', file, '--id', 'visits', '--layer', 'data', '--agency', 'land-ministry', '--specs-dir', specsDir],
  ]);
  assert.equal(code, 0, error);
  const { catalogue, service } = await mockOf(specsDir);
  assert.deepEqual(await pairDifferences(catalogue, service), []);
  const { findings } = await assessCatalogue(catalogue, { specsDir, cacheDir: null });
  assert.deepEqual(
    findings.filter(({ file }) => /behaviour|seed/.test(file)),
    [],
  );
  assert.deepEqual(
    (await readdir(folder)).filter((name) => /behaviour|seed/.test(name)),
    ['behaviour.bn.yaml', 'behaviour.yaml', 'seed.yaml'],
  );
  assert.match(await readFile(join(folder, 'behaviour.bn.yaml'), 'utf8'), /এই আইডির কিছু নেই/);
  assert.match(out, /These operations now keep what they are sent:/);
  assert.match(out, /প্যারামিটারের এখনো কোনো প্রভাব নেই/);
});

const LEFT_OUT: [what: string, changes: [string, string][], said: RegExp, kept: string[]][] = [
  [
    'an object whose unknown ID has no answer',
    [[NOT_FOUND, '']],
    /GET \/visits\/\{visitId\}: it declares no 404 with an example/,
    [],
  ],
  [
    'an ID that nothing can make',
    [['id: { type: string, format: uuid, readOnly: true }', "id: { type: string, pattern: '^V/[0-9]+/[A-Z]$' }"]],
    /POST \/visits: no new value of "id" can be made/,
    ['get', 'list', 'patch', 'delete'],
  ],
  [
    'a member that nothing says anything of',
    [
      ['required: [id, place, status, createdAt]', 'required: [id, place, status, createdAt, officer]'],
      ['place: { type: string }\n', 'place: { type: string }\n        officer: { type: string }\n'],
    ],
    /POST \/visits: nothing says what "officer" of a new object is/,
    ['get', 'list', 'patch', 'delete'],
  ],
  [
    'a list that says more than its objects',
    [
      ['required: [total, visits]', 'required: [total, visits, office]'],
      ['properties: { total', 'properties: { office: { type: string }, total'],
    ],
    /GET \/visits: nothing says what "office" of the response is/,
    ['get', 'post', 'patch', 'delete'],
  ],
  [
    'an example that the answer would not be',
    [
      [
        'value: { id: 5f0c7c1e-8f3a-4a55-9d0e-0d3f2f0c9a11, place: Roof, minutes: 30',
        'value: { id: 5f0c7c1e-8f3a-4a55-9d0e-0d3f2f0c9a11, place: Roof, minutes: 45',
      ],
    ],
    /POST \/visits: it would not answer the example "roof" as the spec does/,
    ['get', 'list', 'patch', 'delete'],
  ],
];

for (const [what, changes, expected, kept] of LEFT_OUT) {
  test(`${what} is left out, and said`, async (t) => {
    const { said, specsDir } = await takenIn(t, changes);
    assert.match(said, expected);
    const { service } = await mockOf(specsDir);
    const operations = service.operations.filter(({ id }) => service.behaviour?.operations[id] !== undefined);
    const names = operations.map(({ method, path }) => (method === 'get' && path === '/visits' ? 'list' : method));
    assert.deepEqual(names.sort(), kept.toSorted());
  });
}

test('a spec that tells of nothing that is kept gets no behaviour', async (t) => {
  const { files, inferred, leftOut, folder } = await takenIn(t, [['/visits/{visitId}', '/visits/{visitId}/now']]);
  assert.deepEqual([files, inferred, leftOut], [[], [], []]);
  assert.deepEqual((await readdir(folder)).sort(), ['CHANGELOG.md', 'bn.overlay.yaml', 'openapi.yaml']);
});
