import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { commentBody, isOurs, MARKER } from './comment-body.ts';
import { ForgeError, postAllToGitLab, postToGitHub, postToGitLab, uploadToCodeScanning } from './post-comment.ts';

const RUN = { url: 'https://forge.example/runs/1', commit: 'abcdef0123456789', portalUrl: null };

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

test('a report gives the forge no command, and refers to no issue', () => {
  const body = commentBody('/approve\n  /merge\n\n- see #12 and `#/components`', RUN);
  assert.doesNotMatch(body, /^\s*\/|#\d/m);
  assert.match(body, /^\\\/approve$/m);
  assert.match(body, /`#\/components`/);
});

test('rules are linked to the portal, where it is known', () => {
  const report = '- Name it. ([info-agency](/guideline/info-agency/))';
  assert.match(commentBody(report, RUN), /Name it\. \(`info-agency`\)/);
  const known = commentBody(report, { ...RUN, portalUrl: 'https://dpi.example' });
  assert.match(known, /\(\[info-agency\]\(https:\/\/dpi\.example\/guideline\/info-agency\/\)\)/);
});

test('a comment says which commit was checked, and how to see it without running its code', () => {
  const body = commentBody('# Passed', RUN);
  assert.match(
    body,
    /Checked: abcdef012345 .*`git fetch origin abcdef0123456789 && npm run preview -- abcdef0123456789`/,
  );
  assert.doesNotMatch(body, /npx|\bnode |npm (install|ci|start)|checkout -|switch|download/);
});

test('a report that is cut inside something folded hides nothing that follows', () => {
  const folded = `<details><summary>changes</summary>\n\n${'- a change\n'.repeat(10_000)}\n</details>`;
  const body = commentBody(`<details><summary>one</summary>\n\n- a\n\n</details>\n\n${folded}`, RUN);
  assert.ok(body.length <= 65_536);
  assert.match(body, /- a change\n\n<\/details>\n\n… the report goes on/);
  assert.equal(body.split('<details>').length, body.split('</details>').length);
});

test('one endless line is cut too', () => {
  assert.ok(commentBody('x'.repeat(200_000), RUN).length <= 65_536);
});

test('a report that is too long is cut at the end of a line, and says so', () => {
  const body = commentBody('a line of the report\n'.repeat(10_000), RUN);
  assert.ok(body.length <= 65_536);
  assert.match(body, /a line of the report\n\n… the report goes on/);
});

test('a comment says its own words in every language that has a file, English first', () => {
  const lines = commentBody('# Passed', RUN).split('\n---\n')[1]?.trim().split('\n') ?? [];
  const files = readdirSync(import.meta.dirname).filter((name) => /^comment\.\w+\.json$/.test(name));
  assert.equal(lines.length, files.length);
  assert.match(lines[0] ?? '', /^Checked:/);
  for (const line of lines) assert.ok(line.includes('npm run preview -- abcdef0123456789'), line);
});

test('a check that had nothing to say is told as that', () => {
  assert.match(commentBody(' \n', RUN), /The log of the run tells why/);
});

const HEAD = { owner: 'agency', branch: 'land', sha: 'abc' };
const PULLS = [{ number: 7, head: { sha: 'abc' } }];
const github = (api: string) => ({ api, token: 'secret', repository: 'dpi/portal', head: HEAD });
const gitlab = (api: string) => ({ api, token: 'secret', project: '12' });

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

test('GitHub: alerts belong to the pull request, whatever the fork calls its branch', async (t) => {
  const forge = await fakeForge(t, { 'GET /repos/dpi/portal/pulls': PULLS });
  const run = { ...github(forge.url), head: { ...HEAD, branch: 'main' } };
  assert.equal(await uploadToCodeScanning(run, '{"runs":[]}'), 'uploaded');
  const [[call, body] = []] = forge.writes as [string, { ref: string; commit_sha: string; sarif: string }][];
  assert.equal(call, 'POST /repos/dpi/portal/code-scanning/sarifs');
  assert.deepEqual([body?.ref, body?.commit_sha], ['refs/pull/7/head', 'abc']);
  assert.equal(gunzipSync(Buffer.from(body?.sarif ?? '', 'base64')).toString(), '{"runs":[]}');
});

test('GitHub: alerts on a commit that is not the newest are left out', async (t) => {
  const forge = await fakeForge(t, { 'GET /repos/dpi/portal/pulls': [{ number: 7, head: { sha: 'newer' } }] });
  assert.equal(await uploadToCodeScanning(github(forge.url), '{}'), 'outdated');
  assert.deepEqual(forge.writes, []);
});

test('GitLab: one note is written, then rewritten', async (t) => {
  const notes: object[] = [];
  const forge = await fakeForge(t, { 'GET /user': { id: 5 }, 'GET /projects/12/merge_requests/7/notes': () => notes });
  assert.equal(await postToGitLab(gitlab(forge.url), '7', 'first'), 'written');
  notes.push({ id: 1, body: MARKER, author: { id: 4 } }, { id: 2, body: MARKER, author: { id: 5 } });
  assert.equal(await postToGitLab(gitlab(forge.url), '7', 'second'), 'rewritten');
  assert.deepEqual(forge.writes, [
    ['POST /projects/12/merge_requests/7/notes', { body: 'first' }],
    ['PUT /projects/12/merge_requests/7/notes/2', { body: 'second' }],
  ]);
});

test('GitLab: reports are taken from the newest pipelines, where no token was known', async (t) => {
  const forge = await fakeForge(t, {
    'GET /user': { id: 5 },
    'GET /projects/12/merge_requests': [
      { iid: 7, sha: 'abc' },
      { iid: 8, sha: 'def' },
    ],
    'GET /projects/12/merge_requests/7/pipelines': [
      { id: 70, project_id: 99, status: 'failed', web_url: 'https://forge.example/70' },
    ],
    'GET /projects/12/merge_requests/8/pipelines': [
      { id: 80, project_id: 12, status: 'running', web_url: 'https://forge.example/80' },
    ],
    'GET /projects/99/pipelines/70/jobs': [{ id: 700, name: 'check' }],
    'GET /projects/99/jobs/700/artifacts/report/comment.md': refusal(200, {}, '# Found'),
    'GET /projects/12/merge_requests/7/notes': [],
  });
  const bodyOf = ({ text, sha, url }: { text: string; sha: string; url: string }) => `${text} ${sha} ${url}`;
  assert.deepEqual(await postAllToGitLab(gitlab(forge.url), bodyOf), ['written']);
  assert.deepEqual(forge.writes, [
    ['POST /projects/12/merge_requests/7/notes', { body: '# Found abc https://forge.example/70' }],
  ]);
});

test('a forge that is busy or stumbles is asked again, and a comment is never written twice', async (t) => {
  let calls = 0;
  const forge = await fakeForge(t, {
    'GET /user': () => (++calls === 1 ? refusal(429, { 'Retry-After': '0' }) : { id: 5 }),
    'GET /projects/12/merge_requests/7/notes': () => (++calls === 3 ? refusal(502) : []),
    'POST /projects/12/merge_requests/7/notes': () => refusal(502),
  });
  await assert.rejects(postToGitLab(gitlab(forge.url), '7', 'text'), /^Error: POST .* was answered 502/);
  assert.equal(calls, 4);
  assert.equal(forge.writes.length, 1);
});

test('a forge that wants to be left alone for long is left alone', async (t) => {
  const forge = await fakeForge(t, { 'GET /user': () => refusal(403, { 'Retry-After': '3600' }) });
  await assert.rejects(postToGitLab(gitlab(forge.url), '7', 'text'), /answered 403.*\n.*scope "api"/);
  assert.equal(forge.queries.length, 1);
});

test('what is no forge at all is told in one line', async (t) => {
  const forge = await fakeForge(t, { 'GET /user': () => refusal(200, {}, '<html>Sign in</html>') });
  await assert.rejects(
    postToGitLab(gitlab(forge.url), '7', 'text'),
    /^Error: GET \/user was answered with no JSON: <html>/,
  );
  await assert.rejects(postToGitLab(gitlab('http://127.0.0.1:9'), '7', 'text'), /^Error: http:.* did not answer: \S/);
});

test('a forge that refuses is one line that does not show the token', async (t) => {
  const forge = await fakeForge(t, {});
  await assert.rejects(postToGitLab(gitlab(forge.url), '7', 'text'), (error: unknown) => {
    assert.ok(error instanceof ForgeError);
    assert.match(error.message, /^GET \/user was answered 404/);
    assert.ok(!error.message.includes('secret'));
    return true;
  });
});

interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: string;
}

function refusal(status: number, headers: Record<string, string> = {}, body = '{"message":"no"}'): Refusal {
  return { status, headers, body };
}

function isRefusal(found: unknown): found is Refusal {
  return typeof found === 'object' && found !== null && 'status' in found;
}

/** Answers by method and path, and notes what was written. */
async function fakeForge(t: TestContext, answers: Record<string, unknown>) {
  const writes: [string, unknown][] = [];
  const queries: string[] = [];
  const answer = async (req: IncomingMessage): Promise<unknown> => {
    const url = new URL(req.url ?? '', 'http://forge');
    const call = `${req.method} ${url.pathname}`;
    queries.push(url.search);
    if (req.method !== 'GET') writes.push([call, JSON.parse(await text(req))]);
    const found = answers[call] ?? (req.method === 'GET' ? undefined : {});
    return typeof found === 'function' ? found(url.searchParams.get('page')) : found;
  };
  const server = createServer(async (req, res) => {
    const found = (await answer(req)) ?? refusal(404, {}, '{"message":"Not Found"}');
    const { status, headers, body } = isRefusal(found)
      ? found
      : { status: 200, headers: {}, body: JSON.stringify(found) };
    res.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, writes, queries };
}
