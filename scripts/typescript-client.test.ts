import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { loadCatalogue, typescriptClientPath } from '@dpi/specs';
import { credentialNeed } from '@dpi/specs/security';
import { serviceReference } from '@dpi/specs/service-reference';
import { sandboxForJourneys } from './journeys/sandbox-for-journeys.ts';

const ROOT = resolve(import.meta.dirname, '..');
const TSC = join(ROOT, 'node_modules/.bin/tsc');
const run = promisify(execFile);

const catalogue = await loadCatalogue();
const sandbox = await sandboxForJourneys(catalogue);
const folder = await mkdtemp(join(tmpdir(), 'clients-'));
after(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});
await writeFile(
  join(folder, 'tsconfig.json'),
  JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      noUnusedLocals: true,
      target: 'es2023',
      module: 'esnext',
      moduleResolution: 'bundler',
      allowImportingTsExtensions: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: [],
    },
  }),
);
for (const service of catalogue.services) {
  const client = await (await fetch(sandbox.url + typescriptClientPath(service))).text();
  await writeFile(join(folder, `${serviceReference(service).replace('/', '-')}.ts`), client);
}

/** What the compiler says of the clients and the files given; empty where it has nothing to say. */
async function compiled(files: Record<string, string> = {}): Promise<string> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const said = await run(TSC, ['-p', folder]).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );
  for (const name of Object.keys(files)) await rm(join(folder, name));
  return said;
}

test('the client of every service compiles, without syntax that types alone do not have', async () => {
  assert.equal(await compiled(), '');
});

test('a client knows what each operation takes, and what each status brings', async () => {
  const call = (body: string, rest = '') => `import { createClient } from './fund-transfer-v1.ts';
const sent = await createClient().createTransfer({ body: { payer: { account: 'a' }, payee: {}, amount: ${body} } });
${rest}
export {};
`;
  const amount = "{ amount: '1.00', currency: 'BDT' }";
  assert.match(await compiled({ 'wrong.ts': call('5') }), /wrong\.ts\(2,\d+\): error TS2322/);
  assert.match(
    await compiled({ 'early.ts': call(amount, 'sent.data.transferId;') }),
    /early\.ts\(3,\d+\): error TS2339/,
  );
  assert.equal(await compiled({ 'right.ts': call(amount, 'if (sent.status === 201) sent.data.transferId;') }), '');
});

for (const [locale, guides] of [
  ['en', 'docs'],
  ['bn', 'portal/i18n/bn/docusaurus-plugin-content-docs/current'],
] as const) {
  test(`the program in the guide compiles and sends money (${locale})`, async () => {
    const guide = await readFile(join(ROOT, guides, 'typescript.md'), 'utf8');
    const code = /```ts\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
    const program = code.replace('./client.ts', './fund-transfer-v1.ts');
    assert.equal(await compiled({ 'pay.ts': program }), '');
    await writeFile(join(folder, 'pay.mts'), program);
    const { stdout } = await run(process.execPath, [join(folder, 'pay.mts')]);
    assert.match(stdout, /transferId: 'trf_/);
    assert.match(stdout, /status: 'settled'/);
  });
}

test('parameters reach the service in their places, and errors come with their status', async () => {
  const { createClient } = await import(join(folder, 'fund-transfer-v1.ts'));
  const client = createClient({ apiKey: sandbox.key, headers: { 'Accept-Language': 'bn' } });
  const page = await client.listParticipants({ query: { limit: 1 } });
  assert.equal(page.status, 200);
  assert.equal(page.data.items.length, 1);
  const next = await client.listParticipants({ query: { limit: 1, cursor: page.data.page.nextCursor } });
  assert.notDeepEqual(next.data.items, page.data.items);
  const unknown = await client.getTransfer({ path: { transferId: 'trf_00000000000000000000000000' } });
  assert.equal(unknown.status, 404);
  assert.match(unknown.data.detail, /\p{Script=Bengali}/u);
  assert.equal((await createClient({ apiKey: 'wrong' }).listParticipants()).status, 401);
});

test('a client without a key reaches every operation that asks for none', async () => {
  const refused: string[] = [];
  let count = 0;
  for (const service of catalogue.services.filter(({ servedBy }) => servedBy === 'sandbox')) {
    const { createClient } = await import(join(folder, `${serviceReference(service).replace('/', '-')}.ts`));
    const client = createClient();
    const open = service.operations.filter(
      (operation) =>
        credentialNeed(operation) === 'none' &&
        operation.requestBody?.required !== true &&
        !operation.parameters.some(({ required }) => required),
    );
    for (const { id, responses } of open) {
      const { status } = await client[id]();
      count += 1;
      if (status >= 400 || !responses.some((one) => one.status === String(status)))
        refused.push(`${serviceReference(service)} ${id}: ${status}`);
    }
  }
  assert.deepEqual(refused, []);
  assert.ok(count >= 30, `${count} operations`);
});
