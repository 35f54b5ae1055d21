import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureCatalogue } from '../catalogue.fixture.ts';
import { firstSentence, standardListPage, standardPage } from './standardPages.ts';

test('brings the standards that a standard is made of, however deep', () => {
  const catalogue = fixtureCatalogue();
  const [number] = catalogue.standards;
  assert.ok(number);
  const part = { ...number, id: 'certificate', title: 'Certificate', source: 'v1/papers.yaml#/schemas/Certificate' };
  part.schema = { type: 'object', properties: { number: { $ref: '#/components/schemas/BirthNumber' } } };
  const whole = { ...number, id: 'folder', title: 'Folder', source: 'v1/papers.yaml#/schemas/Folder' };
  whole.schema = { type: 'array', items: { $ref: '#/components/schemas/Certificate' } };
  catalogue.standards.push(part, whole);

  const { schemas, standards } = standardPage(catalogue, whole);
  assert.deepEqual(Object.keys(schemas).sort(), ['BirthNumber', 'Certificate']);
  assert.deepEqual(standards, { certificate: 'Certificate', 'birth-number': 'Birth number' });
});

test('the list goes by title', () => {
  const catalogue = fixtureCatalogue();
  const [number] = catalogue.standards;
  assert.ok(number);
  catalogue.standards.push({ ...number, id: 'address', title: 'Address' });
  assert.deepEqual(
    standardListPage(catalogue).standards.map(({ title }) => title),
    ['Address', 'Birth number'],
  );
});

test('a summary is the first sentence, in Latin or in Bangla', () => {
  assert.equal(firstSentence('Version 1.5 of a number. More.'), 'Version 1.5 of a number.');
  assert.equal(firstSentence('জন্ম সনদের নম্বর। আরও।'), 'জন্ম সনদের নম্বর।');
  assert.equal(firstSentence('No stop'), 'No stop');
});
