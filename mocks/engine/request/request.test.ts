import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ProblemError } from '@dpi/specs/problem';
import { inEnglish } from '../../../specs/texts/in-english.fixture.ts';
import { readJson } from './json-body.ts';
import { NO_PREFERENCES, readAccept, readContentType, readCookies, readPrefer, readQuery } from './request.ts';

const saying = (text: string | RegExp) => (error: unknown) => {
  const said = error instanceof ProblemError ? inEnglish(error.detail) : String(error);
  return typeof text === 'string' ? said === text : text.test(said);
};
const isRefused = (error: unknown) => error instanceof ProblemError && error.id === 'request-malformed';

describe('query string', () => {
  test('a name that comes twice has both values', () => {
    assert.deepEqual({ ...readQuery('a=1&b=x+y&a=2&c').values }, { a: ['1', '2'], b: 'x y', c: '' });
  });
  test('a name in another case is found in lower case too', () => {
    assert.deepEqual({ ...readQuery('Limit=1').values }, { Limit: '1', limit: '1' });
  });
  test('names of the prototype are plain names', () => {
    const values = readQuery('__proto__=1&constructor=2&toString=3').values;
    assert.equal(Object.getPrototypeOf(values), null);
    assert.deepEqual(Object.keys(values), ['__proto__', 'constructor', 'toString', 'tostring']);
  });
  test('a wrong percent encoding is refused', () => {
    assert.throws(() => readQuery('a=%'), isRefused);
    assert.throws(() => readQuery('%e0=1'), isRefused);
  });
  test('more than a thousand parameters are refused', () => {
    assert.throws(() => readQuery('a&'.repeat(1001)), isRefused);
  });
});

describe('Accept', () => {
  test('nothing and */* mean anything', () => {
    for (const header of [undefined, '', '*/*']) assert.equal(readAccept(header), null);
  });
  test('ranges keep their weights', () => {
    assert.deepEqual(readAccept('application/json;q=0.9, */*'), ['application/json;q=0.9', '*/*']);
  });
  test('the header that Java sends by default is understood', () => {
    assert.deepEqual(readAccept('text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2'), [
      'text/html',
      'image/gif',
      'image/jpeg',
      '*/*; q=.2',
    ]);
  });
  for (const header of ['garbage', '*', 'a/b/c', '/', ';', 'text/', '*/json', ',', 'a/b;q="']) {
    test(`"${header}" is refused`, () => {
      if (header === ',') assert.throws(() => readAccept(header), isRefused);
      assert.throws(() => readAccept(header), isRefused);
    });
  }
});

describe('Prefer', () => {
  test('code, example, dynamic and seed are read, in quotes or not, together or apart', () => {
    const expected = { code: 404, example: 'rahima-match', dynamic: true, seed: 'x y' };
    assert.deepEqual(readPrefer('code=404, example=rahima-match, dynamic=true, seed="x y"'), expected);
    assert.deepEqual(readPrefer('code="404"; example="rahima-match"; Dynamic=true; seed=x y'), expected);
  });
  test('one of them that is written wrongly is refused', () => {
    for (const header of ['code:404', 'wait=1, example: nope', 'dynamic', 'code 404']) {
      assert.throws(() => readPrefer(header), isRefused, header);
    }
  });
  test('other preferences are passed over', () => {
    assert.deepEqual(readPrefer('respond-async, wait=10, return=minimal, code-style=a'), NO_PREFERENCES);
  });
  test('wrong values are refused', () => {
    for (const header of ['code=abc', 'code=999', 'code=', 'dynamic=yes'])
      assert.throws(() => readPrefer(header), isRefused);
  });
});

describe('Content-Type', () => {
  test('media type and boundary are read', () => {
    assert.deepEqual(readContentType('Multipart/Form-Data; boundary="a b"'), {
      mediaType: 'multipart/form-data',
      boundary: 'a b',
    });
    assert.equal(readContentType(undefined), null);
  });
  test('what is no media type is refused', () => {
    for (const header of ['json', 'a/b/c', '/', 'application/', 'a b/c'])
      assert.throws(() => readContentType(header), isRefused);
  });
});

test('cookies are read as browsers send them', () => {
  assert.deepEqual(
    { ...readCookies('a=1; b=x=y; c; =d; e=%E0%A6%95; f=50%').values },
    { a: '1', b: 'x=y', e: '\u0995', f: '50%' },
  );
});

describe('JSON body', () => {
  const read = (text: string | Buffer) => readJson(Buffer.from(text as string));
  test('what is no JSON is refused with the place, and without quoting the body', () => {
    assert.throws(
      () => read('{\n "nid": "1990",\n}'),
      saying('The body is not JSON. Line 3, column 1: remove the comma before this bracket.'),
    );
    assert.throws(() => read('{"nid"'), isRefused);
    assert.throws(() => read('  '), saying(/only white space/));
    assert.throws(
      () => read('{"nid": 1990secret}'),
      (error) => error instanceof ProblemError && !JSON.stringify(error.detail).includes('secret'),
    );
  });
  test('bytes that are not UTF-8 are refused', () => {
    assert.throws(() => readJson(Buffer.from([0x22, 0xff, 0x22])), saying(/not UTF-8/));
  });
  test('deep nesting is refused before anything walks through it', () => {
    assert.throws(() => read('['.repeat(20_000) + ']'.repeat(20_000)), saying(/more than 100 levels/));
    assert.throws(() => read('{"a":'.repeat(20_000)), saying(/more than 100 levels/));
    assert.equal(read(JSON.stringify('['.repeat(200))), '['.repeat(200));
    assert.deepEqual(read(`${' '.repeat(200)}[[]]`), [[]]);
  });
});

test('headers made to keep a reader busy are read at once', () => {
  const many = (text: string) => text.repeat(16_000 / text.length);
  const started = performance.now();
  for (const read of [readAccept, readPrefer, readContentType, readCookies, readQuery]) {
    for (const start of ['a/b', 'code=', 'code', 'multipart/form-data; boundary', '']) {
      for (const middle of [
        ' ',
        ' ;',
        '; ',
        ';a="',
        ',',
        ', ',
        '"',
        '\\"',
        '=',
        ';boundary=',
        ' code=',
        'a/b,',
        '*',
        '+',
        '%41',
      ]) {
        for (const end of ['', '!', '"', '" x', ';', 'x']) {
          try {
            read(start + many(middle) + end);
          } catch (error) {
            assert.ok(isRefused(error));
          }
        }
      }
    }
  }
  assert.ok(performance.now() - started < 15_000);
});
