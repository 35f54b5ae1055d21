import assert from 'node:assert/strict';
import { it } from 'node:test';
import { problemPage, readAnswer } from './readAnswer.ts';
import { bodyText } from './requestValues.ts';

it('reads a problem with its errors, and finds its page', () => {
  const body = JSON.stringify({
    type: 'https://portal.example/problems/request-invalid/',
    title: 'The request is not valid',
    status: 422,
    detail: 'One value is wrong.',
    errors: [
      { in: 'body', path: '/nid', message: 'must have 10 digits' },
      { pointer: '#/a', detail: 'is missing' },
      'odd',
    ],
  });
  assert.deepEqual(readAnswer({ status: 422, body }).problem, {
    title: 'The request is not valid',
    detail: 'One value is wrong.',
    page: '/problems/request-invalid/',
    errors: [
      { place: 'body /nid', message: 'must have 10 digits' },
      { place: '#/a', message: 'is missing' },
      { place: '', message: 'odd' },
    ],
  });
});

it('takes no success, no other JSON and no plain text for a problem', () => {
  assert.equal(readAnswer({ status: 200, body: '{"title":"Minister"}' }).problem, null);
  assert.equal(readAnswer({ status: 500, body: '["title"]' }).problem, null);
  assert.deepEqual(readAnswer({ status: 502, body: 'Bad Gateway' }), { json: undefined, problem: null });
});

it('links only to pages of this portal', () => {
  assert.equal(problemPage('/problems/key-missing/'), '/problems/key-missing/');
  assert.equal(problemPage('about:blank'), null);
  assert.equal(problemPage('javascript:/problems/x/'), null);
});

it('keeps every digit of an answer', () => {
  const { json } = readAnswer({ status: 200, body: '{"number":9007199254740993}' });
  assert.equal(bodyText(json ?? null), '{\n  "number": 9007199254740993\n}');
});
