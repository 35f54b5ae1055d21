import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchFiles } from './watch.ts';

/** A watched folder with `land/v1/openapi.yaml`, and a way to wait for what is told of it. */
async function watched(t: TestContext) {
  const dir = await mkdtemp(join(tmpdir(), 'dpi-watch-'));
  const file = join(dir, 'land/v1/openapi.yaml');
  await mkdir(join(dir, 'land/v1'), { recursive: true });
  await writeFile(file, 'one');
  let told = 0;
  const watching = watchFiles({
    trees: [dir],
    folders: [],
    onChange: async () => {
      told += 1;
    },
    onTrouble: assert.fail,
  });
  t.after(async () => {
    watching.stop();
    await rm(dir, { recursive: true, force: true });
  });
  await watching.ready;
  const isToldOf = async (change: () => Promise<unknown>) => {
    const before = told;
    await change();
    for (let waited = 0; told === before && waited < 3000; waited += 10) await sleep(10);
    assert.ok(told > before, 'the change was not seen');
    // Whatever else comes of it must not be taken for the next change.
    await sleep(300);
  };
  return { dir, file, isToldOf, told: () => told };
}

test('a file that is written in place is seen', async (t) => {
  const { file, isToldOf } = await watched(t);
  await isToldOf(() => writeFile(file, 'two'));
});

test('a file that an editor renames over the old one is seen, again and again', async (t) => {
  const { file, isToldOf } = await watched(t);
  for (const text of ['two', 'three', 'four']) {
    await isToldOf(async () => {
      await writeFile(`${file}~`, text);
      await rename(`${file}~`, file);
    });
  }
});

test('what happens in a new folder is seen, also below it', async (t) => {
  const { dir, isToldOf } = await watched(t);
  await isToldOf(() => mkdir(join(dir, 'tax/v1'), { recursive: true }));
  await isToldOf(() => writeFile(join(dir, 'tax/v1/openapi.yaml'), 'one'));
});

test('a folder that is removed and made again is still watched', async (t) => {
  const { dir, file, isToldOf } = await watched(t);
  await isToldOf(() => rm(join(dir, 'land'), { recursive: true }));
  await isToldOf(() => mkdir(join(dir, 'land/v1'), { recursive: true }));
  await isToldOf(() => writeFile(file, 'two'));
});

test('the whole tree may be replaced by another, as a checkout does', async (t) => {
  const { dir, file, isToldOf } = await watched(t);
  await isToldOf(async () => {
    await rename(dir, `${dir}-old`);
    await mkdir(join(dir, 'land/v1'), { recursive: true });
    await writeFile(file, 'two');
    await rm(`${dir}-old`, { recursive: true });
  });
  await isToldOf(() => writeFile(file, 'three'));
});

test('many files saved at once are one change', async (t) => {
  const { dir, isToldOf, told } = await watched(t);
  await isToldOf(() => Promise.all(Array.from({ length: 50 }, (_, n) => writeFile(join(dir, `land/v1/${n}.md`), 'x'))));
  assert.ok(told() <= 2, `${told()} changes were told`);
});
