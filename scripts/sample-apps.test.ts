import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { loadCatalogue } from '@dpi/specs';
import { sandboxForJourneys } from './journeys/sandbox-for-journeys.ts';
import { downloadApp } from './sample-apps/app.fixture.ts';
import { walkConsentedData } from './sample-apps/consented-data.walk.fixture.ts';
import { walkWalletAndShop } from './sample-apps/wallet-and-shop.walk.fixture.ts';
import { walkWidowsAllowance } from './sample-apps/widows-allowance.walk.fixture.ts';

const ROOT = resolve(import.meta.dirname, '..');

const catalogue = await loadCatalogue();
// One platform for all of them, and a team with a world of its own for each test.
const platform = await sandboxForJourneys(catalogue);
after(() => platform.close());

const folders = new Map<string, string>();
for (const { id } of catalogue.sampleApps) folders.set(id, await downloadApp(platform, id));
const folderOf = (id: string) => folders.get(id) ?? '';

test('every sample app that can be downloaded compiles as it is', async () => {
  assert.ok(folders.size > 0);
  const config = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      noUncheckedIndexedAccess: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      target: 'esnext',
      module: 'nodenext',
      lib: ['esnext', 'dom', 'dom.iterable'],
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
      skipLibCheck: true,
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
    },
    include: [...folders.values()],
  };
  const file = join(folderOf(catalogue.sampleApps[0]?.id ?? ''), 'tsconfig.json');
  await writeFile(file, JSON.stringify(config));
  const said = await promisify(execFile)(join(ROOT, 'node_modules/.bin/tsc'), ['-p', file]).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );
  assert.equal(said, '');
});

walkWidowsAllowance(platform, folderOf('widows-allowance'));
walkWalletAndShop(platform, folderOf('wallet-and-shop'));
walkConsentedData(platform, folderOf('consented-data'));
