import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JsonValue } from '@dpi/specs/json-value';
import type { MediaType, Schema } from '@dpi/specs/model';
import { languageChooser, negotiate } from './negotiation.ts';

function content(
  contentType: string,
  { value, schema = null }: { value?: JsonValue; schema?: Schema | null } = {},
): MediaType {
  const examples = value === undefined ? [] : [{ name: 'default', summary: '', description: '', value }];
  return { contentType, schema, examples, encoding: {} };
}

const chosen = (contents: MediaType[], accept: string | null) =>
  negotiate(contents, accept === null ? null : accept.split(',').map((range) => range.trim()))?.mediaType ?? null;

describe('declared media types', () => {
  const contents = [content('application/json'), content('application/xml'), content('text/csv; charset=utf-8')];
  const rows: [accept: string | null, mediaType: string | null][] = [
    [null, 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['text/*', 'text/csv; charset=utf-8'],
    ['application/json;q=0.5, application/xml;q=0.6', 'application/xml'],
    ['application/json;q=0, */*', 'application/xml'],
    ['text/html, application/xml;q=0.9, */*;q=0.8', 'application/xml'],
    ['application/json; charset=utf-8', 'application/json'],
    ['application/json; version=2; q=0.1, application/xml; q=0.2', 'application/xml'],
    ['text/csv', 'text/csv; charset=utf-8'],
    ['text/csv; charset=utf-16', null],
    ['image/png', null],
    ['application/json;q=0', null],
  ];
  for (const [accept, mediaType] of rows)
    test(`${accept} gets ${mediaType}`, () => assert.equal(chosen(contents, accept), mediaType));
});

describe('a declared range gives a type that lies in it and in what is accepted', () => {
  const json = { value: { a: 1 } };
  const binary = { schema: { type: 'string', format: 'binary' } };
  const rows: [range: string, of: Parameters<typeof content>[1], accept: string | null, mediaType: string | null][] = [
    ['*/*', json, null, 'application/json'],
    ['*/*', json, 'application/json', 'application/json'],
    ['*/*', json, 'application/json, text/plain, */*', 'application/json'],
    ['*/*', json, 'text/html, application/xhtml+xml, */*;q=0.8', 'application/json'],
    ['*/*', json, 'application/hal+json', 'application/hal+json'],
    ['*/*', json, 'application/xml', 'application/xml'],
    ['*/*', json, 'image/png', null],
    ['*/*', { schema: { $ref: '#/components/schemas/A' } }, 'application/json', 'application/json'],
    ['*/*', { value: 'text' }, null, 'text/plain'],
    ['*/*', { value: 'text' }, 'application/json', 'application/json'],
    ['*/*', binary, null, 'application/octet-stream'],
    ['*/*', binary, 'image/webp', 'image/webp'],
    ['application/*', json, '*/*', 'application/json'],
    ['application/*', binary, 'application/*', 'application/octet-stream'],
    ['application/*', binary, 'application/pdf', 'application/pdf'],
    ['image/*', binary, null, 'image/png'],
    ['image/*', binary, '*/*', 'image/png'],
    ['image/*', binary, 'image/*', 'image/png'],
    ['image/*', binary, 'image/jpeg, image/png;q=0.5', 'image/jpeg'],
    ['image/*', binary, 'application/json', null],
    ['text/*', { value: 'a,b' }, 'text/csv', 'text/csv'],
    ['text/*', { value: 'a,b' }, null, 'text/plain'],
    ['model/*', binary, '*/*', null],
  ];
  for (const [range, of, accept, mediaType] of rows)
    test(`${range} for ${accept}: ${mediaType}`, () => assert.equal(chosen([content(range, of)], accept), mediaType));
});

test('a type that is named comes before a range that holds it', () => {
  const contents = [content('*/*', { value: 'any' }), content('application/json', { value: 1 })];
  assert.equal(negotiate(contents, ['application/json'])?.content, contents[1]);
});

describe('languages', () => {
  const choose = languageChooser(['en', 'bn', 'pt-BR']);
  const rows: [accepted: string | undefined, locale: string][] = [
    [undefined, 'en'],
    ['', 'en'],
    ['bn', 'bn'],
    ['bn-BD,bn;q=0.9,en;q=0.8', 'bn'],
    ['en-GB,en;q=0.9,bn;q=0.8', 'en'],
    ['pt', 'pt-BR'],
    ['fr, bn;q=0.1', 'bn'],
    ['*', 'en'],
    ['en;q=0, *', 'bn'],
    ['en;q=0', 'en'],
    // Nobody sends as much; what is cut off is not read.
    [`${' '.repeat(200)}bn`, 'en'],
    [`${'x,'.repeat(10)}bn`, 'en'],
  ];
  for (const [accepted, locale] of rows)
    test(`"${accepted?.slice(0, 40)}" is answered in ${locale}`, () => {
      assert.equal(choose(accepted), locale);
      assert.equal(choose(accepted), locale);
    });

  test('more headers than are remembered are answered as well', () => {
    for (let n = 0; n < 1000; n += 1) assert.equal(choose(`bn, x-${n}`), 'bn');
  });
});
