import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { inlineScripts } from '../../sandbox/pages/content-security.ts';
import { buildPortal } from './build.ts';

const SECRET = 'secret-of-the-server';
const SCRIPT = '<script>stolen()</script>';

/** A spec with one operation of an id, and more of `info` and of the operation. */
function spec(operationId: string, info = '', operation = ''): string {
  return `openapi: 3.1.0
info: { title: Title, version: 1.0.0${info} }
paths:
  /people:
    get:
      operationId: ${JSON.stringify(operationId)}
      ${operation}
      responses: { '200': { description: Found, content: { application/json: { schema: { type: object } } } } }
`;
}

const SERVICES: Record<string, string> = {
  'good/v1': spec('listPeople', ', contact: { name: Help, url: "https://help.example" }'),
  'long-operation/v1': spec('a'.repeat(300)),
  'reserved-operation/v1': spec('index.html'),
  'dots/v1': spec('../../../escaped'),
  'prototype/v1': spec(
    '__proto__',
    ', x-audience: [constructor], x-layer: __proto__',
    'tags: [constructor, __proto__]',
  ),
  'scripts/v1': spec(
    'list',
    `, summary: ${JSON.stringify(`${SCRIPT} </head><body>`)}, description: ${JSON.stringify(`${SCRIPT} {throw} <b>`)}, contact: { url: "javascript:stolen()" }`,
    `summary: ${JSON.stringify(`"'>${SCRIPT}`)}`,
  ),
  'wrong-types/v1': `openapi: 3.1.0
info: { title: [3], version: { a: 1 }, contact: 3, x-audience: 3, x-layer: [] }
tags: { a: 1 }
servers: [3, { url: 3 }]
paths: { /a: { get: { operationId: 3, tags: 3, parameters: {}, responses: [3], security: 3 } }, /b: 3, /c: { post: { requestBody: 3, responses: { '200': 3 } } } }
components: { schemas: [3], securitySchemes: { a: 3 } }
`,
  'endless/v1': `openapi: 3.1.0
info: { title: Endless, version: 1.0.0 }
paths: { /a: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }, responses: { '200': { description: Found } } } } }
components: { schemas: { A: { allOf: [{ $ref: '#/components/schemas/A' }], anyOf: [{ $ref: '#/components/schemas/A' }], required: [a], properties: { a: { $ref: '#/components/schemas/A' } } } } }
`,
  'no-yaml/v1': 'openapi: [3.1.0\n}',
  [`${'n'.repeat(200)}/v1`]: spec('list'),
  'con/v1': spec('nul'),
  'alone\\ud800/v1': spec('\ud800'),
  'leak/v1': spec('list'),
};

test('twelve ways to spoil a service leave the pages of a good one complete', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'dpi-hostile-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const specsDir = join(dir, 'services');
  for (const [folder, text] of Object.entries(SERVICES)) {
    await mkdir(join(specsDir, folder), { recursive: true });
    await writeFile(join(specsDir, folder, 'openapi.yaml'), text);
  }
  await writeFile(join(dir, 'secret'), SECRET);
  await symlink(join(dir, 'secret'), join(specsDir, 'leak/v1/CHANGELOG.md'));
  const pages = join(dir, 'pages');
  await buildPortal(pages, { specsDir, publicUrl: 'http://localhost:4230', onProgress() {} });

  const files = (await readdir(pages, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(pages.length));
  for (const locale of ['', '/bn']) {
    for (const page of ['', 'listPeople/', 'changelog/']) {
      assert.ok(paths.includes(`${locale}/catalogue/good/v1/${page}index.html`), `${locale} ${page}`);
    }
  }
  assert.match(await readFile(join(pages, 'catalogue/good/v1/index.html'), 'utf8'), /https:\/\/help\.example/);
  const catalogue = await readFile(join(pages, 'catalogue/index.html'), 'utf8');
  for (const id of ['no-yaml', 'leak']) assert.ok(catalogue.includes(id), `${id} is not shown`);
  assert.match(catalogue, /is a link that leads out of the folder of specs/);

  const scripts = new Set<string>();
  for (const path of paths.filter((name) => name.endsWith('.html'))) {
    assert.ok(
      dirname(path)
        .split('/')
        .every((part) => Buffer.byteLength(part) <= 100),
      path,
    );
    const html = await readFile(join(pages, path), 'utf8');
    assert.ok(!html.includes(SECRET), path);
    assert.doesNotMatch(html, /href="?javascript:/i, path);
    for (const script of inlineScripts(html)) scripts.add(script);
  }
  assert.equal(scripts.size, 1, 'one script, the portal\u2019s own');
});
