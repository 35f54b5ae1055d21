import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import test from 'node:test';
import { freePorts } from '../../scripts/process.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const ROOT = resolve(import.meta.dirname, '../..');

test('the server of the guide keeps teams and guests apart, in both languages the same program', async (t) => {
  const [english, bangla] = await Promise.all(
    ['docs/test-server.md', 'portal/i18n/bn/docusaurus-plugin-content-docs/current/test-server.md'].map(
      async (file) => {
        const guide = await readFile(resolve(ROOT, file), 'utf8');
        return /```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
      },
    ),
  );
  assert.equal(english, bangla);
  const [platformPort = 0, serverPort = 0] = await freePorts(2);
  const platform = `http://localhost:${platformPort}`;
  const program = (english ?? '')
    .replace('http://localhost:4000', platform)
    .replace('births/v1', 'payments/v1')
    .replace('.listen(5000)', `.listen(${serverPort}, () => console.log('ready'))`);
  const server = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => server.kill());
  await once(server.stdout, 'data');
  const upstream = `http://localhost:${serverPort}`;
  const sandbox = await startTestSandbox(t, {
    HOST: 'localhost',
    PORT: String(platformPort),
    PUBLIC_URL: platform,
    UPSTREAMS: `payments/v1=${upstream}`,
  });
  const calls = async (key: string) => {
    const response = await fetch(`${platform}/sandbox/payments/v1/transfers/1`, { headers: { 'X-API-Key': key } });
    assert.equal(response.status, 200);
    return ((await response.json()) as { calls: number }).calls;
  };
  const [one, two] = [await sandbox.newKey(), await sandbox.newKey()];
  assert.deepEqual([await calls(one.secret), await calls(one.secret), await calls(two.secret)], [1, 2, 1]);
  assert.deepEqual([await calls('DEMO_KEY'), await calls('DEMO_KEY')], [1, 2]);
  assert.equal((await fetch(`${upstream}/transfers/1`)).status, 401);
});
