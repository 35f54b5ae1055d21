import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, rmdir, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { openRegistry } from '../open-registry.ts';
import { type Registry, RegistryOpenError, RegistryWriteError } from '../registry.ts';
import { DurableFile } from './durable-file.ts';

test('a damaged registry stops the start with one line, and the version before it can be put in its place', async (context) => {
  const { dataDir, file } = await filledFolder(context);
  const { size } = await stat(file);
  const whole = await readFile(file, 'utf8');
  const damages: [string, () => Promise<void>][] = [
    ['cut off', () => truncate(file, size - 20)],
    ['empty', () => truncate(file, 0)],
    ['zeros', () => writeFile(file, Buffer.alloc(size))],
    ['another file', () => writeFile(file, '{"teams":[]}')],
    ['a later version', () => writeFile(file, whole.replace('"version":1', '"version":2'))],
    ['a table missing', () => writeFile(file, whole.replace('"keys":', '"kyes":'))],
    ['a wrong field', () => writeFile(file, whole.replace('"quotaPerHour":60', '"quotaPerHour":"60"'))],
    ['gone', () => rm(file)],
    ['a folder', () => rm(file).then(() => mkdir(file))],
  ];
  for (const [name, damage] of damages) {
    await damage();
    await assert.rejects(openRegistry({ dataDir }), (error) => {
      assert.ok(error instanceof RegistryOpenError, name);
      assert.ok(error.message.startsWith(`${file} is `) && error.message.includes(`${file}.bak`), error.message);
      assert.ok(!error.message.includes('\n'), 'one line');
      return true;
    });
    await rm(file, { recursive: true, force: true });
    await writeFile(file, whole);
  }

  await truncate(file, 10);
  await copyFile(`${file}.bak`, file);
  const registry = await openRegistry({ dataDir });
  assert.deepEqual(
    (await registry.events()).map(({ name }) => name),
    ['first'],
  );
  await registry.close();
});

test('a failed write fails its callers only, and nothing of it stays', async (context) => {
  const { dataDir, file } = await filledFolder(context);
  const registry = await openRegistry({ dataDir });
  const before = await registry.events();

  await mkdir(`${file}.next`); // where the next version would be written
  const failed = await Promise.allSettled([makeEvent(registry, 'lost'), makeEvent(registry, 'lost too')]);
  for (const outcome of failed) {
    assert.ok(outcome.status === 'rejected' && outcome.reason instanceof RegistryWriteError);
  }
  assert.deepEqual(await registry.events(), before);

  await rmdir(`${file}.next`);
  await makeEvent(registry, 'lost');
  await registry.close();
  const again = await openRegistry({ dataDir });
  assert.deepEqual(
    (await again.events()).map(({ name }) => name),
    ['first', 'second', 'lost'],
  );
  await again.close();
});

test('a refusal among changes that are written together fails its own caller only', async (context) => {
  const { dataDir } = await filledFolder(context);
  const registry = await openRegistry({ dataDir });
  const [one, two, three] = await Promise.allSettled([
    makeEvent(registry, 'third'),
    makeEvent(registry, 'third'),
    makeEvent(registry, 'fourth'),
  ]);
  assert.deepEqual([one.status, two.status, three.status], ['fulfilled', 'rejected', 'fulfilled']);
  assert.equal((await registry.events()).length, 4);
  await registry.close();
});

test('many changes of one moment are one write', async (context) => {
  const { dataDir, file } = await filledFolder(context);
  const registry = await openRegistry({ dataDir });
  await Promise.all(Array.from({ length: 100 }, (_, index) => makeEvent(registry, `event ${index}`)));
  const backup = JSON.parse(await readFile(`${file}.bak`, 'utf8'));
  assert.equal(backup.events.length, 2, 'the version before holds none of them');
  await registry.close();
});

test('a full disk leaves the old version in place and is reported', async (context) => {
  const folder = await temporaryFolder(context);
  const path = join(folder, 'file.json');
  await new DurableFile(path).write('the old version', async () => {});
  const script = `
    process.on('SIGXFSZ', () => {});
    const { DurableFile } = await import(${JSON.stringify(join(import.meta.dirname, 'durable-file.ts'))});
    await new DurableFile(${JSON.stringify(path)}).write('x'.repeat(100_000), async () => {}).catch(() => process.exit(3));
  `;
  // A limit on the size of files cuts a write short in the same way as a full disk.
  const code = await new Promise((resolve) => {
    const command = 'ulimit -f 8; exec "$0" --input-type=module -e "$1"';
    execFile('sh', ['-c', command, process.execPath, script], (error) => resolve(error?.code ?? 0));
  });
  assert.equal(code, 3);
  assert.equal(await readFile(path, 'utf8'), 'the old version');
});

test('the registry can be read by its owner only, and holds no secret', async (context) => {
  const { file } = await filledFolder(context);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.doesNotMatch(await readFile(file, 'utf8'), /dpi_|dpt_/);
});

async function filledFolder(context: TestContext): Promise<{ dataDir: string; file: string }> {
  const dataDir = await temporaryFolder(context);
  const registry = await openRegistry({ dataDir });
  await makeEvent(registry, 'first');
  await makeEvent(registry, 'second');
  await registry.close();
  return { dataDir, file: join(dataDir, 'registry.json') };
}

function makeEvent(registry: Registry, name: string) {
  return registry.createEvent({ name, joinCode: name, quotaPerSecond: 1, quotaPerHour: 60 });
}

async function temporaryFolder(context: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'registry-'));
  context.after(() => rm(path, { recursive: true }));
  return path;
}
