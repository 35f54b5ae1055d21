import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findFaults } from './find-faults.ts';
import type { Rule, Subject } from './rule.ts';

const SPEC = `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get: { operationId: listThings, responses: { '200': { description: Things. } } }
`;
/** None of the rules below looks at it. */
const SUBJECT = {} as Subject;

const rule = (looks: Pick<Rule, 'visit' | 'inspect'>): Rule => ({
  category: 'design',
  requiredFrom: 'draft',
  points: 1,
  scope: 'service',
  ...looks,
});
const breakDown = (): never => {
  throw new TypeError('node.tags is not iterable\n    at visit (rule.ts:1:1)');
};

test('a rule that breaks down is named with its reason, and all others are heard', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'faults-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const file = join(dir, 'openapi.yaml');
  await writeFile(file, SPEC);
  const rules = new Map([
    ['at-a-node', rule({ visit: () => ({ Operation: breakDown }) })],
    ['at-once', rule({ visit: breakDown })],
    ['beside', rule({ inspect: breakDown })],
    [
      'sound',
      rule({ visit: (_, report) => ({ Operation: (_node, context) => report(context, 'seen', { count: 1 }) }) }),
    ],
    ['sound-beside', rule({ inspect: (_, report) => report('seen') })],
  ]);
  const { faults, files } = await findFaults(file, [dir], SUBJECT, rules);
  const shown = faults.filter(({ rule: id }) => rules.has(id) || id === 'rule-failed');
  assert.deepEqual(shown.map(({ rule: id, values, line }) => `${line} ${id} ${Object.values(values)}`).sort(), [
    '1 rule-failed at-once,node.tags is not iterable',
    '1 rule-failed beside,node.tags is not iterable',
    '1 sound-beside ',
    '5 rule-failed at-a-node,node.tags is not iterable',
    '5 sound 1',
  ]);
  assert.ok(files.includes(file));
});

test('what OpenAPI allows and Redocly does not know is no fault', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'faults-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const file = join(dir, 'openapi.yaml');
  await writeFile(
    file,
    `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
servers: [{ url: https://things.example/v1 }]
paths:
  /things/{আইডি}:
    get:
      operationId: getThing
      summary: Get a thing
      parameters: [{ name: আইডি, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: A thing., content: { application/json: { schema: true } } } }
components:
  schemas: { Anything: true, Nothing: false }
`,
  );
  const subject = { service: { document: { openapi: '3.1.0' } } } as Subject;
  const { faults } = await findFaults(file, [dir], subject, new Map());
  assert.deepEqual(
    faults.map(({ rule: id, text }) => [id, text]),
    [],
  );
});
