import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readableExampleFaults } from './example-faults.ts';
import type { Fault } from './fault.ts';

const ONE = '#/paths/~1births/post/requestBody/content/application~1json/examples/mukta/value';

function fault(reason: string, pointer = ONE): Fault {
  const text = `Example value must conform to the schema: ${reason}.`;
  const place = { file: '/specs/openapi.yaml', line: 1, column: 1, pointer };
  return { rule: 'example-valid', message: null, values: {}, text, severity: 'error', ...place };
}

function said(...faults: Fault[]) {
  return readableExampleFaults(faults).map(({ message, values }) => [message, values]);
}

test('says which property of which example has the wrong type', () => {
  const [place, expected] = ['mukta/name/en', 'string'];
  assert.deepEqual(said(fault('`en` property type must be string', `${ONE}/name/en`)), [['type', { place, expected }]]);
});

test('calls an example without a name by what it shows', () => {
  const [first] = said(fault('must match format "date"', '#/components/schemas/Birth/properties/birthDate/example'));
  assert.deepEqual(first, ['format', { place: 'birthDate', expected: 'date' }]);
});

test('calls the example of a parameter by the name of the parameter', () => {
  const pointer = '#/paths/~1births/get/parameters/0';
  for (const place of ['/example', '/schema/example']) {
    const [first] = said({ ...fault('type must be string', pointer + place), parameter: 'district' });
    assert.deepEqual(first, ['type', { place: 'district', expected: 'string' }]);
  }
});

test('names a property that is too much, and those that are absent', () => {
  assert.deepEqual(
    said(
      fault('must NOT have unevaluated properties `nam`', `${ONE}/nam`),
      fault("must have required property 'name'"),
      fault("must have required property 'birthDate'"),
    ),
    [
      ['extra', { place: 'mukta', expected: 'nam' }],
      ['lacks', { place: 'mukta', expected: 'name' }],
      ['lacks', { place: 'mukta', expected: 'birthDate' }],
    ],
  );
});

test('reports a value with several faults once', () => {
  const faults = ['must NOT have more than 2 characters', 'must match pattern "^a$"'].map((reason) => fault(reason));
  assert.deepEqual(said(...faults), [['long', { place: 'mukta', expected: '2' }]]);
});

test('says only that no alternative fits where nobody knows which was meant', () => {
  const faults = ['type must be string', 'type must be object', 'must match exactly one schema in oneOf'];
  assert.deepEqual(said(...faults.map((reason) => fault(reason)), fault('must be >= 3', `${ONE}/size`)), [
    ['alternatives', { place: 'mukta', expected: '' }],
  ]);
});

test('says what is wrong with a value that may also be null', () => {
  const faults = ['type must be string', 'type must be null', 'must match a schema in anyOf'];
  assert.deepEqual(said(...faults.map((reason) => fault(reason))), [['type', { place: 'mukta', expected: 'string' }]]);
});

test('gives the reason as it is where it has no words for it', () => {
  assert.deepEqual(said(fault('must be equal to constant')), [
    ['other', { place: 'mukta', reason: 'must be equal to constant' }],
  ]);
});

test('says that an example could not be checked', () => {
  const text = "Example validation errored: can't resolve reference #/nowhere.";
  assert.deepEqual(said({ ...fault(''), text }), [['unchecked', { reason: "can't resolve reference #/nowhere" }]]);
});

test('leaves the faults of other rules alone', () => {
  const other = { ...fault('type must be string'), rule: 'struct' };
  assert.deepEqual(readableExampleFaults([other, other]), [other, other]);
});
