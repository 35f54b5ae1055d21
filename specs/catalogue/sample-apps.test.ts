import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Service } from './model.ts';
import { readSampleApps } from './sample-apps.ts';

const FILES = {
  'docs/apps/desk.md':
    '---\ntitle: Desk\ndescription: Who comes.\n---\n\n# Desk\n\n::sample-app[Take it]{id=desk}\n\n[Log](/log/)',
  'docs/apps/desk/package.json': '{}',
  'docs/apps/desk/app.ts': "import { createClient } from './clients/kyc-v1.ts';",
  'docs/apps/desk/.gitignore': 'data/',
  'docs/apps/desk/.env': 'DPI_KEY=secret',
  'docs/apps/desk/data/cases.json': '[]',
  'docs/apps/lib/store.ts': 'export {};',
  'docs/apps/unfinished/package.json': '{}',
  'pages/sw/docusaurus-plugin-content-docs/current/apps/desk.md': '---\ntitle: Dawati\n---\n\n# Dawati',
};

test('an app has its files, those that all share, and its guide in each language; not what it has made or keeps secret', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'apps-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [file, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const paths = { guides: join(folder, 'docs'), pages: join(folder, 'pages') };
  const services = [{ id: 'kyc', version: 'v1' }] as Service[];
  const [app, ...others] = readSampleApps(paths, 'en', ['en', 'sw'], services);
  assert.deepEqual(others, []);
  assert.deepEqual([app?.id, app?.title, app?.summary, app?.url], ['desk', 'Desk', 'Who comes.', '/docs/apps/desk/']);
  assert.deepEqual(app?.services, ['kyc/v1']);
  assert.deepEqual(
    app?.files.map(({ path }) => path),
    ['README.md', 'README.sw.md', '.gitignore', 'app.ts', 'package.json', 'lib/store.ts'],
  );
  assert.equal(app?.files[0]?.text, '# Desk\n\n[Log](/log/)\n');
  assert.equal(readSampleApps(paths, 'sw', ['en', 'sw'], services)[0]?.title, 'Dawati');
  assert.deepEqual(readSampleApps(paths, 'en', ['en'], []), [], 'without the service that it uses');
  assert.deepEqual(readSampleApps({ ...paths, guides: join(folder, 'absent') }, 'en', ['en'], services), []);
});
