import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JsonValue } from '@dpi/specs/json-value';
import type { ExampleRequest, Operation, Parameter, Schema } from '@dpi/specs/model';
import { exampleMatcher, type Match, type Sent } from './examples.ts';
import { KARIM, RAHIMA } from './people.fixture.ts';
import { indexPeople } from './people.ts';

const people = indexPeople([RAHIMA, KARIM]);

type Request = {
  body?: JsonValue;
  parameters?: ExampleRequest['parameters'];
  isAnswered?: false;
  status?: string;
};

/** What a request matches, out of examples given by name. */
function matchOf(
  examples: Record<string, Request>,
  sent: Partial<Sent>,
  declared: { parameters?: Parameter[]; body?: Schema; schemas?: Record<string, Schema> } = {},
): Match | null {
  const operation = {
    examples: Object.entries(examples).map(([name, { body, parameters = [], isAnswered, status = '200' }]) => ({
      name,
      request: { parameters, contentType: null, body },
      response: isAnswered === false ? null : { status, contentType: 'application/json', body: {} },
    })),
    parameters: declared.parameters ?? parametersIn(examples),
    requestBody: { contents: [{ schema: declared.body ?? {} }] },
  } as unknown as Operation;
  const find = exampleMatcher(operation, people, declared.schemas ?? {});
  return find?.({ path: {}, query: {}, header: {}, cookie: {}, body: undefined, ...sent }) ?? null;
}

/** The name of the example that a request gets. */
function match(...given: Parameters<typeof matchOf>): string | null {
  const found = matchOf(...given);
  return found === null || found.kind === 'none' ? null : found.example.name;
}

