import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { loadCatalogue } from '../catalogue/load.ts';
import { assessCatalogue } from './assess.ts';

const SOURCE = resolve(import.meta.dirname, '../services/nid-verification/v1/openapi.yaml');
const WRONG = [null, 5, 'text', '', true, [], {}, [null], [[]], { a: null }, { $ref: 5 }, { $ref: '#/components' }];

const folder = await mkdtemp(join(tmpdir(), 'wrong-values-'));
after(() => rm(folder, { recursive: true, force: true }));
const text = await readFile(SOURCE, 'utf8');

type Node = Record<string, unknown>;

/** Every place of a document that can hold another value. */
function places(node: unknown): [Node, string][] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.keys(node).flatMap((key) => [[node as Node, key] as [Node, string], ...places((node as Node)[key])]);
}

const edit = fc.record({ place: fc.nat(), value: fc.option(fc.constantFrom(...WRONG), { nil: undefined }) });

test('no rule breaks down over values that are not what OpenAPI has there', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 25 }), async (edits) => {
      const document = parse(text);
      for (const { place, value } of edits) {
        const all = places(document).filter(([, key]) => key !== 'openapi');
        const [holder, key] = all[place % all.length] ?? [];
        if (holder === undefined || key === undefined) continue;
        if (value === undefined) delete holder[key];
        else holder[key] = structuredClone(value);
      }
      run += 1;
      const specsDir = join(folder, String(run));
      await mkdir(join(specsDir, 'changed/v1'), { recursive: true });
      await writeFile(join(specsDir, 'changed/v1/openapi.json'), JSON.stringify(document));
      const cacheDir = join(folder, 'cache');
      const catalogue = await loadCatalogue({ specsDir, cacheDir });
      const { findings } = await assessCatalogue(catalogue, { specsDir, cacheDir });
      assert.notDeepEqual(findings, []);
      // Redocly itself may stumble, which is told in other words.
      const failed = findings.filter(({ rule, message }) => rule === 'rule-failed' && message.startsWith('The rule'));
      assert.deepEqual(failed, []);
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

/** Score and findings of a document, in a folder of its own. */
async function assessed(name: string, document: unknown) {
  const specsDir = join(folder, name);
  await mkdir(join(specsDir, 'changed/v1'), { recursive: true });
  await writeFile(join(specsDir, 'changed/v1/openapi.json'), JSON.stringify(document, null, 1));
  const { services, findings } = await assessCatalogue(await loadCatalogue({ specsDir, cacheDir: null }), {
    specsDir,
    cacheDir: null,
  });
  return { score: services[0]?.assessment?.score, rules: findings.map(({ rule, message }) => `${rule}: ${message}`) };
}

const SPARSE = {
  openapi: '3.0.3',
  info: { title: 'Things', version: '1.0.0' },
  paths: {
    '/things': {
      get: {
        operationId: 'getThing',
        parameters: [{ name: 'size', in: 'query', schema: { type: 'integer' } }],
        responses: { '200': { description: 'ok' } },
      },
    },
  },
};

for (const [name, place, value] of [
  ['null as a text', ['info', 'description'], null],
  ['a number as a text', ['info', 'description'], 7],
  ['null as an object', ['info', 'contact'], null],
  ['a text as a list', ['tags'], 'text'],
  ['null in an operation', ['paths', '/things', 'get', 'summary'], null],
  ['null as components', ['components'], null],
] as const) {
  test(`${name} is a finding, hides no other, and raises no score`, async () => {
    const changed = structuredClone(SPARSE);
    const key = place.at(-1) ?? '';
    let holder: Node = changed;
    for (const part of place.slice(0, -1)) holder = holder[part] as Node;
    holder[key] = value;
    const [before, after] = [await assessed(`${name}-0`, SPARSE), await assessed(`${name}-1`, changed)];
    assert.ok(after.rules.some((rule) => rule.startsWith('struct: ')));
    for (const rule of before.rules) assert.ok(after.rules.includes(rule), rule);
    assert.ok(Number(after.score) <= Number(before.score), `${before.score} became ${after.score}`);
  });
}

const SERVICES = ['nid-verification', 'sandbox'];

test('no value of a wrong type raises the score of a spec', async () => {
  const specs = await Promise.all(
    SERVICES.map(async (service) => {
      const file = resolve(import.meta.dirname, `../services/${service}/v1/openapi.yaml`);
      const document = parse(await readFile(file, 'utf8'));
      // Half of what the rules ask for is taken away, so that there are findings to hide.
      delete document.tags[0].description;
      for (const item of Object.values<Record<string, Node>>(document.paths)) {
        const [operation] = Object.values(item).filter((one) => one.operationId !== undefined);
        delete operation?.summary;
        delete operation?.description;
      }
      document.servers = [{ url: 'http://dpi.example' }];
      return { service, document, before: await assessed(service, document) };
    }),
  );
  let run = 0;
  const change = fc.record({
    spec: fc.constantFrom(...specs),
    place: fc.nat(),
    value: fc.constantFrom(null, 5, 'text', true, [], [null]),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ spec, place, value }) => {
      const changed = structuredClone(spec.document);
      const all = places(changed).filter(([, key]) => key !== 'openapi');
      const [holder, key] = all[place % all.length] ?? [];
      if (holder === undefined || key === undefined) return;
      holder[key] = value;
      run += 1;
      const after = await assessed(`${spec.service}-${run}`, changed);
      const isWrong = after.rules.some((rule) => rule.startsWith('struct: Expected type'));
      if (isWrong)
        assert.ok(Number(after.score ?? 0) <= Number(spec.before.score), `${spec.before.score} became ${after.score}`);
    }),
    { numRuns: Number(process.env.WRONG_VALUES ?? 8), seed: 12, endOnFailure: true },
  );
});

for (const place of [
  ['paths'],
  ['paths', '/things'],
  ['paths', '/things', 'get'],
  ['tags'],
  ['servers'],
  ['components', 'schemas'],
]) {
  test(`null in place of ${place.join(' ')} raises no score`, async () => {
    const source = {
      ...structuredClone(SPARSE),
      tags: [{ name: 'unused' }],
      servers: [{ url: 'http://dpi.example' }],
      components: { schemas: { Thing: { type: 'object', properties: { Bad_Name: { type: 'string' } } } } },
    };
    const changed = structuredClone(source);
    let holder = changed as unknown as Node;
    for (const part of place.slice(0, -1)) holder = holder[part] as Node;
    holder[place.at(-1) ?? ''] = null;
    const name = place.join('-').replaceAll('/', '');
    const [before, after] = [await assessed(`${name}-0`, source), await assessed(`${name}-1`, changed)];
    assert.ok(Number(after.score ?? 0) <= Number(before.score), `${before.score} became ${after.score}`);
  });
}
