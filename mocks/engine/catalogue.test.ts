import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { serviceReference } from '@dpi/specs/service-reference';
import { exampleRequest } from './example-request.ts';
import { createMockEngine, unansweredExamples } from './index.ts';
import { PrismCli } from './prism/prism-cli.fixture.ts';

// The services of the catalogue beside the Prism command.

const catalogue = await loadCatalogue();
const engine = await createMockEngine(catalogue, { publicUrl: '' });

test('every named example is reached by the request it describes', async () => {
  const unanswered = await Promise.all(catalogue.services.map((service) => unansweredExamples(service, engine)));
  assert.deepEqual(unanswered.flat(), []);
});

test('a request without the Idempotency-Key it needs is answered 400', () => {
  const asked: string[] = [];
  for (const { id, version, operations, schemas } of catalogue.services) {
    for (const operation of operations) {
      const needsKey = operation.parameters.some(({ name, required }) => name === 'Idempotency-Key' && required);
      const [example] = operation.examples;
      if (!needsKey || !example?.request) continue;
      const sent = exampleRequest(operation, example.request, schemas);
      if ('reason' in sent) assert.fail(`${id} ${operation.id}: ${sent.reason.id}`);
      const { 'idempotency-key': _, ...headers } = sent.headers;
      const { status, problem } = engine.answer(id, version, { ...sent, headers });
      asked.push(`${id} ${operation.id}`);
      assert.equal(status, 400, asked.at(-1));
      assert.equal(problem?.id, 'idempotency-key-missing');
    }
  }
  assert.ok(asked.length > 0);
});

test('a Location leads to an operation that reads what was made', () => {
  const unread: string[] = [];
  let followed = 0;
  for (const { id, version, basePath, operations, schemas } of catalogue.services) {
    for (const operation of operations) {
      const [example] = operation.examples;
      if (operation.method !== 'post' || !example?.request) continue;
      const sent = exampleRequest(operation, example.request, schemas);
      if ('reason' in sent) assert.fail(`${id} ${operation.id}: ${sent.reason.id}`);
      const { location } = engine.answer(id, version, sent).headers;
      if (location === undefined) continue;
      followed += 1;
      const path = location.slice(basePath.length);
      const asked = { method: 'GET', path, query: '', headers: { accept: '*/*' }, body: null };
      const { status, problem } = location.startsWith(basePath)
        ? engine.answer(id, version, asked)
        : { status: 0, problem: null };
      if (status === 0 || problem?.id === 'operation-not-found') unread.push(`${id} ${operation.id} ${location}`);
    }
  }
  assert.ok(followed > 20);
  assert.deepEqual(unread, []);
});

describe('every named example is answered as the Prism command answers it', { concurrency: 2 }, () => {
  let cli: PrismCli;
  before(async () => {
    cli = await PrismCli.start();
  });
  after(() => cli.stop());
  for (const service of catalogue.services) {
    test(serviceReference(service), async () => {
      const prism = await cli.mock(service.document);
      const differences: string[] = [];
      try {
        for (const operation of service.operations) {
          for (const { name, request, response } of operation.examples) {
            if (request === null || response === null || !/^\d{3}$/.test(response.status)) continue;
            const asked = exampleRequest(operation, request, service.schemas);
            if ('reason' in asked) continue;
            const prefer = `code=${response.status}, example=${name}`;
            const told = { ...asked, headers: { accept: '*/*', ...asked.headers, prefer } };
            const ours = engine.answer(service.id, service.version, told);
            const theirs = await prism.ask(told);
            const note = `${operation.method} ${operation.path} ${name}`;
            if (ours.status !== theirs.status)
              differences.push(`${note}: ${ours.status} instead of ${theirs.status}, ${ours.body}`);
            else if (ours.problem === null && !isSameBody(ours.body, theirs.body))
              differences.push(`${note}: ${ours.body} instead of ${theirs.body}`);
          }
        }
      } finally {
        await prism.stop();
      }
      assert.deepEqual(differences, []);
    });
  }
});

function isSameBody(ours: string | Buffer | null, theirs: string): boolean {
  if (ours === null || theirs === '') return (ours ?? '').length === theirs.length;
  return String(ours) === theirs;
}
