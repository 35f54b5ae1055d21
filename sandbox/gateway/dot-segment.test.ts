import assert from 'node:assert/strict';
import test from 'node:test';
import { hasDotSegment } from './dot-segment.ts';

const HIDDEN = [
  '/..',
  '/.',
  '/a/../b',
  '/a/./b',
  '/..;x=1/..;/admin',
  '/..;/',
  '/.;a/b',
  '/..%3bx=1/b',
  '/%2e%2e',
  '/%2E%2e/b',
  '/.%2e/b',
  '/%2e./b',
  '/%252e%252e/b',
  '/%25252e%25252e/b',
  '/a%2f..%2fb',
  '/a%2f%2e%2e',
  '/a%252f..%252fb',
  '/a\\..\\b',
  '/a%5c..%5cb',
  '/a%255c..%255cb',
  '/..%20/b',
  '/..%09/b',
  '/..%00/b',
  '/%c0%ae%c0%ae/b',
  '/%c0%ae./b',
  '/%e0%80%ae%e0%80%ae/b',
  '/a%c0%af..%c0%afb',
  '/a%c1%9c..%c1%9cb',
  '/%ef%bc%8e%ef%bc%8e/b',
  '/%25252525252525252541',
];

const PLAIN = [
  '',
  '/',
  '/transfers/1',
  '/files/report.pdf',
  '/files/...',
  '/files/..a',
  '/files/a..',
  '/.well-known/jwks.json',
  '/matrix;v=1.2/x',
  '/licences/DNCC%2F2024%2F12',
  '/paths/C%3A%5Ctemp',
  '/names/%E0%A6%B0%E0%A6%B9%E0%A6%BF%E0%A6%AE%E0%A6%BE',
  '/rates/12.5%25',
];

for (const path of HIDDEN) {
  test(`${path} holds a dot segment`, () => assert.equal(hasDotSegment(path), true));
}
for (const path of PLAIN) {
  test(`${path || '(empty path)'} holds no dot segment`, () => assert.equal(hasDotSegment(path), false));
}
