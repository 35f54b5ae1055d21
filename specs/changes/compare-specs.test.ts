import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { loadCatalogue } from '../catalogue/load.ts';
import type { OpenApiDocument } from '../catalogue/model.ts';
import { changeText, compareSpecs } from './index.ts';

const CORPUS = join(import.meta.dirname, 'corpus');
const LEVELS = ['none', 'harmless', 'warning', 'breaking'];
const TODAY = '2026-11-23';

interface Case {
  level: string;
  ids: string[];
  base: OpenApiDocument;
  revision: OpenApiDocument;
}

for (const group of (await readdir(CORPUS)).sort()) {
  describe(group, async () => {
    for (const file of (await readdir(join(CORPUS, group))).sort()) {
      test(file.replace(/\.yaml$/, ''), async () => {
        const { level, ids, base, revision }: Case = parse(await readFile(join(CORPUS, group, file), 'utf8'));
        const changes = compareSpecs(base, revision, TODAY);
        assert.deepEqual(
          changes.map(({ id }) => id),
          ids,
        );
        const worst = Math.max(0, ...changes.map((change) => LEVELS.indexOf(change.level)));
        assert.equal(LEVELS[worst], level);
        for (const change of changes) {
          for (const locale of ['en', 'bn']) {
            const text = changeText(change, locale);
            assert.notEqual(text, change.id, `${change.id} has no words`);
            assert.doesNotMatch(text, /\{\w+\}/);
          }
        }
      });
    }
  });
}

const { services } = await loadCatalogue();

test('a spec does not differ from itself', () => {
  for (const { document } of services) assert.deepEqual(compareSpecs(document, structuredClone(document)), []);
});

test('no document, however wrong, ends the comparison', () => {
  const [service] = services;
  assert.ok(service);
  const { document } = service;
  const places = [...placesIn(document)];
  const junk = fc.oneof(
    fc.constant(null),
    fc.constant(undefined),
    fc.jsonValue(),
    fc.constant({ $ref: '#/components' }),
    fc.constant({ $ref: '#/nowhere' }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(places.length - 1), junk), { minLength: 1, maxLength: 4 }), (mutations) => {
      const changed = structuredClone(document);
      for (const [index, value] of mutations) put(changed, places[index] ?? [], value);
      for (const change of [...compareSpecs(document, changed), ...compareSpecs(changed, document)]) {
        assert.equal(typeof changeText(change, 'en'), 'string');
      }
    }),
    { numRuns: 60 },
  );
});

function* placesIn(node: unknown, path: string[] = []): Generator<string[]> {
  if (path.length > 0) yield path;
  if (typeof node !== 'object' || node === null) return;
  for (const [key, child] of Object.entries(node)) yield* placesIn(child, [...path, key]);
}

function put(root: unknown, path: string[], value: unknown): void {
  let holder = root as Record<string, unknown>;
  for (const key of path.slice(0, -1)) {
    const next = holder?.[key];
    if (typeof next !== 'object' || next === null) return;
    holder = next as Record<string, unknown>;
  }
  const last = path.at(-1);
  if (last !== undefined) holder[last] = value;
}
