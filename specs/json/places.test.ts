import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JsonPlaces } from './places.ts';

const text = `{
  "a": [1, {"b\\"c": "x}]"}, true],
  "~/": {"é": null, "deep": {"deep": -1.5e3}},
  "empty": {}
}`;
const places = new JsonPlaces(text);
const shown = (...keys: string[]) => {
  const { start, end, nameStart } = places.at(keys);
  return [text.slice(start, end), nameStart === null ? null : text.slice(nameStart, start)];
};

test('a value has its own place, and that of its name in an object', () => {
  assert.deepEqual(shown('a', '0'), ['1', null]);
  assert.deepEqual(shown('a', '1', 'b"c'), ['"x}]"', '"b\\"c": ']);
  assert.deepEqual(shown('a', '2'), ['true', null]);
  assert.deepEqual(shown('~/', 'deep', 'deep'), ['-1.5e3', '"deep": ']);
  assert.deepEqual(shown('~/', 'é'), ['null', '"é": ']);
  assert.deepEqual(shown('empty'), ['{}', '"empty": ']);
  assert.deepEqual(shown(), [text, null]);
});

test('what is not there has the place of what it would stand in', () => {
  assert.deepEqual(shown('empty', 'x', 'y'), ['{}', '"empty": ']);
  assert.deepEqual(shown('a', '3'), ['[1, {"b\\"c": "x}]"}, true]', '"a": ']);
  assert.deepEqual(shown('a', '0', 'x'), ['1', null]);
});

test('members are counted as they are written, those whose name an object has twice included', () => {
  assert.equal(new JsonPlaces('{"a":{"x":1},"b":{"x":2,"\\u0078":[{"x":"x"}]}}').members, 6);
  assert.equal(places.members, 7);
});

test('members of an object of many are found again and again', () => {
  const members = Array.from({ length: 200 }, (_, index) => [`n${index}`, index]);
  const many = JSON.stringify(Object.fromEntries(members));
  const index = new JsonPlaces(many);
  for (const [name, value] of [...members, ...members]) {
    const { start, end } = index.at([String(name)]);
    assert.equal(many.slice(start, end), String(value));
  }
});
