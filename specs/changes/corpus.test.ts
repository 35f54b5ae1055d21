import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import type { OpenApiDocument } from '../catalogue/model.ts';
import { openPlatformTexts } from '../texts/platform-texts.ts';
import { changeText, compareSpecs } from './index.ts';

const texts = await openPlatformTexts();

const CORPUS = join(import.meta.dirname, 'corpus');
const LEVELS = ['none', 'harmless', 'warning', 'breaking'];
const TODAY = '2026-11-23';

/** One small change, and what it means to callers of the base. */
interface Case {
  /** The worst level there is. */
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
        const found = changes.map(({ id }) => id);
        assert.deepEqual(found, ids);
        const worst = Math.max(0, ...changes.map((change) => LEVELS.indexOf(change.level)));
        assert.equal(LEVELS[worst], level);
        for (const change of changes) {
          for (const locale of ['en', 'bn']) {
            const text = changeText(change, locale, texts);
            assert.notEqual(text, change.id, `${change.id} has no words`);
            assert.doesNotMatch(text, /\{[a-z]\w*\}/);
          }
        }
      });
    }
  });
}
