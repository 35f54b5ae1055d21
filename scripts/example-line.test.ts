import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleLine } from './example-line.ts';

const SPEC = `paths:
  /cups:
    get:
      operationId: listCups
      parameters:
        - examples:
            rahima-red: { value: red }
    post:
      operationId: createCup
      requestBody:
        examples:
          "rahima-red": { value: {} }
`;

test('an example is found in its own operation, though others use its name', () => {
  assert.equal(exampleLine(SPEC, 'listCups', 'rahima-red'), 7);
  assert.equal(exampleLine(SPEC, 'createCup', 'rahima-red'), 12);
});

test('an example that stands elsewhere is shown at its operation', () => {
  assert.equal(exampleLine(SPEC, 'createCup', 'karim-blue'), 9);
  assert.equal(exampleLine(SPEC, 'getCup', 'karim-blue'), 1);
});
