import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { loadCatalogue, pythonClientPath } from '@dpi/specs';
import { serviceReference } from '@dpi/specs/service-reference';
import { sandboxForJourneys } from './journeys/sandbox-for-journeys.ts';

const ROOT = resolve(import.meta.dirname, '..');
const PYTHON = 'python3';
const run = promisify(execFile);

const asked = spawnSync(PYTHON, ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']);
const skip = asked.status === 0 ? false : 'Python 3.11 or newer is not there';

const catalogue = await loadCatalogue();
const sandbox = await sandboxForJourneys(catalogue);
const folder = await mkdtemp(join(tmpdir(), 'clients-'));
after(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});
for (const service of catalogue.services) {
  const client = await (await fetch(sandbox.url + pythonClientPath(service))).text();
  const place = join(folder, serviceReference(service).replaceAll(/\W/g, '_'));
  await mkdir(place);
  await writeFile(join(place, 'client.py'), client);
}

test('the client of every service is Python, and every type in it is declared', { skip }, async () => {
  const program = `
import glob, importlib.util, inspect, sys, typing
count = 0
for path in glob.glob("*/client.py"):
    spec = importlib.util.spec_from_file_location(path.replace("/", "_").removesuffix(".py"), path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    for value in list(vars(module).values()):
        if typing.is_typeddict(value):
            typing.get_type_hints(value)
    for _, method in inspect.getmembers(module.Client, inspect.isfunction):
        typing.get_type_hints(method)
        count += 1
print(count)
`;
  const { stdout } = await run(PYTHON, ['-c', program], { cwd: folder });
  const operations = catalogue.services.reduce((sum, service) => sum + service.operations.length, 0);
  // Each class has an initializer besides.
  assert.equal(Number(stdout), operations + catalogue.services.length);
});

for (const [locale, guides] of [
  ['en', 'docs'],
  ['bn', 'portal/i18n/bn/docusaurus-plugin-content-docs/current'],
] as const) {
  test(`the Python program in the guide sends money (${locale})`, { skip }, async () => {
    const guide = await readFile(join(ROOT, guides, 'python.md'), 'utf8');
    const place = join(folder, 'fund_transfer_v1');
    await writeFile(join(place, 'pay.py'), /```python\n([\s\S]*?)```/.exec(guide)?.[1] ?? '');
    const { stdout } = await run(PYTHON, [join(place, 'pay.py')]);
    assert.match(stdout, /'transferId': 'trf_/);
    assert.match(stdout, /'status': 'settled'/);
  });
}

test('parameters of a Python client reach the service in their places, and errors come with their status', {
  skip,
}, async () => {
  const program = `
import json
from client import Client
client = Client(api_key="DEMO_KEY", headers={"Accept-Language": "bn"})
page = client.list_participants(limit=1)
following = client.list_participants(limit=1, cursor=page.data["page"]["nextCursor"])
unknown = client.get_transfer(transfer_id="trf_00000000000000000000000000")
body = {"payer": {"account": "1012300456701"}, "payee": {"account": "1012300456702"}, "amount": {"amount": "1.00", "currency": "BDT"}}
keys = [client.create_transfer(body=body, idempotency_key="the-same-key-twice").data["transferId"] for _ in range(2)]
wrong = Client(api_key="wrong").list_participants()
print(json.dumps([page.status, len(page.data["items"]), page.data["items"] != following.data["items"], unknown.status, unknown.data["detail"], keys[0] == keys[1], wrong.status]))
`;
  const { stdout } = await run(PYTHON, ['-c', program], { cwd: join(folder, 'fund_transfer_v1') });
  const [status, items, differs, missing, detail, same, refused] = JSON.parse(stdout);
  assert.deepEqual([status, items, differs, missing, same, refused], [200, 1, true, 404, true, 401]);
  assert.match(detail, /\p{Script=Bengali}/u);
});
