import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { replaceOrigin, textOf } from './replaceOrigin.ts';

const BUILT = 'https://portal.example';
const HERE = 'http://127.0.0.1:4130';
const span = (...children: ReactNode[]) => createElement('span', {}, ...children);
const html = (node: ReactNode) => renderToStaticMarkup(createElement('code', {}, node));

test('an origin is replaced wherever the highlighter has cut it', () => {
  const command = `curl ${BUILT}/livez ${BUILT}/readyz`;
  for (let first = 1; first < command.length; first += 1) {
    for (let second = first + 1; second < command.length; second += 7) {
      const node = [span(command.slice(0, first)), command.slice(first, second), span(span(command.slice(second)))];
      assert.equal(textOf(replaceOrigin(node, BUILT, HERE)), `curl ${HERE}/livez ${HERE}/readyz`);
    }
  }
});

test('elements around the text stay', () => {
  const node = span(span('curl '), span('https:'), span('//portal.example'), span('/livez'));
  assert.equal(
    html(replaceOrigin(node, BUILT, HERE)),
    `<code><span><span>curl </span><span>${HERE}</span><span></span><span>/livez</span></span></code>`,
  );
});

test('a host that only begins like the origin is another', () => {
  for (const other of ['https://portal.example.org', 'https://portal.examples', 'https://portal.example:8443'])
    assert.equal(textOf(replaceOrigin(span(`curl ${other}/`), BUILT, HERE)), `curl ${other}/`);
  assert.equal(textOf(replaceOrigin(`Open ${BUILT}.`, BUILT, HERE)), `Open ${HERE}.`);
});
