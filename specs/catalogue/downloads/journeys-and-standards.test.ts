import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { loadCatalogue } from '../load.ts';
import { markdownPath } from '../markdown-path.ts';
import { arazzoYaml } from './arazzo.ts';
import { catalogueJson } from './catalogue-json.ts';
import { llmsTxt } from './llms-txt.ts';
import { standardSchema } from './standard-schema.ts';

const HERE = 'https://dpi.example';
const catalogue = await loadCatalogue();

test('an Arazzo file leads to the specs of this platform', () => {
  assert.ok(catalogue.journeys.length > 0);
  const specs = new Set(catalogueJson(catalogue, HERE).services.map(({ openapi }) => openapi));
  for (const journey of catalogue.journeys) {
    const { arazzo, sourceDescriptions } = parse(arazzoYaml(catalogue, journey, HERE));
    assert.equal(arazzo, '1.0.1');
    for (const { url } of sourceDescriptions) assert.ok(specs.has(url), `${journey.id}: ${url}`);
  }
});

test('the JSON Schema of every standard is whole, valid and has its address as $id', () => {
  assert.ok(catalogue.standards.length > 0);
  for (const standard of catalogue.standards) {
    const schema = standardSchema(standard, catalogue.standards, HERE);
    assert.equal(schema.$id, `${HERE}/standards/${standard.id}/v1/schema.json`);
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    const isValid = ajv.compile(schema);
    for (const example of standard.schema.examples ?? []) assert.ok(isValid(example), `${standard.id}: ${example}`);
  }
});

test('catalogue.json and llms.txt name every journey, standard and collection, and which operations need a credential', () => {
  const { services, journeys, standards } = catalogueJson(catalogue, HERE);
  const text = llmsTxt(catalogue, HERE);
  assert.match(text, new RegExp(`${HERE}/mcp`));
  for (const page of ['/index.md', '/personas.md', '/problems.md', '/guideline.md'])
    assert.ok(text.includes(HERE + page));
  const { guides, problems } = catalogue;
  for (const page of [...guides.map(({ url }) => url), ...problems.map(({ id }) => `/problems/${id}/`)])
    assert.ok(text.includes(`(${HERE}${markdownPath(page)})`), page);
  const urls = [
    ...services.map(({ postman }) => postman),
    ...services.flatMap(({ asyncapi }) => asyncapi ?? []),
    ...journeys.map(({ arazzo }) => arazzo),
    ...standards.map(({ schema }) => schema),
  ];
  for (const url of urls) assert.ok(text.includes(`(${url})`), url);
  const needs = new Set(services.flatMap(({ operations }) => operations.map(({ credential }) => credential)));
  assert.ok(needs.has('none') && needs.has('required'));
});
