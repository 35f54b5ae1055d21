import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ExampleRequest, JsonValue, Operation } from '@dpi/specs/model';
import { exampleMatcher, type Sent } from './examples.ts';
import { KARIM, RAHIMA } from './people.fixture.ts';
import { indexPeople } from './people.ts';

const people = indexPeople([RAHIMA, KARIM]);

type Request = {
  body?: JsonValue;
  parameters?: ExampleRequest['parameters'];
  isAnswered?: false;
  status?: string;
};

/** The name of the example that a request matches, out of examples given by name. */
function match(examples: Record<string, Request>, sent: Partial<Sent>): string | null {
  const operation = {
    examples: Object.entries(examples).map(([name, { body, parameters = [], isAnswered, status = '200' }]) => ({
      name,
      request: { parameters, contentType: null, body },
      response: isAnswered === false ? null : { status, contentType: 'application/json', body: {} },
    })),
  } as unknown as Operation;
  const find = exampleMatcher(operation, people);
  return find?.({ path: {}, query: {}, header: {}, cookie: {}, body: undefined, ...sent })?.name ?? null;
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
  test('another wrong value does not make the birth date wrong', () => {
    assert.equal(sent('1990000001', '1961-03-12', 'Rahimah'), 'rahima-match');
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
  test('what is equal in all examples may be anything', () => {
    assert.equal(match(examples, { query: { district: 'Bandarban', limit: '5' } }), 'empty');
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
    assert.equal(match(sessions, { path: { sessionid: '7f1c2c9e-4c52-4b7e-9d3c-0a5b6f3e8dff' } }), 'decided');
  });
});

describe('examples of things with an id in the path', () => {
  const decision = (id: string, body: JsonValue, status?: string): Request => ({
    parameters: [{ in: 'path', name: 'sessionId', value: id }],
    body,
    ...(status !== undefined && { status }),
  });
  const examples = {
    approved: decision('s_1', { decision: 'approve', officer: 'a', limit: 100 }),
    refused: decision('s_1', { decision: 'refuse', officer: 'a', limit: 100 }),
    'too-much': decision('s_1', { decision: 'approve', officer: 'a', limit: 900 }, '422'),
    expired: decision('s_2', { decision: 'approve', officer: 'b', limit: 100 }, '409'),
  };
  const sent = (sessionid: string, body: JsonValue) => match(examples, { path: { sessionid }, body });

  test('the id chooses them, whatever else a caller fills in', () => {
    assert.equal(sent('s_1', { decision: 'approve', officer: 'mine', limit: 50 }), 'approved');
    assert.equal(sent('s_1', { decision: 'refuse', officer: 'mine', limit: 50 }), 'refused');
    assert.equal(sent('s_2', { decision: 'refuse', officer: 'mine', limit: 50 }), 'expired');
    assert.equal(sent('s_3', { decision: 'approve', officer: 'a', limit: 100 }), null);
  });
  test('a failure of what can succeed is for the request that is shown alone', () => {
    assert.equal(sent('s_1', { decision: 'approve', officer: 'a', limit: 900 }), 'too-much');
    assert.equal(sent('s_1', { decision: 'approve', officer: 'mine', limit: 900 }), 'approved');
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
  assert.equal(exampleMatcher({ examples: [] } as unknown as Operation, people), null);
});
