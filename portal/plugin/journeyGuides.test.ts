import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '../..');
const GUIDES = ['docs/journeys', 'portal/i18n/bn/docusaurus-plugin-content-docs/current/journeys'];

const journeys = readdirSync(resolve(ROOT, 'specs/journeys'))
  .filter((name) => name.endsWith('.arazzo.yaml'))
  .map((name) => name.replace('.arazzo.yaml', ''));

for (const folder of GUIDES) {
  test(`every journey has a guide in ${folder}, with its steps from the file`, () => {
    assert.ok(journeys.length > 0);
    for (const id of journeys) {
      const guide = readFileSync(resolve(ROOT, folder, `${id}.md`), 'utf8');
      assert.ok(guide.includes(`\n::journey{id=${id}}\n`), id);
      assert.ok(guide.includes(`\n::failures{id=${id}}\n`), id);
    }
  });

  test(`every guide in ${folder} is of a journey`, () => {
    const guides = readdirSync(resolve(ROOT, folder)).filter((name) => name.endsWith('.md') && name !== 'index.md');
    assert.deepEqual(guides.map((name) => name.replace('.md', '')).sort(), [...journeys].sort());
  });
}
