import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MediaType, Schema } from '@dpi/specs/model';
import { fixtureCatalogue } from './catalogue.fixture.ts';
import { operationPageWithSamples } from './operationPageWithSamples.ts';

const PERSON: Schema = {
  type: 'object',
  xml: { name: 'person' },
  properties: { id: { type: 'integer', xml: { attribute: true } }, name: { const: 'Amina' } },
};

function pageOf(given: Omit<MediaType, 'encoding'>) {
  const content = { ...given, encoding: {} };
  const catalogue = fixtureCatalogue();
  const [service] = catalogue.services;
  const [operation] = service?.operations ?? [];
  assert.ok(service && operation);
  operation.requestBody = { required: true, description: '', contents: [content] };
  operation.responses = [{ status: '200', description: '', headers: [], contents: [content] }];
  const page = operationPageWithSamples(catalogue, service, operation);
  return [page.operation.requestBody?.contents[0], page.operation.responses[0]?.contents[0]];
}

test('a body without an example is shown with a value made up from its schema', () => {
  for (const content of pageOf({ contentType: 'application/json', schema: PERSON, examples: [] })) {
    assert.deepEqual(content?.sample, { value: { id: 1001, name: 'Amina' }, isInvented: true, misfits: [] });
  }
});

test('that no value fits is said', () => {
  const schema = { type: 'integer', minimum: 2, maximum: 1 };
  for (const content of pageOf({ contentType: 'application/json', schema, examples: [] }))
    assert.equal(content?.sample, null);
});

test('examples and made-up values of XML are XML', () => {
  const examples = [{ name: 'amina', summary: '', description: '', value: { id: 1, name: 'Amina' } }];
  const xml = '<person id="1"><name>Amina</name></person>';
  for (const content of pageOf({ contentType: 'application/xml', schema: PERSON, examples })) {
    assert.equal(content?.examples[0]?.value, xml);
    assert.equal(content?.sample, undefined);
  }
  for (const content of pageOf({ contentType: 'application/xml', schema: PERSON, examples: [] }))
    assert.equal(content?.sample?.value, '<person id="1001"><name>Amina</name></person>');
});
