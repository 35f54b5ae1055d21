import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { FileCache } from './cache.ts';

async function folder(t: TestContext): Promise<{ dir: string; source: string }> {
  const root = await mkdtemp(join(tmpdir(), 'cache-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  const source = join(root, 'source.yaml');
  await writeFile(source, 'a: 1');
  return { dir: join(root, 'entries'), source };
}

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);

test('what was made is made again when a file it was made from changes', async (t) => {
  const { dir, source } = await folder(t);
  let made = 0;
  const ask = () =>
    new FileCache(dir, [dirname(source)]).remember('a', async () => ({ value: ++made, files: [source] }));
  assert.deepEqual([(await ask()).value, (await ask()).value], [1, 1]);
  await writeFile(source, 'a: 2');
  assert.equal((await ask()).value, 2);
});

for (const value of ['line\nline "quoted"', { text: 'ঢাকা', list: [1] }])
  test(`a ${typeof value} is read as it was kept, and made again where its entry was cut off`, async (t) => {
    const { dir, source } = await folder(t);
    let made = 0;
    const ask = async () => {
      const cache = new FileCache(dir, [dirname(source)]);
      return (await cache.remember('a', async () => ({ value: [value, ++made][0], files: [source] }))).value;
    };
    assert.deepEqual([await ask(), await ask(), made], [value, value, 1]);
    const [name = ''] = await readdir(dir);
    await truncate(join(dir, name), (await stat(join(dir, name))).size - 1);
    assert.deepEqual([await ask(), made], [value, 2]);
  });

test('an entry that nobody asked for in a week is thrown away; one that is used stays', async (t) => {
  const { dir, source } = await folder(t);
  const ask = (key: string) =>
    new FileCache(dir, [dirname(source)]).remember(key, async () => ({ value: key, files: [source] }));
  await ask('used');
  await ask('forgotten');
  for (const name of await readdir(dir)) await utimes(join(dir, name), daysAgo(8), daysAgo(8));
  await ask('used');
  await ask('new');
  assert.equal((await readdir(dir)).length, 2);
});

test('where nothing can be written, everything is made anew and nothing fails', async (t) => {
  const { source } = await folder(t);
  let made = 0;
  const ask = () =>
    new FileCache(join(source, 'no-folder'), [dirname(source)]).remember('a', async () => ({
      value: ++made,
      files: [source],
    }));
  assert.deepEqual([(await ask()).value, (await ask()).value], [1, 2]);
});
