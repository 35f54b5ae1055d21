import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import test from 'node:test';
import { ConfigError, readConfig } from './config.ts';

test('nothing set gives the documented defaults', () => {
  assert.deepEqual(readConfig({}), {
    port: 4000,
    host: '127.0.0.1',
    dataDir: resolve('.data'),
    specsDir: null,
    adminToken: null,
    publicUrl: 'http://localhost:4000',
    metricsPort: null,
    joinCode: null,
    quotaPerSecond: 50,
    quotaPerHour: 5000,
    demoQuotaPerHour: 60,
    anonymousQuotaPerHour: 600,
    joinsPerMinute: 600,
    securityContact: null,
    upstreams: new Map(),
    offlinePages: true,
    webhookAllowedNetworks: [],
    trustProxy: 0,
  });
});

test('an empty variable counts as not set', () => {
  assert.deepEqual(readConfig({ PORT: '', HOST: ' ', UPSTREAMS: '' }), readConfig({}));
});

test('the public URL follows the port and loses its last slash', () => {
  assert.equal(readConfig({ PORT: '8080' }).publicUrl, 'http://localhost:8080');
  assert.equal(readConfig({ PUBLIC_URL: 'https://dev.example.gov/' }).publicUrl, 'https://dev.example.gov');
});

test('upstreams can be a list or JSON', () => {
  const expected = new Map([
    ['nid-verification/v1', new URL('https://one.example/base')],
    ['payments/v2', new URL('http://127.0.0.1:9000/')],
  ]);
  assert.deepEqual(
    readConfig({ UPSTREAMS: 'nid-verification/v1=https://one.example/base, payments/v2=http://127.0.0.1:9000' })
      .upstreams,
    expected,
  );
  assert.deepEqual(
    readConfig({
      UPSTREAMS: '{"nid-verification/v1":"https://one.example/base","payments/v2":"http://127.0.0.1:9000"}',
    }).upstreams,
    expected,
  );
});

test('networks for webhooks are a list', () => {
  assert.deepEqual(readConfig({}).webhookAllowedNetworks, []);
  assert.deepEqual(readConfig({ WEBHOOK_ALLOWED_NETWORKS: '192.168.1.0/24, fd00::/8' }).webhookAllowedNetworks, [
    '192.168.1.0/24',
    'fd00::/8',
  ]);
});

for (const [name, value] of [
  ['PORT', 'abc'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '4000.5'],
  ['PORT', '0x10'],
  ['HOST', 'not a host'],
  ['SECURITY_CONTACT', 'security@example.gov'],
  ['SECURITY_CONTACT', 'http://example.gov/report'],
  ['PUBLIC_URL', 'dev.example.gov'],
  ['PUBLIC_URL', 'ftp://dev.example.gov'],
  ['PUBLIC_URL', 'https://dev.example.gov/portal'],
  ['PUBLIC_URL', 'https://me:secret@dev.example.gov'],
  ['METRICS_PORT', '0'],
  ['JOIN_CODE', 'a b'],
  ['QUOTA_PER_SECOND', '0'],
  ['QUOTA_PER_HOUR', '1e3'],
  ['DEMO_QUOTA_PER_HOUR', 'many'],
  ['JOINS_PER_MINUTE', '0'],
  ['UPSTREAMS', 'payments'],
  ['UPSTREAMS', 'payments/v1=file:///etc/passwd'],
  ['UPSTREAMS', 'payments/v1=https://a.example,payments/v1=https://b.example'],
  ['UPSTREAMS', '{"payments/v1":'],
  ['UPSTREAMS', '{"payments/v1":5}'],
  ['TRUST_PROXY', 'true'],
  ['OFFLINE_PAGES', 'no'],
  ['WEBHOOK_ALLOWED_NETWORKS', '192.168.1.0'],
  ['WEBHOOK_ALLOWED_NETWORKS', '192.168.1.0/24,10.0.0.0/33'],
  ['WEBHOOK_ALLOWED_NETWORKS', 'venue.example/24'],
] as const) {
  test(`${name}=${value} is refused in one line that names it`, () => {
    assert.throws(
      () => readConfig({ [name]: value }),
      (error: unknown) =>
        error instanceof ConfigError &&
        error.message.startsWith(`${name} is "${value}"`) &&
        !error.message.includes('\n'),
    );
  });
}

test('a short admin token is refused without repeating it', () => {
  assert.throws(
    () => readConfig({ ADMIN_TOKEN: 'hunter2' }),
    (error: unknown) => error instanceof ConfigError && !error.message.includes('hunter2'),
  );
});

test('a database is refused for now', () => {
  assert.throws(() => readConfig({ DATABASE_URL: 'postgres://localhost/dpi' }), /PostgreSQL is not supported yet/);
});