function parametersIn(examples: Record<string, Request>): Partial<Parameter>[] {
  const named = Object.values(examples).flatMap(({ parameters = [] }) => parameters);
  const keys = new Map(named.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  return [...keys.values()].map(({ in: location, name, value }) => ({
    in: location,
    name,
    required: location === 'path',
    style: 'form',
    explode: true,
    schema: { type: Array.isArray(value) ? 'array' : typeof value },
    examples: [],
  }));
}

describe('examples of personas', () => {
  const examples = {
    'rahima-match': { body: { nid: '1990000001', birthDate: '1961-03-12', name: 'Rahima Begum' } },
    'karim-match': { body: { nid: '1990000002', birthDate: '1980-01-05', name: 'Karim Mia' } },
    'rahima-wrong-birth-date': { body: { nid: '1990000001', birthDate: '1970-01-01', name: 'Rahima Begum' } },
    'not-found': { body: { nid: '9999999990', birthDate: '1970-01-01', name: 'Nobody' } },
  };
  const sent = (nid: string, birthDate: string, name: string) => match(examples, { body: { nid, birthDate, name } });

  test('the identifier chooses the person', () => {
    assert.equal(sent('1990000001', '1961-03-12', 'Rahima Begum'), 'rahima-match');
    assert.equal(sent('1990000002', '1980-01-05', 'Karim Mia'), 'karim-match');
  });
  test('any wrong birth date is the wrong birth date', () => {
    assert.equal(sent('1990000001', '1999-12-31', 'Rahima Begum'), 'rahima-wrong-birth-date');
  });
  test('a fact that no example shows wrong fits none', () => {
    assert.equal(sent('1990000001', '1961-03-12', 'Rahimah'), null);
    assert.equal(sent('1990000002', '1999-12-31', 'Karim Mia'), null);
  });
  test('two wrong facts are not one', () => {
    assert.equal(sent('1990000001', '1999-12-31', 'Rahimah'), null);
  });
  test('a value left out is not a wrong value', () => {
    assert.equal(match(examples, { body: { nid: '1990000001' } }), 'rahima-match');
  });
  test('an example with an identifier that nobody owns answers that identifier', () => {
    assert.equal(sent('9999999990', '2001-01-01', 'Someone'), 'not-found');
  });
  test('an identifier that is in no example matches nothing', () => {
    assert.equal(sent('5555555555', '1961-03-12', 'Rahima Begum'), null);
  });
  test('a person at a place that no example fills in matches nothing', () => {
    const body = { nid: '1990000001', birthDate: '1961-03-12', name: 'Rahima Begum', nominee: { nid: '1990000002' } };
    assert.equal(match(examples, { body }), null);
  });
  test('the nearest example and the places that differ are named', () => {
    const body = { nid: '1990000002', birthDate: '1999-12-31', name: 'Karim Mia' };
    const found = matchOf(examples, { body });
    assert.equal(found?.kind, 'none');
    assert.equal(found?.kind === 'none' && found.nearest?.name, 'karim-match');
    assert.deepEqual(found?.kind === 'none' && found.differences, [{ in: 'body', path: '/birthDate' }]);
  });
  test('an identifier at another place matches nothing', () => {
    assert.equal(match(examples, { body: { name: '1990000001' } }), null);
  });
});

test('an empty list in one example does not hide another whose list is full', () => {
  const examples = {
    menu: { body: { code: '7', screens: [{ name: 'start', options: [{ key: '1' }] }] } },
    taken: { body: { code: '1', screens: [{ name: 'start', options: [] }] } },
  };
  assert.equal(match(examples, examples.menu), 'menu');
  assert.equal(match(examples, examples.taken), 'taken');
});

test('every identifier of an example must be there', () => {
  const examples = {
    'to-karim': { body: { payer: { mobile: '+8801700000001' }, payee: { mobile: '+8801700000002' } } },
    'to-self': { body: { payer: { mobile: '+8801700000001' }, payee: { mobile: '+8801700000001' } } },
  };
  const sent = (payer: string, payee: string) =>
    match(examples, { body: { payer: { mobile: payer }, payee: { mobile: payee } } });
  assert.equal(sent('+8801700000001', '+8801700000002'), 'to-karim');
  assert.equal(sent('+8801700000001', '+8801700000001'), 'to-self');
  assert.equal(sent('+8801700000002', '+8801700000001'), null);
});

describe('examples without a person', () => {
  const district = (value: string, extra: ExampleRequest['parameters'] = []): Request => ({
    parameters: [{ in: 'query', name: 'District', value }, { in: 'query', name: 'limit', value: 20 }, ...extra],
  });
  const examples = {
    kurigram: district('Kurigram'),
    'second-page': district('Kurigram', [{ in: 'query', name: 'cursor', value: 'abc' }]),
    empty: district('Bandarban'),
  };
  test('all values in which the examples differ must be equal', () => {
    assert.equal(match(examples, { query: { district: 'Kurigram' } }), 'kurigram');
    assert.equal(match(examples, { query: { district: 'Kurigram', cursor: 'abc' } }), 'second-page');
    assert.equal(match(examples, { query: { district: 'Kurigram', cursor: 'other' } }), null);
    assert.equal(match(examples, { query: { district: 'Dhaka' } }), null);
  });
  test('how long a page is does not matter', () => {
    assert.equal(match(examples, { query: { district: 'Bandarban', limit: '5' } }), 'empty');
  });
  test('a filter of another value is another list, also where all examples have one value', () => {
    const all = { one: district('Kurigram') };
    assert.equal(match(all, { query: { district: 'Kurigram', limit: '5' } }), 'one');
    assert.equal(match(all, { query: { district: 'Dhaka' } }), null);
  });
  test('keys of single requests and moments are passed over', () => {
    const transfers = Object.fromEntries(
      ['one', 'two'].map((name, index) => [
        name,
        {
          parameters: [{ in: 'header', name: 'Idempotency-Key', value: `key-${index}` }],
          body: { amount: 100 * (index + 1), at: `2026-11-2${index}T10:00:00+06:00` },
        } satisfies Request,
      ]),
    );
    const sent = { header: { 'idempotency-key': 'mine' }, body: { amount: 200, at: '2027-01-01T00:00:00Z' } };
    assert.equal(match(transfers, sent), 'two');
  });
  test('identifiers that were made up by the service still choose the example', () => {
    const session = (value: string): Request => ({ parameters: [{ in: 'path', name: 'sessionId', value }] });
    const sessions = {
      decided: session('7f1c2c9e-4c52-4b7e-9d3c-0a5b6f3e8d21'),
      expired: session('7f1c2c9e-4c52-4b7e-9d3c-0a5b6f3e8d22'),
    };
    assert.equal(match(sessions, { path: { sessionid: '7f1c2c9e-4c52-4b7e-9d3c-0a5b6f3e8d22' } }), 'expired');
    assert.equal(match(sessions, { path: { sessionid: '7f1c2c9e-4c52-4b7e-9d3c-0a5b6f3e8dff' } }), null);
  });
});

describe('examples of things with an id in the path', () => {
  const decision = (id: string, body: JsonValue, status?: string): Request => ({
    parameters: [{ in: 'path', name: 'sessionId', value: id }],
    body,
    ...(status !== undefined && { status }),
  });
  const examples = {
    approved: decision('s_1', { decision: 'approve', remark: 'All is in order', limit: 100 }),
    refused: decision('s_1', { decision: 'refuse', remark: 'A paper is missing', limit: 100 }),
    'too-much': decision('s_1', { decision: 'approve', remark: 'All is in order', limit: 900 }, '422'),
    expired: decision('s_2', { decision: 'approve', remark: 'Too late', limit: 100 }, '409'),
    unknown: decision('s_9', { decision: 'approve', remark: 'All is in order', limit: 100 }, '404'),
  };
  const sent = (sessionid: string, body: JsonValue) => match(examples, { path: { sessionid }, body });

  test('id and decision choose them, whatever text a caller fills in', () => {
    assert.equal(sent('s_1', { decision: 'approve', remark: 'mine', limit: 100 }), 'approved');
    assert.equal(sent('s_1', { decision: 'refuse', remark: 'mine', limit: 7 }), 'refused');
    assert.equal(sent('s_2', { decision: 'approve', remark: 'mine', limit: 7 }), 'expired');
  });
  test('a decision that no example of the thing shows fits none', () => {
    assert.equal(sent('s_2', { decision: 'refuse', remark: 'Too late', limit: 100 }), null);
  });
  test('an amount counts where nothing else tells two examples apart', () => {
    assert.equal(sent('s_1', { decision: 'approve', remark: 'mine', limit: 900 }), 'too-much');
    assert.equal(sent('s_1', { decision: 'approve', remark: 'mine', limit: 50 }), null);
  });
  test('an id that no example has is the declared 404', () => {
    assert.equal(sent('s_3', { decision: 'approve', remark: 'All is in order', limit: 100 }), 'unknown');
    const { unknown: _, ...others } = examples;
    const found = matchOf(others, { path: { sessionid: 's_3' }, body: examples.approved.body });
    assert.equal(found?.kind, 'none');
    assert.deepEqual(found?.kind === 'none' && found.differences, [{ in: 'path', path: 'sessionId' }]);
  });
});

describe('choices of the schema', () => {
  const body: Schema = {
    allOf: [{ $ref: '#/components/schemas/Answer' }],
    properties: {
      channel: { enum: ['sms', 'mail'], default: 'sms' },
      urgent: { type: 'boolean' },
      note: { type: 'string' },
    },
  };
  const schemas: Record<string, Schema> = {
    Answer: { properties: { answer: { enum: ['yes', 'no'] }, scopes: { items: { enum: ['a', 'b'] } } } },
  };
  const examples = { agreed: { body: { answer: 'yes', scopes: ['a', 'b'] } } };
  const sent = (value: JsonValue) => match(examples, { body: value }, { body, schemas });

  test('another one than that of the only example fits none', () => {
    assert.equal(sent({ answer: 'yes', scopes: ['a', 'b'] }), 'agreed');
    assert.equal(sent({ answer: 'no', scopes: ['a', 'b'] }), null);
    assert.equal(sent({ answer: 'yes', scopes: ['a'] }), null);
  });
  test('lists of them are alike in any order', () => {
    assert.equal(sent({ answer: 'yes', scopes: ['b', 'a'] }), 'agreed');
  });
  test('one that no example has fits none, unless it is the default', () => {
    assert.equal(sent({ answer: 'yes', scopes: ['a', 'b'], urgent: true }), null);
    assert.equal(sent({ answer: 'yes', scopes: ['a', 'b'], channel: 'mail' }), null);
    assert.equal(sent({ answer: 'yes', scopes: ['a', 'b'], channel: 'sms', note: 'mine' }), 'agreed');
  });
});

test('a list of another length fits none', () => {
  const examples = { two: { body: { lines: [{ text: 'a b' }, { text: 'c d' }] } } };
  assert.equal(match(examples, { body: { lines: [{ text: 'x' }, { text: 'y' }] } }), 'two');
  assert.equal(match(examples, { body: { lines: [{ text: 'x' }] } }), null);
  assert.equal(match(examples, { body: { lines: [{ text: 'x' }, { text: 'y' }, { text: 'z' }] } }), null);
});

describe('an operation whose examples show no request', () => {
  const operation = (parameters: Partial<Parameter>[]) =>
    ({
      examples: [
        { name: 'failing', request: null, response: { status: '503' } },
        { name: 'healthy', request: null, response: { status: '200' } },
      ],
      parameters,
      requestBody: null,
    }) as unknown as Operation;
  const status: Partial<Parameter> = {
    in: 'query',
    name: 'status',
    required: false,
    schema: { enum: ['up', 'down'] },
    examples: [],
  };
  const empty = { path: {}, query: {}, header: {}, cookie: {}, body: undefined };

  test('gives its success to a request that names nothing', () => {
    const find = exampleMatcher(operation([status]), people, {});
    assert.equal(find?.(empty).kind, 'example');
    assert.equal(find?.({ ...empty, query: { status: 'down' } }).kind, 'none');
    assert.equal(find?.({ ...empty, body: {} }).kind, 'none');
  });
  test('fits no thing that the path names', () => {
    const id: Partial<Parameter> = { in: 'path', name: 'id', required: true, schema: { type: 'string' }, examples: [] };
    assert.equal(exampleMatcher(operation([id]), people, {})?.({ ...empty, path: { id: '1' } }).kind, 'none');
  });
});

test('numbers, booleans and lists may come as text', () => {
  const examples = {
    one: {
      parameters: [
        { in: 'query', name: 'a', value: ['x', 'y'] },
        { in: 'query', name: 'n', value: 1 },
      ],
    },
    two: {
      parameters: [
        { in: 'query', name: 'a', value: ['x', 'z'] },
        { in: 'query', name: 'n', value: 2 },
      ],
    },
  } satisfies Record<string, Request>;
  assert.equal(match(examples, { query: { a: 'x,z', n: '2' } }), 'two');
  assert.equal(match(examples, { query: { a: ['x', 'y'], n: '1' } }), 'one');
});

test('names of the prototype are not found in a body that does not hold them', () => {
  assert.equal(match({ a: { body: { toString: 'x' } }, b: { body: { toString: 'y' } } }, { body: {} }), null);
});

test('a request whose answer has no content is not given the answer of another', () => {
  const booking = (value: string) => ({ parameters: [{ in: 'path' as const, name: 'bookingId', value }] });
  const examples = { cancelled: { ...booking('bk_1'), isAnswered: false as const }, 'too-late': booking('bk_2') };
  assert.equal(match(examples, { path: { bookingid: 'bk_1' } }), 'cancelled');
  assert.equal(match(examples, { path: { bookingid: 'bk_2' } }), 'too-late');
});

test('an operation without pairs has nothing to match', () => {
  assert.equal(exampleMatcher({ examples: [] } as unknown as Operation, people, {}), null);
});
