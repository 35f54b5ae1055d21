import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textsIn, withTexts } from './interfaceTexts.ts';

const TEXTS = { 'a.one': 'Eins', 'a.two': '„{count}“', 'a.three': 'Drei <x> "y"' };

test('a text without values becomes itself', () => {
  assert.equal(withTexts(`f(translate({ id: 'a.one', message: 'One' }));`, TEXTS), 'f("Eins");');
  assert.equal(withTexts(`f(translate({\n  id: 'a.one',\n  message:\n    'One',\n}));`, TEXTS), 'f("Eins");');
  assert.equal(withTexts(`translate(\n  { id: 'b', message: "It's" },\n)`, TEXTS), `"It's"`);
});

test('a text with values is filled in by Docusaurus', () => {
  assert.equal(
    withTexts(`translate(\n  { id: 'a.two', message: 'so {count}' },\n  { count },\n)`, TEXTS),
    'translate({ message: "„{count}“" },\n  { count },\n)',
  );
});

test('an element keeps its values', () => {
  assert.equal(
    withTexts('<Translate\n  id="a.three"\n  values={{ count: <b>{n}</b> }}\n>\n  Three\n</Translate>', TEXTS),
    '<Translate\n  values={{ count: <b>{n}</b> }}\n>{"Drei <x> \\"y\\""}</Translate>',
  );
});

test('what is not translated stays in English', () => {
  assert.equal(withTexts('<Translate id="c">\n  One\n</Translate>', TEXTS), '<Translate>\n  One\n</Translate>');
  assert.equal(withTexts(`translate({ id: 'toString', message: 'One' })`, TEXTS), `'One'`);
});

test('a text that is written in another way ends the build', () => {
  for (const source of [`translate({ message: 'One' })`, 'translate(texts.one)', '<Translate>One</Translate>']) {
    assert.throws(() => withTexts(source, TEXTS), /needs its id/);
  }
});

test('texts are found with their English', () => {
  const source = `translate({ id: 'a.one', message: 'One' }); <Translate id="b" values={{ n: <i /> }}>two {'{n}'}</Translate>`;
  assert.deepEqual(textsIn(source), [
    ['a.one', `'One'`],
    ['b', `two {'{n}'}`],
  ]);
});
