import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Operation, Service } from '../catalogue/model.ts';
import type { JsonObject } from '../json/value.ts';
import { checkBehaviour, type KnownResource } from './check-behaviour.ts';
import { readBehaviour } from './read-behaviour.ts';
import { readSeed } from './read-seed.ts';

const THING = {
  type: 'object',
  properties: {
    thingId: { type: 'string' },
    size: { type: 'integer' },
    madeAt: { type: 'string', format: 'date-time' },
  },
};

const service = {
  schemas: { Thing: THING },
  webhooks: [{ name: 'thingMade' }],
  operations: [
    {
      id: 'makeThing',
      parameters: [{ in: 'query', name: 'colour', schema: { type: 'string' } }],
      requestBody: { contents: [{ contentType: 'application/json', schema: THING, examples: [] }] },
      responses: [
        { status: '201', headers: [], contents: [] },
        { status: '422', headers: [{ name: 'retry-after', schema: {} }], contents: [] },
        { status: '429', headers: [], contents: [] },
      ],
      examples: [
        { name: 'too-large', response: { status: '422', contentType: '', body: {} } },
        { name: 'too-many', response: { status: '429', contentType: '', body: {} } },
      ],
    } as unknown as Operation,
  ],
} as unknown as Service;

const RESOURCES = { thing: { id: 'thingId', prefix: 'thg', shows: 'Thing', hidden: { owner: 'string' } } };

function mistakes(operation: JsonObject, more: JsonObject = {}, seedData: JsonObject = {}): string[] {
  const data = { resources: RESOURCES, operations: { makeThing: { answer: {}, ...operation } }, ...more };
  const { behaviour, faults } = readBehaviour(data, new Map(), 'en');
  if (behaviour === null) return faults.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const { seed, faults: seedFaults } = readSeed(seedData, behaviour);
  const others = {
    resource: { ...behaviour.resources.thing, prefix: null },
    schemas: service.schemas,
  } as KnownResource;
  const imported = ({ service: id }: { service: string }) => (id === 'known' ? others : null);
  const found = checkBehaviour({ service, behaviour, seed, imported });
  return [...faults, ...found.behaviour, ...seedFaults, ...found.seed].map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
}

const refusal = { when: 'request.body.size > 10', example: 'too-large', because: 'It is too large.' };

test('a behaviour that fits its spec has no mistakes', () => {
  const operation = {
    let: { known: 'thing.get(request.body.thingId)', others: 'thing.where({"owner": "a"})' },
    refuse: {
      'too-large': {
        ...refusal,
        do: [{ create: 'thing', as: 'refused', set: { size: 'request.body.size' } }],
        detail: 'It has {refused.size}.',
        retryAfter: 'refused.madeAt == null ? null : refused.madeAt + duration("1h")',
      },
    },
    do: [
      {
        create: 'thing',
        as: 'made',
        set: { size: 'others.size()', madeAt: 'now', owner: 'known == null ? null : known.owner' },
      },
      { if: 'made.size > 1', do: [{ create: 'thing', as: 'other', set: { size: '1' } }] },
      { each: 'others', as: 'one', do: [{ update: 'one', set: { size: 'made.size' } }] },
      { create: 'thing', as: 'last', set: { size: 'made.size' } },
      { emit: 'thingMade', type: '"made"', data: 'made' },
    ],
    answer: { body: 'last' },
  };
  assert.deepEqual(mistakes(operation), []);
});

const DOCUMENTS = {
  list: 'thing.where({"owner": person.id})',
  show: { title: '"A thing"', issuer: 'it.owner', state: '"current"', issued: 'day(it.madeAt)' },
};

test('what a person sees of a service and does there has no mistakes', () => {
  const start = { operation: 'makeThing', body: { size: 'input.size' } };
  assert.deepEqual(mistakes({}, { citizen: { person: { phone: 'person.mobile' }, documents: DOCUMENTS } }), []);
  const ussd = { list: 'thing.all()', show: { at: 'now', text: '""', open: 'it.size > 0' }, start };
  assert.deepEqual(mistakes({}, { citizen: { ussd } }), []);
});

