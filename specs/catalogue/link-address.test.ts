import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkAddress } from './link-address.ts';

test('links lead to the web, to mail, to a telephone, or to a place on the same host', () => {
  for (const address of [
    'https://nid.example/help',
    'http://a.example',
    'mailto:a@b.example',
    'tel:+88016',
    '/help',
    '#a',
  ])
    assert.equal(linkAddress(address), address);
});

test('no other scheme becomes a link, however it is written', () => {
  const schemes = ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)'];
  schemes.push('\u0001javascript:alert(1)', 'data:text/html,<script>', 'vbscript:x', 'file:///etc/passwd', 'blob:x');
  for (const address of [...schemes, 'https://[', '', ' ', 3, null]) assert.equal(linkAddress(address), null);
});
