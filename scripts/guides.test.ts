import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { sandboxForJourneys } from './journeys/sandbox-for-journeys.ts';

const ROOT = resolve(import.meta.dirname, '..');
const PLATFORM = 'http://localhost:4000';
const FOLDERS = ['docs', 'portal/i18n/bn/docusaurus-plugin-content-docs/current'];
/** What a reader replaces before pasting: `YOUR-CODE`, `KEY-ID`, `$ADMIN_TOKEN`. */
const PLACEHOLDER = /YOUR-|[A-Z]-ID\b|\$[A-Z]/;

interface Call {
  url: string;
  init: { method: string; headers: [string, string][]; body: string | null };
  /** What the guide shows as the answer; `null` where it shows none. */
  shown: Record<string, unknown> | null;
}

const catalogue = await loadCatalogue();
const sandbox = await sandboxForJourneys(catalogue);
after(() => sandbox.close());

for (const folder of FOLDERS) {
  for (const name of readdirSync(resolve(ROOT, folder)).filter((file) => file.endsWith('.md'))) {
    const calls = callsOf(readFileSync(resolve(ROOT, folder, name), 'utf8'));
    if (calls.length === 0) continue;
    test(`the calls of ${folder}/${name} are answered as it says`, async () => {
      for (const { url, init, shown } of calls) await answersAsShown(url, init, shown);
    });
  }
}

async function answersAsShown(url: string, init: Call['init'], shown: Call['shown']): Promise<void> {
  const answer = await fetch(url.replace(PLATFORM, sandbox.url), init);
  const text = await answer.text();
  const body = /json/.test(answer.headers.get('Content-Type') ?? '') ? JSON.parse(text) : {};
  const asked = init.headers.find(([name]) => name === 'Prefer')?.[1].match(/code=(\d+)/)?.[1];
  if (asked !== undefined) assert.equal(answer.status, Number(asked), url);
  for (const key of ['title', 'status', 'detail']) {
    if (shown?.[key] !== undefined) assert.equal(body[key], shown[key], `${key} of the answer to ${url}`);
  }
  // Without a problem on the page, a failure is one that the guide chose from the examples of a service.
  const isMeant = answer.ok || shown?.status !== undefined || asked !== undefined;
  assert.ok(isMeant || answer.headers.has('X-Sandbox-Example'), `${url} answers ${answer.status} ${body.type}`);
}

/** The commands of a guide that can be pasted as they are, each with the answer shown below it. */
function callsOf(guide: string): Call[] {
  const blocks = [...guide.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```/gm)].map(([, language, text]) => ({
    language,
    text,
  }));
  return blocks.flatMap(({ language, text = '' }, index) => {
    if (language !== 'sh' || PLACEHOLDER.test(text)) return [];
    const commands = text
      .replace(/\\\n/g, '')
      .split('\n')
      .map((line) => line.trim());
    const next = blocks[index + 1];
    const shown = next?.language === 'json' ? objectIn(next.text) : null;
    return commands
      .filter((line) => line.startsWith('curl ') && line.includes(PLATFORM))
      .map((line) => ({ ...readCurl(line), shown }));
  });
}

function readCurl(command: string): Pick<Call, 'url' | 'init'> {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const values = (flag: string) => words.flatMap((word, index) => (word === flag ? [words[index + 1] ?? ''] : []));
  const [body] = values('-d');
  const [method = body === undefined ? 'GET' : 'POST'] = values('-X');
  const headers = values('-H').map((line): [string, string] => {
    const [name = '', ...value] = line.split(': ');
    return [name, value.join(': ')];
  });
  return { url: words.find((word) => word.startsWith('http')) ?? '', init: { method, headers, body: body ?? null } };
}

/** What a block shows; `null` where it is shortened by `…` and no JSON. */
function objectIn(text = ''): Record<string, unknown> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
