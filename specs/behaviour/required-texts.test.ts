import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EvaluationContext, ExpressionLanguage } from './index.ts';

const language = new ExpressionLanguage(() => ({}) as EvaluationContext);
const needs = (condition: string) => language.requiredTexts(condition, 'it');

test('a condition asks for the texts that it compares members with', () => {
  assert.deepEqual(needs('it.status == "pending"'), [{ member: 'status', texts: ['pending'] }]);
  assert.deepEqual(needs('it.status in ["booked", "moved"] && it.at != null && it.kind == "visit"'), [
    { member: 'status', texts: ['booked', 'moved'] },
    { member: 'kind', texts: ['visit'] },
  ]);
});

test('a condition that can hold without a text does not ask for it', () => {
  assert.deepEqual(needs('it.status == "open" || it.status == "new"'), []);
  assert.deepEqual(needs('it.status != "open" && other.status == "open" && it.count == 3 && it.a.b == "c"'), []);
  assert.deepEqual(needs('!it.isRepeated'), []);
  assert.deepEqual(needs('it.paid ? it.status == "open" : true'), []);
});
