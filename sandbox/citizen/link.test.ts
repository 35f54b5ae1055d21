import assert from 'node:assert/strict';
import test from 'node:test';
import { COOKIE_SECONDS, LINK_SECONDS, Passes } from './link.ts';

const PASS = { team: 'team_1', person: 'rahima-begum', kind: 'link' } as const;

test('a link ends, and what it was exchanged for ends later', () => {
  let now = Date.parse('2026-11-30T12:00:00Z');
  const passes = new Passes('a secret', () => now);
  const link = passes.issue(PASS);
  const cookie = passes.issue({ ...PASS, kind: 'cookie' });
  assert.deepEqual(passes.read(link, 'link'), { ...PASS, expires: now / 1000 + LINK_SECONDS });
  now += LINK_SECONDS * 1000;
  assert.equal(passes.read(link, 'link'), null);
  assert.equal(passes.read(cookie, 'cookie')?.person, 'rahima-begum');
  now += COOKIE_SECONDS * 1000;
  assert.equal(passes.read(cookie, 'cookie'), null);
});

test('what was not signed here, or is of the other kind, opens nothing', () => {
  const passes = new Passes('a secret');
  const link = passes.issue(PASS);
  const [payload = '', signature = ''] = link.split('.');
  const other = Buffer.from(JSON.stringify({ ...PASS, team: 'team_2', expires: 9e9 })).toString('base64url');
  for (const text of [
    '',
    '.',
    payload,
    `${payload}.`,
    `${other}.${signature}`,
    `${link}.x`,
    new Passes('another').issue(PASS),
  ])
    assert.equal(passes.read(text, 'link'), null, text);
  assert.equal(passes.read(link, 'cookie'), null);
});
