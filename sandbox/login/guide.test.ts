import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import test from 'node:test';
import { freePorts } from '../../scripts/process.ts';
import { Browser, logInAs, startLoginSandbox } from './login-sandbox.fixture.ts';

const ROOT = resolve(import.meta.dirname, '../..');

test('the app of the guide logs somebody in, in both languages the same program', async (t) => {
  const [english, bangla] = await Promise.all(
    ['docs/login.md', 'portal/i18n/bn/docusaurus-plugin-content-docs/current/login.md'].map(async (file) => {
      const guide = await readFile(resolve(ROOT, file), 'utf8');
      return /```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
    }),
  );
  assert.equal(english, bangla);
  const sandbox = await startLoginSandbox(t);
  const [port = 0] = await freePorts(1);
  const program = (english ?? '')
    .replace('http://localhost:4000', sandbox.issuer.origin)
    .replace('http://localhost:3000', `http://localhost:${port}`)
    .replace('.listen(3000)', `.listen(${port}, () => console.log('ready'))`);
  const app = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => app.kill());
  await once(app.stdout, 'data');

  const begun = await fetch(`http://localhost:${port}/`, { redirect: 'manual' });
  const back = await logInAs(new Browser(), new URL(begun.headers.get('location') ?? ''), 'nasrin-akter');
  assert.equal(await (await fetch(back)).text(), 'Hello, Nasrin Akter');
});
