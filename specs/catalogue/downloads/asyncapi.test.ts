import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { loadCatalogue } from '../load.ts';
import { asyncApi, asyncApiPath } from './asyncapi.ts';

const HERE = 'https://dpi.example';
const services = (await loadCatalogue()).services.filter((service) => asyncApiPath(service) !== null);

/** A validator that knows JSON Schema draft 7, which AsyncAPI's own schema and its messages are written in. */
function ajv(): Ajv {
  const validator = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  formats.default(validator);
  return validator;
}

test('the AsyncAPI file of every service with webhooks is valid', () => {
  const schema = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0-without-$id.json');
  const isValid = ajv().compile(schema);
  assert.ok(services.length > 10);
  for (const service of services) {
    isValid(asyncApi(service, HERE));
    assert.deepEqual(isValid.errors ?? [], [], service.id);
  }
});

test('each webhook is a message that is sent, with its headers, and whose examples are as its schema says', () => {
  for (const service of services) {
    const document = JSON.parse(JSON.stringify(asyncApi(service, HERE)));
    const names = service.webhooks.map(({ name }) => name);
    for (const part of [document.channels, document.operations, document.components.messages])
      assert.deepEqual(Object.keys(part), names);
    for (const name of names) {
      const { payload, headers, examples } = document.components.messages[name];
      assert.equal(document.operations[name].action, 'send');
      assert.deepEqual(
        headers.required,
        ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
        `${service.id} ${name}`,
      );
      const isValid = ajv().compile({ ...payload, components: document.components });
      assert.ok(examples.length > 0, `${service.id} ${name}`);
      for (const example of examples)
        assert.ok(isValid(example.payload), `${service.id} ${name} ${example.name}: ${JSON.stringify(isValid.errors)}`);
    }
  }
});

test('an AsyncAPI file holds every schema that it refers to', () => {
  for (const service of services) {
    const text = JSON.stringify(asyncApi(service, HERE));
    const { components } = JSON.parse(text);
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"/]+)"/g))
      assert.ok(Object.hasOwn(components.schemas, name), `${service.id}: ${name}`);
  }
});
