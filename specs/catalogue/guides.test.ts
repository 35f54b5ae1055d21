import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { readGuides } from './guides.ts';

test('guides are read by position, those of folders last, in the language asked for where it is there', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'guides-'));
  t.after(() => rm(folder, { recursive: true }));
  const paths = { guides: join(folder, 'docs'), pages: join(folder, 'pages') };
  const files = {
    'docs/keys.md': '---\ntitle: Keys\nsidebar_position: 2\n---\n\n# Keys and more\n\nText.\n',
    'docs/begin.md': '---\nsidebar_position: 1\n---\n# Begin\n',
    'docs/tours/index.md': '# Tours',
    'docs/tours/one.md': '---\ntitle: One\n---\n',
    'pages/sw/docusaurus-plugin-content-docs/current/keys.md': '---\ntitle: Funguo\n---\n# Funguo\n',
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const guides = readGuides(paths, 'en');
  assert.deepEqual(
    guides.map(({ url, title }) => [url, title]),
    [
      ['/docs/begin/', 'Begin'],
      ['/docs/keys/', 'Keys'],
      ['/docs/tours/', 'Tours'],
      ['/docs/tours/one/', 'One'],
    ],
  );
  assert.equal(guides[1]?.markdown, '# Keys and more\n\nText.');
  assert.ok(readGuides(paths, 'sw').some(({ title }) => title === 'Funguo'));
  assert.deepEqual(readGuides({ ...paths, guides: join(folder, 'absent') }, 'en'), []);
});
