import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, rmdir, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { openRegistry } from '../open-registry.ts';
import { type Registry, RegistryOpenError, RegistryWriteError } from '../registry.ts';
import { DurableFile } from './durable-file.ts';

test('a damaged registry stops the start with one line, and the version before it can be put in its place without loss', async (context) => {
  const { dataDir, file } = await filledFolder(context);
  const { size } = await stat(file);
  const whole = await readFile(file, 'utf8');
  const damages: [string, () => Promise<void>][] = [
    ['cut off', () => truncate(file, size - 20)],
    ['empty', () => truncate(file, 0)],
    ['zeros', () => writeFile(file, Buffer.alloc(size))],
    ['another file', () => writeFile(file, '{"teams":[]}')],
    ['a later version', () => writeFile(file, whole.replace('"version":2', '"version":3'))],
    ['no word of its journal', () => writeFile(file, whole.replace(/"journal":\d+/, '"journal":null'))],
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
    ['first', 'second'],
  );
  await registry.close();
});

test('a failed write fails its callers only, and nothing of it stays', async (context) => {
  const { dataDir, file } = await filledFolder(context);
  const registry = await openRegistry({ dataDir });
  const before = await registry.events();

  const journal = await nextJournal(file);
  await mkdir(journal); // where the changes would be written
  const failed = await Promise.allSettled([makeEvent(registry, 'lost'), makeEvent(registry, 'lost too')]);
  for (const outcome of failed) {
    assert.ok(outcome.status === 'rejected' && outcome.reason instanceof RegistryWriteError);
  }
  assert.deepEqual(await registry.events(), before);

  await rmdir(journal);
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
  const journal = await nextJournal(file);
  await Promise.all(Array.from({ length: 100 }, (_, index) => makeEvent(registry, `event ${index}`)));
  assert.equal((await readFile(journal, 'utf8')).trimEnd().split('\n').length, 1);
  await registry.close();
});

test('changes since the last snapshot are there after kill -9, but for a line that was not finished', async (context) => {
  const { dataDir, file } = await filledFolder(context);
  const snapshot = await readFile(file, 'utf8');
  const registry = await openRegistry({ dataDir });
  const journal = await nextJournal(file);
  await makeEvent(registry, 'third');
  await makeEvent(registry, 'fourth');
  const written = await readFile(journal, 'utf8');
  await registry.close();

  await writeFile(file, snapshot);
  await writeFile(journal, written.slice(0, -10));
  assert.deepEqual(await eventNames(dataDir), ['first', 'second', 'third']);
});

test('a damaged line in the middle of the journal stops the start', async (context) => {
  const { dataDir, file } = await filledFolder(context);
  const snapshot = await readFile(file, 'utf8');
  const registry = await openRegistry({ dataDir });
  const journal = await nextJournal(file);
  for (const name of ['third', 'fourth']) await makeEvent(registry, name);
  const written = await readFile(journal, 'utf8');
  await registry.close();

  await writeFile(file, snapshot);
  await writeFile(journal, written.replace('third', 'th1rd'));
  await assert.rejects(openRegistry({ dataDir }), (error) => {
    assert.ok(error instanceof RegistryOpenError);
    assert.match(error.message, /line 1 of .*\.journal is damaged/);
    return true;
  });
});

test('a registry of version 1, which had no journal, is read', async (context) => {
  const { dataDir, file } = await filledFolder(context);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/"version":2,"journal":\d+/, '"version":1'));
  assert.deepEqual(await eventNames(dataDir), ['first', 'second']);
});

test('what a change costs does not grow with the registry', async (context) => {
  const { dataDir, file } = await filledFolder(context);
  const registry = await openRegistry({ dataDir });
  for (let n = 0; n < 20; n += 1) {
    await Promise.all(Array.from({ length: 200 }, (_, index) => makeEvent(registry, `event ${n}x${index}`)));
  }
  const journal = await nextJournal(file);
  const { size } = await stat(journal);
  await makeEvent(registry, 'one more');
  assert.ok((await stat(journal)).size - size < 500);
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

async function eventNames(dataDir: string): Promise<string[]> {
  const registry = await openRegistry({ dataDir });
  const names = (await registry.events()).map(({ name }) => name);
  await registry.close();
  return names;
}

/** The file that the next change goes to. */
async function nextJournal(file: string): Promise<string> {
  const { journal } = JSON.parse(await readFile(file, 'utf8')) as { journal: number };
  return `${file}.${journal}.journal`;
}

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
