import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { createMockEngine } from '../engine/index.ts';
import { caseText, checkConformance } from './index.ts';
import { serve } from './server.fixture.ts';

const catalogue = await loadCatalogue();
const engine = await createMockEngine(catalogue, { publicUrl: 'https://sandbox.example' });

for (const service of catalogue.services) {
  test(`the mock of ${service.id}/${service.version} conforms to its spec, example by example`, async (t) => {
    const server = await serve(t, async (request, response, body) => {
      const [path = '', query = ''] = (request.url ?? '').split('?');
      const answer = await engine.answer(service.id, service.version, {
        method: request.method ?? '',
        path,
        query,
        headers: request.headers,
        body: body.length > 0 ? body : null,
      });
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
    const { personas, journeys } = catalogue;
    const report = await checkConformance(service, { server, headers: {}, timeoutMs: 10_000, personas, journeys });
    const wrong = report.cases.filter(({ outcome }) => outcome !== 'conforms');
    assert.deepEqual(wrong.map(caseText), []);
    assert.equal(report.conforms, true);
    assert.ok(report.cases.length >= service.operations.length);
  });
}
