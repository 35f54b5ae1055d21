import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { commentBody, isOurs, MARKER } from './comment-body.ts';
import { ForgeError, postToGitHub, postToGitLab } from './post-comment.ts';

const RUN = 'https://forge.example/runs/1';

test('a comment is found again by its marker, of which a report cannot bring another', () => {
  const body = commentBody(`# Passed\n${MARKER}`, RUN);
  assert.ok(isOurs(body));
  assert.equal(body.split(MARKER).length, 2);
  assert.match(body, /# Passed/);
  assert.match(body, /\(https:\/\/forge\.example\/runs\/1\)/);
  assert.ok(!isOurs(`I quote: ${MARKER}`));
});

test('a report calls nobody, and keeps its addresses', () => {
  const body = commentBody('cc @dpi-bd/platform, api@nid.example', RUN);
  assert.doesNotMatch(body, /@\w/);
});

test('a report that is too long is cut at the end of a line, and says so', () => {
  const body = commentBody('a line of the report\n'.repeat(10_000), RUN);
  assert.ok(body.length <= 65_536);
  assert.match(body, /a line of the report\n\n… the report goes on/);
});

test('a check that had nothing to say is told as that', () => {
  assert.match(commentBody(' \n', RUN), /The log of the run tells why/);
});

const HEAD = { owner: 'agency', branch: 'land', sha: 'abc' };
const PULLS = [{ number: 7, head: { sha: 'abc' } }];
const github = (api: string) => ({ api, token: 'secret', repository: 'dpi/portal', head: HEAD });
const gitlab = (api: string) => ({ api, token: 'secret', project: '12', mergeRequest: '7' });

test('GitHub: the first report is a new comment', async (t) => {
  const forge = await fakeForge(t, {
    'GET /repos/dpi/portal/pulls': PULLS,
    'GET /repos/dpi/portal/issues/7/comments': [],
  });
  assert.equal(await postToGitHub(github(forge.url), 'text'), 'written');
  assert.deepEqual(forge.writes, [['POST /repos/dpi/portal/issues/7/comments', { body: 'text' }]]);
  assert.match(forge.queries[0] ?? '', /head=agency%3Aland/);
});

test('GitHub: the next one rewrites it, and never the comment of a person', async (t) => {
  const comments = [
    { id: 1, body: `${MARKER} forged`, user: { type: 'User' } },
    { id: 2, body: `${MARKER}\nold`, user: { type: 'Bot' } },
  ];
  const forge = await fakeForge(t, {
    'GET /repos/dpi/portal/pulls': PULLS,
    'GET /repos/dpi/portal/issues/7/comments': comments,
  });
  assert.equal(await postToGitHub(github(forge.url), 'new'), 'rewritten');
  assert.deepEqual(forge.writes, [['PATCH /repos/dpi/portal/issues/comments/2', { body: 'new' }]]);
});

test('GitHub: a report on a commit that is not the newest is left out', async (t) => {
  const forge = await fakeForge(t, { 'GET /repos/dpi/portal/pulls': [{ number: 7, head: { sha: 'newer' } }] });
  assert.equal(await postToGitHub(github(forge.url), 'text'), 'outdated');
  assert.deepEqual(forge.writes, []);
});

test('GitHub: the comment is found on a later page too', async (t) => {
  const others = Array.from({ length: 100 }, (_, id) => ({ id, body: 'hello', user: null }));
  const forge = await fakeForge(t, {
    'GET /repos/dpi/portal/pulls': PULLS,
    'GET /repos/dpi/portal/issues/7/comments': (page: string) =>
      page === '2' ? [{ id: 500, body: MARKER, user: { type: 'Bot' } }] : others,
  });
  assert.equal(await postToGitHub(github(forge.url), 'new'), 'rewritten');
});

test('GitLab: one note is written, then rewritten', async (t) => {
  const notes: object[] = [];
  const forge = await fakeForge(t, { 'GET /user': { id: 5 }, 'GET /projects/12/merge_requests/7/notes': () => notes });
  assert.equal(await postToGitLab(gitlab(forge.url), 'first'), 'written');
  notes.push({ id: 1, body: MARKER, author: { id: 4 } }, { id: 2, body: MARKER, author: { id: 5 } });
  assert.equal(await postToGitLab(gitlab(forge.url), 'second'), 'rewritten');
  assert.deepEqual(forge.writes, [
    ['POST /projects/12/merge_requests/7/notes', { body: 'first' }],
    ['PUT /projects/12/merge_requests/7/notes/2', { body: 'second' }],
  ]);
});

test('a forge that refuses is one line that does not show the token', async (t) => {
  const forge = await fakeForge(t, {});
  await assert.rejects(postToGitLab(gitlab(forge.url), 'text'), (error: unknown) => {
    assert.ok(error instanceof ForgeError);
    assert.match(error.message, /^GET \/user was answered 404/);
    assert.ok(!error.message.includes('secret'));
    return true;
  });
});

/** Answers by method and path, and notes what was written. */
async function fakeForge(t: TestContext, answers: Record<string, unknown>) {
  const writes: [string, unknown][] = [];
  const queries: string[] = [];
  const answer = async (req: IncomingMessage): Promise<unknown> => {
    const url = new URL(req.url ?? '', 'http://forge');
    const call = `${req.method} ${url.pathname}`;
    queries.push(url.search);
    if (req.method !== 'GET') {
      writes.push([call, JSON.parse(await text(req))]);
      return {};
    }
    const found = answers[call];
    return typeof found === 'function' ? found(url.searchParams.get('page')) : found;
  };
  const server = createServer(async (req, res) => {
    const found = await answer(req);
    res.writeHead(found === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
    res.end(JSON.stringify(found ?? { message: 'Not Found' }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, writes, queries };
}
