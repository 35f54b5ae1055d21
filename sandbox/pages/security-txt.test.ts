import assert from 'node:assert/strict';
import test from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { testCatalogue } from '../testing/catalogue.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';
import { securityTxt } from './security-txt.ts';

const DAY = 86_400_000;

test('security.txt says where to report, in which languages, and where the policy is', () => {
  const text = securityTxt({
    contact: 'mailto:security@dpi.test',
    locales: [{ id: 'en' }, { id: 'bn' }],
    publicUrl: 'https://dpi.test',
    now: Date.UTC(2026, 10, 30, 13, 45),
  });
  assert.equal(
    text,
    [
      'Contact: mailto:security@dpi.test',
      'Expires: 2027-05-29T00:00:00Z',
      'Preferred-Languages: en, bn',
      'Canonical: https://dpi.test/.well-known/security.txt',
      'Policy: https://dpi.test/docs/security/',
      '',
    ].join('\n'),
  );
});

test('at any time it has not expired, and will within a year', () => {
  for (const now of [0, Date.UTC(2026, 1, 28, 23, 59, 59, 999), Date.UTC(2028, 1, 29), Date.UTC(2099, 11, 31, 12)]) {
    const text =
      securityTxt({ contact: 'tel:+880-2-0000', locales: [], publicUrl: 'http://localhost:4000', now }) ?? '';
    const expires = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '');
    assert.ok(expires - now > 150 * DAY && expires - now < 365 * DAY);
    assert.doesNotMatch(text, /http:/);
  }
});

test('the platform serves it, and the configuration goes before the data of the country', async (t) => {
  const catalogue = await testCatalogue();
  catalogue.country.securityContact = 'mailto:country@dpi.test';
  for (const [env, contact] of [
    [{}, 'mailto:country@dpi.test'],
    [{ SECURITY_CONTACT: 'https://dpi.test/report' }, 'https://dpi.test/report'],
  ] as const) {
    const { url } = await startTestSandbox(t, env, { catalogue });
    const response = await fetch(`${url}/.well-known/security.txt`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.match(await response.text(), new RegExp(`^Contact: ${contact}\nExpires: `));
  }
});

test('where nobody has named a contact there is none, rather than an invented one', async (t) => {
  const { url } = await startTestSandbox(t);
  assert.notEqual((await fetch(`${url}/.well-known/security.txt`)).status, 200);
});

test('the country of this repository names one that RFC 9116 allows', async () => {
  const { country } = await loadCatalogue();
  assert.notEqual(securityTxt({ contact: country.securityContact, locales: [], publicUrl: '' }), null);
});
