import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PrivateAddressError, Targets } from './target.ts';

const shared = new Targets(false);
const local = new Targets(true);

const faults = [
  ['https://team.example/hooks', null],
  ['https://team.example:8443/hooks?x=1', null],
  ['https://93.184.215.14/hooks', null],
  ['http://team.example/hooks', 'not-https'],
  ['ftp://team.example/hooks', 'not-a-url'],
  ['team.example', 'not-a-url'],
  ['https://user:secret@team.example/', 'credentials'],
  [`https://team.example/${'a'.repeat(500)}`, 'too-long'],
  ['http://localhost:5000/webhooks', 'private-address'],
  ['http://api.localhost/', 'private-address'],
  ['https://127.0.0.1/', 'private-address'],
  ['https://127.1/', 'private-address'],
  ['https://2130706433/', 'private-address'],
  ['https://0x7f.0.0.1/', 'private-address'],
  ['https://0.0.0.0/', 'private-address'],
  ['https://10.1.2.3/', 'private-address'],
  ['https://172.31.0.1/', 'private-address'],
  ['https://192.168.1.1/', 'private-address'],
  ['https://169.254.169.254/latest/meta-data/', 'private-address'],
  ['https://100.64.0.1/', 'private-address'],
  ['https://[::1]/', 'private-address'],
  ['https://[::]/', 'private-address'],
  ['https://[::ffff:10.0.0.1]/', 'private-address'],
  ['https://[::ffff:7f00:1]/', 'private-address'],
  ['https://[fd00::1]/', 'private-address'],
  ['https://[fe80::1]/', 'private-address'],
  ['https://[64:ff9b::a00:1]/', 'private-address'],
  ['https://[2002:a00:1::]/', 'private-address'],
] as const;

for (const [url, fault] of faults) {
  test(`a platform for many teams ${fault === null ? 'may post' : 'does not post'} to ${url.slice(0, 60)}`, () => {
    assert.equal(shared.faultOf(url), fault);
  });
}

test('a platform on a laptop posts to programs on it, also without TLS, and not into the network around it', () => {
  for (const url of ['http://localhost:5000/webhooks', 'http://127.0.0.1:5000/', 'http://[::1]:5000/'])
    assert.equal(local.faultOf(url), null, url);
  for (const url of ['http://192.168.1.1/', 'https://10.0.0.1/', 'https://169.254.169.254/'])
    assert.equal(local.faultOf(url), 'private-address', url);
});

test('networks that the operator allows are posted to, also without TLS; other private ones are not', async () => {
  const venue = new Targets(false, ['192.168.8.0/24', 'fd00:8::/32'], async () => [
    { address: '192.168.8.7', family: 4 },
  ]);
  for (const url of ['http://192.168.8.7:3000/hooks', 'https://192.168.8.7/', 'http://[fd00:8::1]:3000/'])
    assert.equal(venue.faultOf(url), null, url);
  for (const url of ['http://192.168.9.1/', 'https://10.0.0.1/', 'http://127.0.0.1:3000/', 'https://[fd00:9::1]/'])
    assert.equal(venue.faultOf(url), 'private-address', url);
  assert.equal(venue.faultOf('http://192.0.1.1/'), 'not-https');
  assert.equal(await found(venue, 'laptop.example'), '192.168.8.7');
});

async function found(targets: Targets, name: string): Promise<string> {
  return new Promise((resolve, reject) =>
    targets.lookup(name, {}, (error, address) => (error === null ? resolve(String(address)) : reject(error))),
  );
}

test('a public name that resolves to a private address is refused, also where only one of its addresses is', async () => {
  const names: Record<string, string[]> = {
    'good.example': ['93.184.215.14', '2606:2800:21f::1'],
    'rebound.example': ['10.0.0.5'],
    'both.example': ['93.184.215.14', '127.0.0.1'],
    'mapped.example': ['::ffff:192.168.0.1'],
  };
  const targets = new Targets(false, [], async (name) =>
    (names[name] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  );
  assert.equal(await found(targets, 'good.example'), '93.184.215.14');
  for (const name of ['rebound.example', 'both.example', 'mapped.example', 'none.example'])
    await assert.rejects(found(targets, name), PrivateAddressError, name);
});
