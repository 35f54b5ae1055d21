import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenApiDocument } from '@dpi/specs/model';
import { catalogueOf } from '../catalogue.fixture.ts';
import { createEnglishEngine } from '../in-english.fixture.ts';
import { createMockEngine, unansweredExamples } from '../index.ts';

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'People', version: '1' },
  paths: {
    '/people': {
      post: {
        requestBody: {
          required: true,
          content: {
            'application/xml': {
              schema: { $ref: '#/components/schemas/Person' },
              examples: { rahima: { value: { id: 7, name: 'Rahima', phones: ['1', '2'], tags: [], age: 30 } } },
            },
          },
        },
        responses: { 201: { description: 'Registered' } },
      },
    },
    '/lists': {
      post: {
        requestBody: {
          content: {
            'application/soap+xml': {
              schema: { type: 'array', xml: { name: 'list' }, items: { type: 'integer', xml: { name: 'i' } } },
            },
          },
        },
        responses: { 201: { description: 'Registered' } },
      },
    },
    '/anything': {
      post: { requestBody: { content: { 'text/xml': {} } }, responses: { 201: { description: 'Registered' } } },
    },
  },
  components: {
    schemas: {
      Person: {
        type: 'object',
        xml: { name: 'person', namespace: 'urn:people' },
        required: ['id', 'name', 'tags'],
        additionalProperties: false,
        properties: {
          id: { type: 'integer', xml: { attribute: true } },
          name: { type: 'string', minLength: 2, xml: { prefix: 'n', namespace: 'urn:names' } },
          age: { type: ['integer', 'null'], xml: { name: 'years' } },
          phones: { type: 'array', xml: { wrapped: true }, items: { type: 'string', xml: { name: 'phone' } } },
          tags: { type: 'array', items: { type: 'string', maxLength: 3, xml: { name: 'tag' } } },
          spouse: { $ref: '#/components/schemas/Spouse' },
        },
      },
      Spouse: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    },
  },
} as unknown as OpenApiDocument;
const engine = await createEnglishEngine(catalogueOf({ people: DOCUMENT }), { publicUrl: '' });

function send(body: string | Buffer, path = '/people', contentType = 'application/xml; charset=utf-8') {
  const headers = { 'content-type': contentType };
  const request = { method: 'POST', path, query: '', headers, body: Buffer.from(body as string) };
  const { status, problem, violations } = engine.answer('people', 'v1', request);
  const errors = violations.map((violation) => `${violation.path} ${violation.message}`);
  return { status, detail: problem?.detail ?? '', errors: errors.join('\n') };
}

function person(content: string, attributes = 'id="7"'): string {
  return `<person xmlns="urn:people" xmlns:m="urn:names" ${attributes}>${content}</person>`;
}
const NAME = '<m:name>Rahima</m:name>';

describe('an XML body is read by the XML Objects of its schema', () => {
  const accepted: [behaviour: string, body: string][] = [
    [
      'attributes, wrapped lists and lists that are not',
      person(`${NAME}<phones><phone>1</phone></phones><tag>a</tag>`),
    ],
    ['a list without items that is not wrapped', person(NAME)],
    ['a wrapped list without items', person(`${NAME}<phones/>`)],
    ['numbers with white space around them', person(`${NAME}<years>\n 30 </years>`)],
    ['null as an empty element', person(`${NAME}<years/>`)],
    [
      'null by xsi:nil',
      person(`${NAME}<years xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:nil="true"></years>`),
    ],
    ['objects in objects', person(`${NAME}<spouse><name>Karim</name></spouse>`)],
    [
      'comments, CDATA, references and a declaration',
      `<?xml version="1.0"?><!-- a -->${person('<m:name><![CDATA[R]]>&amp;&#x41;</m:name>')}`,
    ],
    ['another prefix', '<p:person xmlns:p="urn:people" id="7"><name xmlns="urn:names">Rahima</name></p:person>'],
  ];
  for (const [behaviour, body] of accepted)
    test(behaviour, () => assert.deepEqual(send(body), { status: 201, detail: '', errors: '' }));

  const refused: [behaviour: string, body: string, error: RegExp][] = [
    ['another root', '<human/>', /^ must have the root element <person>$/],
    ['a root of no namespace', `<person id="7"/>`, /must be in the namespace urn:people/],
    ['an element of another namespace', person('<name>Rahima</name>'), /^\/name must be in the namespace urn:names$/],
    ['what is missing', person(''), /^\/name is required/],
    ['a value of another type', person(NAME, 'id="x"'), /^\/id must be a whole number/],
    ['a keyword of the schema', person(`${NAME}<tag>abcd</tag>`), /^\/tags\/0 /],
    ['an element for an attribute', person(`<id>7</id>${NAME}`, ''), /^\/id must be written as the attribute id$/m],
    ['an attribute for an element', person('', 'id="7" name="R"'), /^\/name must be written as the element <name>$/m],
    [
      'the name of the property for that of XML',
      person(`${NAME}<age>3</age>`),
      /^\/age must be written as the element <years>/,
    ],
    ['an element twice', person(NAME + NAME), /^\/name must be there once, not 2 times$/],
    ['an element that the schema does not know', person(`${NAME}<x/>`), /^\/x /],
    [
      'a wrapped list that is not wrapped',
      person(`${NAME}<phones>1</phones>`),
      /must hold elements <phone> and nothing else/,
    ],
    ['text among elements', person(`${NAME}hello`), /must hold elements, not text/],
    ['elements in a text', person('<m:name><b>R</b></m:name>'), /^\/name must be text/],
  ];
  for (const [behaviour, body, error] of refused) {
    test(`${behaviour} is refused`, () => {
      const { status, errors } = send(body);
      assert.equal(status, 422);
      assert.match(errors, error);
    });
  }
  test('a list is the root itself', () => {
    const list = (body: string) => send(body, '/lists', 'application/soap+xml').status;
    assert.equal(list('<list><i>1</i><i>2</i></list>'), 201);
    assert.equal(list('<list><i>x</i></list>'), 422);
  });
  test('without a schema every document will do', () => {
    assert.equal(send('<a><b c="d"/>e</a>', '/anything', 'text/xml').status, 201);
    assert.equal(send('<a><b c="d"/></a>', '/anything', 'text/xml').status, 201);
  });
});

