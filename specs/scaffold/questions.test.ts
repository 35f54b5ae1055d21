import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { readChoices } from './choices.ts';
import { type Ask, answersOf, completeAnswers, type Topic, type TypedAnswers } from './questions.ts';
import { askIn } from './terminal.ts';

const choices = await readChoices();
const ALL: Topic[] = ['id', 'title', 'titleBn', 'layer', 'agency', 'audience', 'dataProtection', 'contact'];
const GIVEN: TypedAnswers = {
  id: 'land-records',
  title: 'Land records',
  titleBn: 'জমির রেকর্ড',
  layer: 'data',
  agency: 'land-ministry',
  audience: 'bank, startup,bank',
  dataProtection: 'personal',
};

/** Types these answers one after the other. */
function typing(...answers: string[]): { ask: Ask; asked: string[] } {
  const asked: string[] = [];
  const ask: Ask = async ({ text }) => {
    asked.push(text);
    return answers.shift() ?? '';
  };
  return { ask, asked };
}

test('flags answer every question; the contact is that of the agency', async () => {
  const answers = answersOf(await completeAnswers(GIVEN, choices, ALL, null));
  assert.deepEqual(answers.audience, ['bank', 'startup']);
  assert.equal(answers.contact, 'api@land.example');
});

test('without a terminal the missing flags are named, with what each may be', async () => {
  await assert.rejects(completeAnswers({ id: 'a', layer: 'data' }, choices, ALL, null), {
    message:
      /^Missing: --title, --title-bn, --agency, --audience, --data-protection\. .*\n {2}--agency is one of: .*\n {2}--audience is some of: .*bank/,
    exitCode: 2,
  });
});

const WRONG_IDS = [
  'Land',
  'land records',
  '../land',
  'land/records',
  '-land',
  'land--records',
  '1st',
  '',
  'ভূমি',
  'x'.repeat(51),
];
for (const id of WRONG_IDS) {
  test(`"${id.slice(0, 20)}" is no id`, async () => {
    await assert.rejects(completeAnswers({ ...GIVEN, id }, choices, ALL, null), { message: /^--id is /, exitCode: 2 });
  });
}

for (const id of ['v1', 'api', 'catalogue', 'con']) {
  test(`"${id}" is reserved`, async () => {
    await assert.rejects(completeAnswers({ ...GIVEN, id }, choices, ALL, null), { message: /reserved/, exitCode: 2 });
  });
}

test('a wrong choice is answered with the right ones, all faults at once', async () => {
  const typed = { ...GIVEN, layer: 'moon', audience: 'bank,cats', contact: 'me', title: 'two\nlines' };
  await assert.rejects(completeAnswers(typed, choices, ALL, null), (error: Error) => {
    assert.match(error.message, /--layer is "moon", but must be one of: identity, payments/);
    assert.match(error.message, /--audience is "cats", but must be some of: public-agency, bank/);
    assert.match(error.message, /--contact is "me", which is no e-mail address/);
    assert.match(error.message, /--title holds a line break/);
    return true;
  });
});

test('in a terminal only what is missing is asked, and a number chooses from the list', async () => {
  const { ask, asked } = typing('3', '2,5', '');
  const { layer: _layer, audience: _audience, ...rest } = GIVEN;
  const answers = answersOf(await completeAnswers(rest, choices, ALL, ask));
  assert.equal(answers.layer, 'data');
  assert.deepEqual(answers.audience, ['bank', 'startup']);
  assert.equal(answers.contact, 'api@land.example');
  assert.equal(asked.length, 3);
});

test('a wrong answer is asked for again, with the reason', async () => {
  const { ask, asked } = typing('Land Records', 'land-records', '');
  const { id: _id, ...rest } = GIVEN;
  const answers = await completeAnswers(rest, choices, ALL, ask);
  assert.equal(answers.id, 'land-records');
  assert.match(asked[1] ?? '', /must be lower-case letters/);
});

test('a terminal shows the choices and reads the answer', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const terminal = askIn(input, output);
  const answer = terminal.ask({ text: 'Layer?', choices: [{ id: 'data', name: 'Data' }], preset: 'data' });
  input.write('1\n');
  assert.equal(await answer, '1');
  terminal.close();
  assert.match(String(output.read()), /Layer\?\n {2}1\. data {2}Data\n {2}\(Enter: data\)/);
});

test('a terminal that is closed ends the questions without a trace', async () => {
  const input = new PassThrough();
  const terminal = askIn(input, new PassThrough());
  const answer = terminal.ask({ text: 'Id?', choices: [], preset: '' });
  input.end();
  await assert.rejects(answer, { message: /nothing was written/, exitCode: 1 });
});
