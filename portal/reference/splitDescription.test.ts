import assert from 'node:assert/strict';
import { it } from 'node:test';
import { splitDescription } from './splitDescription.ts';

const sentence = (word: string) => `${word} ${'and so on '.repeat(10).trim()}.`;

it('leaves a short description whole', () => {
  assert.deepEqual(splitDescription('Gets it.\n\nOnce.'), { lead: 'Gets it.\n\nOnce.', more: '' });
  assert.deepEqual(splitDescription(''), { lead: '', more: '' });
});

it('begins with the first paragraph of a long one', () => {
  const more = `- ${sentence('List')}\n- ${sentence('List')}\n- ${sentence('List')}`;
  assert.deepEqual(splitDescription(`Gets it. Once.\n\n${more}`), { lead: 'Gets it. Once.', more });
});

it('begins with the first sentences of a long paragraph, and breaks no code or link', () => {
  const [first, second, third] = [sentence('One'), sentence('Two'), sentence('Three')];
  assert.deepEqual(splitDescription(`${first} ${second} ${third}`), { lead: `${first} ${second}`, more: third });
  const code = `\`${first} ${second}\` ends. ${third}`;
  assert.deepEqual(splitDescription(code), { lead: `\`${first} ${second}\` ends.`, more: third });
  const bangla = `\u0995 ${'\u0996 '.repeat(150)}\u0964 \u0997 ${'\u0998 '.repeat(20)}\u0964`;
  assert.equal(splitDescription(bangla).lead.endsWith('\u0964'), true);
  assert.notEqual(splitDescription(bangla).more, '');
});

it('does not divide what begins with a list or heading, or defines its links at the end', () => {
  const text = `${sentence('One')} ${sentence('Two')} ${sentence('Three')}`;
  for (const long of [`# Title\n\n${text}`, `- ${text}`, `${text}\n\n[1]: https://example.org`]) {
    assert.deepEqual(splitDescription(long), { lead: '', more: long });
  }
});
