import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createMockEngine, MemoryStore, Worlds } from '@dpi/mocks';
import { createLog, readConfig, type Sandbox, startSandbox } from '@dpi/sandbox';
import { loadCatalogue, readTranslation } from '@dpi/specs';
import { freePorts } from '../process.ts';
import { foreignWords, SERVICES } from './country.fixture.ts';

let dataDir: string;
let sandbox: Sandbox;
let key: string;
let token: string;
/** Everything that was answered. */
const answers: string[] = [];

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'second-country-'));
  const [port = 0] = await freePorts(1);
  const config = readConfig({ PORT: String(port), DATA_DIR: dataDir, SPECS_DIR: SERVICES });
  const catalogue = await loadCatalogue({ specsDir: SERVICES, cacheDir: null });
  const worlds = new Worlds(catalogue, { store: new MemoryStore() });
  assert.equal(worlds.broken.size, 0);
  sandbox = await startSandbox({
    config,
    catalogue,
    mocks: await createMockEngine(catalogue, { publicUrl: config.publicUrl, worlds }),
    portalDir: null,
    readTranslation: (service, locale) => readTranslation(service, locale, { specsDir: SERVICES, cacheDir: null }),
    log: createLog('silent'),
  });
  const joined = await call('POST', '/api/v1/teams', { joinCode: sandbox.joinCode, name: 'Équipe du port' });
  assert.equal(joined.status, 201);
  ({ token } = joined.body);
  key = joined.body.key.secret;
});

after(async () => {
  await sandbox?.close();
  await rm(dataDir, { recursive: true, force: true });
});

interface Answer {
  status: number;
  language: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the platform answers
  body: any;
}

async function call(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(sandbox.url + path, {
    method,
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await answer.text();
  answers.push(text);
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: answer.status,
    language: answer.headers.get('content-language'),
    body: isJson ? JSON.parse(text) : text,
  };
}

const lend = (cui: string, book: string, headers: Record<string, string> = {}) =>
  call('POST', '/sandbox/bibliotheque/v1/loans', { cui, book }, { 'X-API-Key': key, ...headers });

test('a service with a behaviour answers from the world of the team, in the currency and the days of the country', async () => {
  const lent = await lend('V90000017', 'L-7');
  assert.equal(lent.status, 201);
  assert.deepEqual(lent.body.deposit, { amount: '12.500', currency: 'XTS' });
  const read = await call('GET', `/sandbox/bibliotheque/v1/loans/${lent.body.loanId}`, undefined, { 'X-API-Key': key });
  assert.deepEqual(read.body, lent.body);
  assert.equal((await lend('V90000025', 'L-7')).status, 409);
});

test('a service without one answers from its examples', async () => {
  const ask = (birthDate: string) =>
    call('POST', '/sandbox/etat-civil/v1/verifications', { cui: 'V90000017', birthDate }, { 'X-API-Key': key });
  assert.deepEqual((await ask('1984-05-09')).body, { matched: true });
  assert.deepEqual((await ask('1990-01-01')).body, { matched: false });
});

test('a problem is in the language that the caller reads, and in the first of the country where none is asked for', async () => {
  const inArabic = await lend('V90000017', 'L-2', { 'Accept-Language': 'ar' });
  assert.equal(inArabic.status, 409);
  assert.equal(inArabic.body.title, 'الكتاب معار');
  assert.match(inArabic.body.detail, /^ينتظر الكتاب يوم /);
  const inFrench = await lend('V90000017', 'L-2');
  assert.equal(inFrench.body.title, 'Livre déjà prêté');
  assert.match(inFrench.body.detail, /^Le livre est attendu le \d+ \S+ \d{4}\.$/);
  const unsigned = await lend('V90000017', 'L-2', { 'X-API-Key': '', 'Accept-Language': 'ar' });
  assert.deepEqual([unsigned.status, unsigned.language, unsigned.body.title], [401, 'ar', 'المفتاح غائب']);
});

test('a fault in a request is told in both languages', async () => {
  const wrong = (language: string) => lend('X90000017', 'L-2', { 'Accept-Language': language });
  assert.match((await wrong('ar')).body.detail, /^\/cui في المتن يجب أن يوافق النمط /);
  assert.match((await wrong('fr')).body.detail, /^\/cui dans le corps doit suivre le motif /);
});

test('a team sees its calls, its world and its keys', async () => {
  const own = { Authorization: `Bearer ${token}` };
  const requests = await call('GET', '/api/v1/requests', undefined, { ...own, 'Accept-Language': 'ar' });
  assert.equal(requests.status, 200);
  assert.ok(JSON.stringify(requests.body).includes('bibliotheque'));
  for (const path of ['/api/v1/keys', '/api/v1/usage', '/api/v1/world', '/api/v1/world/objects', '/api/v1/personas'])
    assert.equal((await call('GET', path, undefined, own)).status, 200, path);
});

test('the page that is shown while the others are built is in the languages of the country', async () => {
  const { status, body } = await call('GET', '/', undefined, { Accept: 'text/html' });
  assert.equal(status, 503);
  assert.match(
    body,
    /<html lang="fr">[\s\S]*<p lang="fr" dir="auto">Les pages se préparent[\s\S]*<p lang="ar" dir="auto">/,
  );
});

test('downloads are in each of the languages', async () => {
  const inArabic = await call('GET', '/catalogue/bibliotheque/v1/openapi.ar.json');
  assert.equal(inArabic.body.info.title, 'المكتبة');
  for (const path of ['/catalogue.json', '/llms.txt', '/changelog.atom', '/catalogue/etat-civil/v1/openapi.yaml'])
    assert.equal((await call('GET', path)).status, 200, path);
});

test('nothing that is answered is of another country', () => {
  assert.ok(answers.length > 15);
  assert.deepEqual(
    answers.map(foreignWords).filter((words) => words !== null),
    [],
  );
});
