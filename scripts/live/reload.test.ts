import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMockEngine } from '@dpi/mocks';
import { createLog, readConfig, startSandbox } from '@dpi/sandbox';
import { CatalogueReader } from './catalogue-reader.ts';
import { Reloading } from './reloading.ts';

/** A spec whose one operation answers with `answer`. */
function spec(answer: string): string {
  return `openapi: 3.1.0
info: { title: Land, version: 1.0.0 }
paths:
  /plots:
    get:
      responses:
        '200':
          description: Found
          content:
            application/json:
              schema: { type: object, properties: { answer: { type: string } } }
              examples: { found: { value: { answer: ${answer} } } }
`;
}

let dir: string;
let specsDir: string;
let url: string;
let close: () => Promise<void>;
let output = '';
/** What is done with pages after each change. */
let draw: (withNewScores: boolean) => Promise<void> = async () => undefined;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dpi-reload-'));
  specsDir = join(dir, 'specs');
  await save('land/v1/openapi.yaml', spec('first'));
  await save('tax/v1/openapi.yaml', spec('tax'));
  const env = { PORT: '0', PUBLIC_URL: 'http://dpi.test', DATA_DIR: join(dir, 'data'), DEMO_QUOTA_PER_HOUR: '1000000' };
  const config = readConfig(env);
  const reader = new CatalogueReader({ specsDir, services: undefined });
  const translations = new CatalogueReader({ specsDir, services: undefined });
  const read = await reader.read();
  const mocks = await createMockEngine(read.catalogue, config);
  const log = createLog('error');
  const sandbox = await startSandbox({
    config,
    catalogue: read.catalogue,
    mocks,
    portalDir: null,
    readTranslation: (service, locale) => translations.translation(service, locale),
    log,
  });
  url = sandbox.url;
  const reloading = new Reloading({
    reader,
    read,
    mocks,
    sandbox,
    specsDir,
    say: (line) => {
      output += `${line}\n`;
    },
    onReloaded: (_languages, withNewScores) => draw(withNewScores),
  });
  const watching = reloading.watch();
  await watching.ready;
  await reloading.assess();
  close = async () => {
    watching.stop();
    await sandbox.close();
    reader.close();
    translations.close();
  };
});

after(async () => {
  await close();
  await rm(dir, { recursive: true, force: true });
});

test('what is saved is answered, and every call meanwhile, too', async () => {
  let isDone = false;
  const statuses = new Map<number, number>();
  const stream = Array.from({ length: 4 }, async () => {
    while (!isDone) {
      const response = await ask('tax');
      await response.arrayBuffer();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    }
  });
  try {
    for (const answer of ['second', 'third']) {
      await save('land/v1/openapi.yaml', spec(answer));
      await until(async () => (await answerOf('land')) === answer);
    }
    assert.match(await (await fetch(`${url}/catalogue/land/v1/openapi.yaml`)).text(), /answer: third/);
  } finally {
    isDone = true;
    await Promise.all(stream);
  }
  assert.deepEqual([...statuses.keys()], [200]);
  assert.match(output, /Reloaded land\/v1\. \(\d+\.\d s\)/);
  assert.doesNotMatch(output, /Reloaded [^.]*tax/);
});

test('pages follow at once and their scores later; a newer save is answered before that', async (t) => {
  const drawn: string[] = [];
  draw = async (withNewScores) => {
    const answer = await answerOf('land');
    // What an earlier test has saved may still be drawn.
    if (answer === 'third') return;
    drawn.push(`${answer}${withNewScores ? ', scored' : ''}`);
    if (drawn.length === 1) {
      await save('land/v1/openapi.yaml', spec('later'));
      await sleep(300);
    }
  };
  t.after(() => {
    draw = async () => undefined;
  });
  await save('land/v1/openapi.yaml', spec('sooner'));
  await until(() => drawn.includes('later, scored'));
  // On a busy machine the system may tell of one save twice.
  const inOrder = drawn.filter((one, index) => one !== drawn[index - 1]);
  assert.deepEqual(inOrder, ['sooner', 'later', 'later, scored']);
  await save('land/v1/openapi.yaml', spec('third'));
  await until(async () => (await answerOf('land')) === 'third');
});

test('a spec that cannot be read goes on answering, and the terminal says what is wrong where', async () => {
  await save('land/v1/openapi.yaml', `${spec('fourth')}  oops: [\n`);
  await until(() => /land\/v1 cannot be read\. The last valid version stays\./.test(output));
  assert.match(output, /land\/v1\/openapi\.yaml:\d+ {2}The file cannot be read/);
  assert.equal(await answerOf('land'), 'third');
  assert.match(await (await fetch(`${url}/catalogue/land/v1/openapi.yaml`)).text(), /answer: third/);

  await save('land/v1/openapi.yaml', spec('fourth'));
  await until(() => /Readable again: land\/v1\./.test(output));
  assert.equal(await answerOf('land'), 'fourth');
});

test('a translation can be downloaded as soon as its overlay is saved, and follows it', async () => {
  const overlay = (title: string) => `overlay: 1.0.0
info: { title: Bangla, version: 1.0.0 }
actions:
  - target: $.info
    update: { title: ${title} }
`;
  const titleIn = async (locale: string) => {
    const response = await fetch(`${url}/catalogue/land/v1/openapi.${locale}.json`);
    return ((await response.json()) as { info?: { title: string } }).info?.title;
  };
  assert.equal(await titleIn('bn'), undefined);
  await save('land/v1/bn.overlay.yaml', overlay('Jomi'));
  await until(async () => (await titleIn('bn')) === 'Jomi', 90_000);
  await save('land/v1/bn.overlay.yaml', overlay('Bhumi'));
  await until(async () => (await titleIn('bn')) === 'Bhumi', 90_000);
  await rm(join(specsDir, 'land/v1/bn.overlay.yaml'));
  await until(async () => (await titleIn('bn')) === undefined, 30_000);
});

test('services come and go with their folders', async () => {
  await save('sky/v1/openapi.yaml', spec('blue'));
  await until(() => /New: sky\/v1\./.test(output));
  assert.equal(await answerOf('sky'), 'blue');
  await rm(join(specsDir, 'sky'), { recursive: true });
  await until(() => /Gone: sky\/v1\./.test(output));
  assert.equal((await ask('sky')).status, 404);
});

test('while there is nothing to read, everything goes on, and it is said once', async () => {
  await rename(specsDir, `${specsDir}-away`);
  await until(() => /is not a folder[\s\S]*Everything goes on as before/.test(output));
  assert.equal(await answerOf('tax'), 'tax');
  await rename(`${specsDir}-away`, specsDir);
  await save('tax/v1/openapi.yaml', spec('again'));
  await until(async () => (await answerOf('tax')) === 'again');
  assert.equal(output.split('is not a folder').length, 2);
});

test('no line of ours is a stack trace', () => {
  assert.doesNotMatch(output, /\n\s+at /);
});

function ask(service: string): Promise<Response> {
  return fetch(`${url}/sandbox/${service}/v1/plots`, { headers: { 'X-API-Key': 'DEMO_KEY' } });
}

async function answerOf(service: string): Promise<string | undefined> {
  return ((await (await ask(service)).json()) as { answer?: string }).answer;
}

async function save(name: string, text: string): Promise<void> {
  const file = join(specsDir, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function until(isTrue: () => boolean | Promise<boolean>, timeout = 90_000): Promise<void> {
  for (const since = performance.now(); !(await isTrue()); ) {
    assert.ok(performance.now() - since < timeout, `waited in vain; the terminal says:\n${output}`);
    await sleep(10);
  }
}