const CASES: [what: string, operation: JsonObject, more: JsonObject, expected: RegExp][] = [
  [
    'an operation that the spec does not have',
    {},
    { operations: { breakThing: { answer: {} } } },
    /operations.breakThing: The spec has no operation/,
  ],
  ['an expression that cannot be read', { let: { a: '1 +' } }, {}, /let.a: /],
  [
    'a literal text without quotes',
    { do: [{ create: 'thing', set: { owner: 'nobody' } }] },
    {},
    /do.0.set.owner: .*nobody/,
  ],
  ['a member that the request does not have', { let: { a: 'request.body.sise' } }, {}, /No such key: sise/],
  ['a member that the objects do not have', { let: { a: 'thing.get("a").colour' } }, {}, /No such key: colour/],
  ['a parameter that the operation does not have', { let: { a: 'request.query.size' } }, {}, /No such key: size/],
  ['types that do not fit', { let: { a: 'request.body.size + request.body.thingId' } }, {}, /no such overload/i],
  [
    'a condition that is neither true nor false',
    { refuse: { a: { ...refusal, when: 'request.body.size' } } },
    {},
    /is int, but must be bool/,
  ],
  [
    'an example that no error response has',
    { refuse: { a: { ...refusal, example: 'made' } } },
    {},
    /has an example "made"/,
  ],
  [
    'a mistake in the detail of a refusal',
    { refuse: { a: { ...refusal, detail: 'It has {sise}.' } } },
    {},
    /refuse.a.detail: /,
  ],
  [
    'a moment to try again that is a number',
    { refuse: { a: { ...refusal, retryAfter: '60' } } },
    {},
    /refuse.a.retryAfter: The value is int, but must be google.protobuf.Timestamp or google.protobuf.Duration or null/,
  ],
  [
    'a moment to try again that is a text',
    { refuse: { a: { ...refusal, retryAfter: 'request.body.thingId' } } },
    {},
    /refuse.a.retryAfter: The value is string/,
  ],
  [
    'a moment to try again without the header in the spec',
    { refuse: { a: { ...refusal, example: 'too-many', retryAfter: 'now' } } },
    {},
    /refuse.a.retryAfter: The response 429 of makeThing declares no header Retry-After/,
  ],
  [
    'a mistake in what a refusal does',
    { refuse: { a: { ...refusal, do: [{ create: 'thing', set: { sise: '1' } }] } } },
    {},
    /refuse.a.do.0.set.sise: /,
  ],
  [
    'what another refusal creates',
    {
      refuse: {
        a: { ...refusal, do: [{ create: 'thing', as: 'refused', set: {} }] },
        b: { ...refusal, detail: '{refused.size}' },
      },
    },
    {},
    /refuse.b.detail: /,
  ],
  ['a resource that the behaviour does not have', { do: [{ create: 'thong', set: {} }] }, {}, /no resource "thong"/],
  [
    'an object of another service without its id',
    { do: [{ create: 'their', set: { size: '1' } }] },
    { imports: { their: 'known/v1.thing' } },
    /A new their has no "thingId"/,
  ],
  [
    'a person that is created',
    { do: [{ create: 'people', set: {} }] },
    { imports: { people: 'people' } },
    /no resource/,
  ],
  ['a member that cannot be set', { do: [{ create: 'thing', set: { colour: '"red"' } }] }, {}, /no member "colour"/],
  [
    'a webhook that the spec does not have',
    { do: [{ emit: 'thingLost', type: '"lost"', data: {} }] },
    {},
    /no webhook "thingLost"/,
  ],
  ['a status that the operation does not declare', { answer: { status: 204 } }, {}, /declares no response 204/],
  ['a name that has a meaning already', { let: { thing: '1' } }, {}, /"thing" has a meaning already/],
  ['a name of CEL itself', { let: { list: '1' } }, {}, /CEL keeps the name "list"/],
  [
    'a schema that the spec does not have',
    {},
    { resources: { thing: { id: 'thingId', shows: 'Thong' } } },
    /no schema "Thong"/,
  ],
  ['a resource that no service keeps', {}, { imports: { other: 'others/v1.other' } }, /others\/v1 has no resource/],
  [
    'an event at no time',
    {},
    { events: { end: { of: 'thing', at: 'it.size', because: 'x', do: [] } } },
    /events.end.at: The value is int/,
  ],
  [
    'a member that a person is shown and no object has',
    {},
    { citizen: { documents: { ...DOCUMENTS, show: { ...DOCUMENTS.show, title: 'it.titel' } } } },
    /citizen.documents.show.title: .*titel/,
  ],
  [
    'what a page lacks',
    {},
    { citizen: { documents: { ...DOCUMENTS, show: { title: '"A thing"' } } } },
    /citizen.documents.show: "issuer" is missing/,
  ],
  [
    'an operation that a person cannot call',
    {},
    { citizen: { documents: { ...DOCUMENTS, start: { operation: 'breakThing' } } } },
    /citizen.documents.start.operation: The spec has no operation "breakThing"/,
  ],
  [
    'a part of a page that there is not',
    {},
    { citizen: { dreams: DOCUMENTS } },
    /citizen.dreams: "dreams" is not known/,
  ],
  ['a part that is not there', { include: ['payment'] }, {}, /no "payment" in "common"/],
  ['a word that is not known', { refuses: {} }, {}, /"refuses" is not known here/],
];

for (const [what, operation, more, expected] of CASES) {
  test(`${what} is found, with its place`, () => {
    assert.match(mistakes(operation, more).join('\n'), expected);
  });
}

test('objects of a seed have an id, and only members that their resource has', () => {
  const found = mistakes({}, {}, { thing: [{ size: 1 }, { thingId: 'a', colour: 'red' }], thong: [] });
  assert.match(found.join('\n'), /thing.0: It has no "thingId"/);
  assert.match(found.join('\n'), /thing.1.colour: A thing has no member "colour"/);
  assert.match(found.join('\n'), /no resource "thong"/);
});
