import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Level, requiredBump } from '../index.ts';

const change = (id: string, level: Level = 'harmless') => ({ id, level, operation: null, pointer: '', values: {} });

test('callers who break need a new major version', () => {
  assert.equal(requiredBump([change('endpoint-added'), change('request-parameter-removed', 'breaking')]), 'major');
});

test('what is new, taken or to be looked at is a minor version', () => {
  const minor = [
    'endpoint-added',
    'response-optional-property-added',
    'response-media-type-added',
    'request-body-max-unset',
  ];
  for (const id of minor) assert.equal(requiredBump([change(id)]), 'minor', id);
  assert.equal(requiredBump([change('response-property-pattern-changed', 'warning')]), 'minor');
});

test('answers that only became narrower are a patch', () => {
  const patch = [
    'response-property-max-decreased',
    'response-body-pattern-property-added',
    'response-property-content-media-type-added',
  ];
  for (const id of patch) assert.equal(requiredBump([change(id)]), 'patch', id);
});

test('without a change the version may stay', () => {
  assert.equal(requiredBump([]), 'none');
});
