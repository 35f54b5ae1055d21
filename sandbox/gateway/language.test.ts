import assert from 'node:assert/strict';
import test from 'node:test';
import { createMockEngine, MemoryStore, Worlds } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import { call } from '../testing/call.ts';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const STATUS = '/sandbox/nid-verification/v1/status';
const BANGLA = /\p{Script=Bengali}/u;

test('the platform says in Bangla why it refuses a call, to those who ask in Bangla', async (t) => {
  const sandbox = await startTestSandbox(t, { DEMO_QUOTA_PER_HOUR: '1', ANONYMOUS_QUOTA_PER_HOUR: '1' });
  const demo = { 'X-API-Key': 'DEMO_KEY' };
  const cases: [path: string, init: RequestInit, status: number, detail: RegExp][] = [
    [STATUS, {}, 401, /^আপনার API কী X-API-Key হেডারে পাঠান। "X-API-Key: DEMO_KEY"/],
    [STATUS, { headers: { 'X-API-Key': 'dpi_x' } }, 401, /৫টি অক্ষর আছে, থাকার কথা ৪২টি/],
    [`${STATUS}?api_key=x`, {}, 400, /^URL-এ একটি API কী/],
    ['/sandbox/nid-verification/v2/status', { headers: demo }, 404, /আপনি কি nid-verification\/v1 বোঝাতে চেয়েছেন\?$/],
    [STATUS, { headers: demo }, 429, /এই ঘণ্টার ১টি কল শেষ.*[০-৯]+ সেকেন্ড অপেক্ষা করুন।$/],
    ['/catalogue/land/v1/openapi.yaml', {}, 500, /^land-এর স্পেক/],
    ['/metrics', {}, 401, /অ্যাডমিন টোকেন/],
    ['/', { method: 'POST' }, 405, /GET বা HEAD/],
    ['/nothing', { headers: { accept: 'application/json' } }, 503, /^পাতাগুলো তৈরি হচ্ছে/],
  ];
  for (const [path, init, expected, detail] of cases) {
    const { status, headers, problem } = await call(sandbox.url + path, {
      ...init,
      headers: { ...init.headers, 'Accept-Language': 'bn-BD, en;q=0.5' },
    });
    assert.equal(status, expected, problem.detail);
    assert.equal(headers.get('content-language'), 'bn', path);
    assert.match(headers.get('vary') ?? '', /Accept-Language/, path);
    assert.match(problem.title, BANGLA, path);
    assert.match(problem.detail, detail, path);
  }
});

test('a problem is in the first language of the country for all others', async (t) => {
  const sandbox = await startTestSandbox(t);
  const hostile = `${'x;q=0,'.repeat(600)}bn`;
  for (const accepted of [undefined, 'fr', '*', 'bn;q=0', '', hostile]) {
    const headers: Record<string, string> = accepted === undefined ? {} : { 'Accept-Language': accepted };
    const answer = await call(sandbox.url + STATUS, { headers });
    assert.equal(answer.headers.get('content-language'), 'en', accepted);
    assert.equal(answer.problem.title, 'Missing API key', accepted);
  }
});

test('a request that is no HTTP is answered in the language that it asks for, where it got so far', async (t) => {
  const sandbox = await startTestSandbox(t);
  const ask = (headers: string) => rawRequest(sandbox.port, `GET /ঢাকা HTTP/1.1\r\nHost: a\r\n${headers}\r\n`);
  const bangla = await ask('Accept-Language: bn\r\n');
  assert.equal(bangla.headers['content-language'], 'bn');
  assert.match(JSON.parse(bangla.body).detail, /বাংলা অক্ষর/);
  assert.equal((await ask('')).headers['content-language'], 'en');
});

test('what is wrong with a request is said in Bangla, and so is why a service refuses it', async (t) => {
  const catalogue = await loadCatalogue({ services: ['nid-verification', 'consent-manager', 'notifications'] });
  const worlds = new Worlds(catalogue, { store: new MemoryStore() });
  const mocks = await createMockEngine(catalogue, { publicUrl: 'http://dpi.test', worlds });
  const sandbox = await startTestSandbox(t, {}, { catalogue, mocks });
  const ask = (body: string, headers: Record<string, string> = {}) =>
    call(`${sandbox.url}/sandbox/nid-verification/v1/verifications`, {
      method: 'POST',
      body,
      headers: {
        'X-API-Key': 'DEMO_KEY',
        'Content-Type': 'application/json',
        'Idempotency-Key': '7f1c2c9e-4c52-4b7e-9d3c-0a5b6f3e8d21',
        'Accept-Language': 'bn',
        ...headers,
      },
    });
  assert.deepEqual([...worlds.broken], []);
  const operations = catalogue.services.flatMap((service) => service.operations);
  const examples = operations.find(({ id }) => id === 'verifyIdentity')?.examples ?? [];
  const good = examples.find(({ response }) => response?.status === '200')?.request?.body as Record<string, unknown>;
  const withBody = (change: object) => JSON.stringify({ ...good, ...change });
  const cases: [sent: string, detail: RegExp][] = [
    [withBody({ nid: undefined }), /^বডির \/nid: আবশ্যক: যোগ করুন।$/],
    [withBody({ nid: 7 }), /^বডির \/nid: টেক্সট \(উদ্ধৃতিচিহ্নে\) হতে হবে।/],
    [withBody({ nid: '১২৩৪৫৬৭৮৯০' }), /^বডির \/nid: .* প্যাটার্নের সঙ্গে মিলতে হবে/],
    ['{"nid": }', /^বডি JSON নয়। লাইন ১, কলাম ৯: /],
  ];
  for (const [sent, detail] of cases) {
    const { headers, problem } = await ask(sent);
    assert.match(problem.detail, detail);
    assert.match(problem.title, BANGLA);
    for (const { message } of (problem.errors ?? []) as { message: string }[]) assert.match(message, BANGLA);
    assert.equal(headers.get('content-language'), 'bn');
  }
  const refused = examples.find(({ name }) => name === 'nobody-unknown');
  const { problem, headers } = await ask(JSON.stringify(refused?.request?.body));
  const type = catalogue.problems.find(({ id }) => problem.type.endsWith(`/problems/${id}/`));
  assert.equal(problem.title, type?.titles.bn);
  assert.match(problem.title, BANGLA);
  assert.match(problem.detail, BANGLA);
  assert.equal(headers.get('content-language'), 'bn');
  assert.equal(headers.get('vary'), 'Accept-Language');
});