describe('an XML body that cannot be read is refused with the place and what to do', () => {
  const DEEP = '<a>'.repeat(200) + '</a>'.repeat(200);
  const rows: [behaviour: string, body: string | Buffer, detail: RegExp][] = [
    ['an element that is not closed', '<person>\n<name>Rahima</name>', /Line 2, column \d+: an element is not closed/],
    ['an end tag of another element', '<a></b>', /Line 1, column 7: this end tag closes no open element/],
    ['a sign that is not escaped', '<a>R & S</a>', /Line 1, column \d+: write "&" as &amp;/],
    ['an entity that XML does not have', '<a>&nbsp;</a>', /write "&" as &amp;/],
    ['two roots', '<a/><b/>', /a document has one root element/],
    ['an attribute twice', '<a b="1" b="2"/>', /an attribute may stand only once/],
    ['an attribute without quotes', '<a b=1/>', /write attributes as name="value"/],
    ['JSON', '{"name":"Rahima"}', /Line 1, column \d+: no text may stand outside the root element/],
    ['white space alone', '  ', /there is no root element/],
    ['what ends too early', '<a', /Line 1, column 2: /],
    ['a control character', '<a>\u0001</a>', /control characters/],
    ['bytes that are no UTF-8', Buffer.from([0x3c, 0xff]), /not UTF-8/],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', /Send the body in UTF-8/],
    ['elements nested too deep', DEEP, /more than 100 levels/],
    ['a document type', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', /Leave it out/],
    [
      'entities that multiply',
      '<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>',
      /document type declaration/,
    ],
  ];
  for (const [behaviour, body, detail] of rows) {
    test(behaviour, () => {
      const answer = send(body);
      assert.equal(answer.status, 400);
      assert.match(answer.detail, detail);
      assert.doesNotMatch(answer.detail, /Rahima|passwd/);
    });
  }
  const large: [behaviour: string, body: string][] = [
    ['elements', person(NAME + Array.from({ length: 50_000 }, (_, index) => `<x${index}/>`).join(''))],
    ['comments that are not closed', `<a>${'<!--'.repeat(200_000)}</a>`],
    ['signs that are not escaped', `<a>${'&'.repeat(200_000)}</a>`],
    ['attributes', `<a ${Array.from({ length: 50_000 }, (_, index) => `a${index}=""`).join(' ')}/>`],
  ];
  for (const [behaviour, body] of large) {
    test(`a large body of ${behaviour} takes no time to speak of`, () => {
      const before = process.cpuUsage();
      send(body);
      const { user } = process.cpuUsage(before);
      assert.ok(user < 2_000_000, `${user} microseconds`);
    });
  }
});

test('an example of an XML body is answered as itself', async () => {
  const [service] = catalogueOf({ people: DOCUMENT }).services;
  assert.ok(service);
  const plain = await createMockEngine(catalogueOf({ people: DOCUMENT }), { publicUrl: '' });
  assert.deepEqual(await unansweredExamples(service, plain), []);
});
