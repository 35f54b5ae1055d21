import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operationPage } from '../reference/operationPage.ts';
import { fixtureCatalogue } from './catalogue.fixture.ts';
import { operationPageWithHtml } from './operationPageWithHtml.ts';

test('makes the descriptions of an operation and its schemas HTML, and leaves its examples alone', () => {
  const catalogue = fixtureCatalogue();
  const [service] = catalogue.services;
  const [operation] = service?.operations ?? [];
  assert.ok(service && operation?.requestBody);
  operation.description = '# Title';
  operation.requestBody.description = 'A `body`.';
  operation.responses = [{ status: '201', description: '*Done*', headers: [], contents: [] }];

  const page = operationPageWithHtml(operationPage(catalogue, service, operation));
  assert.equal(page.operation.description, '<h2>Title</h2>');
  assert.equal(page.operation.requestBody?.description, '<p>A <code>body</code>.</p>');
  assert.equal(page.operation.responses[0]?.description, '<p><em>Done</em></p>');
  assert.equal(page.schemas.Birth?.description, '<p>A <em>birth</em>.</p>');
  assert.deepEqual(page.operation.requestBody?.contents[0]?.examples[0]?.value, { name: 'Amina' });
});
