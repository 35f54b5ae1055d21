import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import type { Journey } from '@dpi/specs/model';
import { openPlatformTexts } from '@dpi/specs/texts';
import { type CaseResult, type ConformanceOptions, type ConformanceReport, checkConformance } from './index.ts';
import { serve } from './server.fixture.ts';
import { checksService } from './service.fixture.ts';

const { service, personas } = await checksService();

const CHECK = {
  checkId: 'chk_777777',
  matched: true,
  state: 'done',
  name: 'Rahima Begum',
  score: 12,
  checkedAt: '2027-01-01T00:00:00Z',
};
const RIGHT: Record<string, Reply> = {
  'rahima-match': {
    status: 201,
    headers: { location: '/checks/chk_777777', 'x-calls-left': '7' },
    json: { ...CHECK, parts: [{ field: 'name', matched: true }] },
  },
  'nobody-unknown': {
    status: 404,
    type: 'application/problem+json',
    json: { type: 'https://agency.example/problems/nid-unknown', title: 'Not found', status: 404, detail: 'No.' },
  },
  get: { status: 200, json: { ...CHECK, checkId: 'chk_000001', parts: [] } },
  delete: { status: 204 },
  health: { status: 200, json: { status: 'pass' } },
  'get-created': { status: 200, json: { ...CHECK, parts: [] } },
  'get-deleted': { status: 404 },
  'delete-created': { status: 204 },
  'without-key': { status: 401 },
  invalid: { status: 422 },
};

interface Reply {
  status: number;
  type?: string;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string | Buffer;
}

/** Which of the replies a request gets. */
function nameOf({ method, url = '', headers }: IncomingMessage, body: Buffer): string {
  if (headers['x-api-key'] === undefined && !url.includes('/health')) return 'without-key';
  if (method === 'POST' && !isValid(JSON.parse(body.toString()))) return 'invalid';
  if (method === 'POST') return body.includes('9999999990') ? 'nobody-unknown' : 'rahima-match';
  return url.startsWith('/health') ? 'health' : String(method).toLowerCase();
}

function isValid({ nid, name }: { nid?: unknown; name?: unknown }): boolean {
  return typeof nid === 'string' && /^\d{10}$/.test(nid) && typeof name === 'string';
}

function reply(
  response: ServerResponse,
  { status, type = 'application/json; charset=utf-8', headers, json, text }: Reply,
) {
  const content = text ?? (json === undefined ? undefined : JSON.stringify(json));
  response.writeHead(status, { ...(content === undefined ? {} : { 'content-type': type }), ...headers });
  response.end(content);
}

const texts = await openPlatformTexts();
const options = {
  headers: { 'x-api-key': 'team-key' },
  timeoutMs: 5000,
  personas,
  journeys: [],
  texts,
  locale: 'en',
};

/** Checks a server that is right but for some replies. */
async function check(t: TestContext, wrong: Record<string, Reply> = {}, more: Partial<ConformanceOptions> = {}) {
  const replies = { ...RIGHT, ...wrong };
  const keys = new Set<unknown>();
  let isDeleted = false;
  const server = await serve(t, (request, response, body) => {
    let name = nameOf(request, body);
    if (request.url?.startsWith('/checks/chk_777777') && name !== 'without-key')
      name += isDeleted ? '-deleted' : '-created';
    isDeleted ||= name === 'delete-created';
    const key = request.headers['idempotency-key'];
    if (name === 'rahima-match' && keys.has(key)) name = 'repeated';
    keys.add(key);
    reply(response, replies[name] ?? (name === 'repeated' ? replies['rahima-match'] : undefined) ?? { status: 500 });
  });
  return checkConformance(service, { ...options, server, ...more });
}

const named = ({ cases }: ConformanceReport, group: string, name: string): CaseResult | undefined =>
  cases.find((result) => result.group === group && result.name === name);
const differences = (result: CaseResult | undefined) =>
  result?.differences.map(({ at, message }) => `${at} ${message}`);

test('a server that answers with its own ids, times, numbers and words conforms', async (t) => {
  const report = await check(t);
  assert.deepEqual(
    report.cases.map(({ group, name, outcome, status }) => [group, name, outcome, status]),
    [
      ['createCheck', 'rahima-match', 'conforms', 201],
      ['Object: Check', 'read', 'conforms', 200],
      ['Object: Check', 'repeated', 'conforms', 201],
      ['createCheck', 'nobody-unknown', 'conforms', 404],
      ['getCheck', 'rahima-match', 'conforms', 200],
      ['deleteCheck', 'old', 'conforms', 204],
      ['getHealth', 'well', 'conforms', 200],
      ['listExports', 'default', 'skipped', null],
      ['createCheck', 'without-credentials', 'conforms', 401],
      ['createCheck', 'without-nid', 'conforms', 422],
      ['createCheck', 'wrong-type-of-nid', 'conforms', 422],
      ['createCheck', 'invalid-nid', 'conforms', 422],
      ['getCheck', 'without-credentials', 'conforms', 401],
      ['deleteCheck', 'without-credentials', 'conforms', 401],
      ['Object: Check', 'deleted', 'conforms', 204],
      ['Object: Check', 'read-deleted', 'conforms', 404],
    ],
  );
  assert.equal(report.conforms, true);
  assert.match(
    named(report, 'listExports', 'default')?.notes[0] ?? '',
    /no value for the required query parameter day/,
  );
});

const created = (changes: object, more: Partial<Reply> = {}): Reply => ({
  ...(RIGHT['rahima-match'] as Reply),
  json: { ...CHECK, parts: [{ field: 'name', matched: true }], ...changes },
  ...more,
});
const WRONG: [string, Reply, string[]][] = [
  [
    'a Location that leads to another resource',
    created({}, { headers: { location: '/checks/chk_000001' } }),
    ['header Location leads to the checkId "chk_000001"; the response has "chk_777777"'],
  ],
  [
    'a Location that nothing reads',
    created({}, { headers: { location: '/check/chk_777777' } }),
    ['header Location leads to "/check/chk_777777", where no operation of the spec reads anything'],
  ],
  [
    'a Location that is no URI reference',
    created({}, { headers: { location: 'http://[' } }),
    ['header Location is "http://[", which is no URI reference'],
  ],
  [
    'null where a choice is expected',
    created({ state: null }),
    ['/state must be text (in quotes), says the schema', '/state must be one of done, running, says the schema'],
  ],

  [
    'another status',
    { status: 200, json: CHECK },
    ['status is 200, which the spec does not declare; the example has 201'],
  ],
  [
    'a declared failure instead of success',
    RIGHT['nobody-unknown'] as Reply,
    ['status is 404; the example has 201 ("No.")'],
  ],
  [
    'another content type',
    created({}, { type: 'text/html' }),
    ['content type is text/html; the spec declares application/json'],
  ],
  [
    'no content type',
    { status: 201, headers: { location: '/checks/chk_777777', 'x-calls-left': '7' } },
    ['content type is missing; the spec declares application/json'],
  ],
  ['a required header missing', created({}, { headers: {} }), ['header Location is missing; the spec requires it']],
  [
    'a header that is no number',
    created({}, { headers: { location: '/checks/chk_777777', 'x-calls-left': 'many' } }),
    ['header X-Calls-Left must be a whole number, says the schema'],
  ],
  ['no JSON', { ...created({}), text: '{"checkId":' }, ['/ is not valid JSON']],
  ['no body', { ...created({}), text: '' }, ['/ is empty; the spec declares JSON']],
  [
    'a byte order mark',
    { ...created({}), text: `\ufeff${JSON.stringify(CHECK)}` },
    ['/ is not valid JSON: it begins with a byte order mark'],
  ],
  [
    'another encoding',
    { ...created({}), text: Buffer.from('{"name":"Café"}', 'latin1') },
    ['/ is not valid JSON: it is not in UTF-8'],
  ],
  [
    'a page of a proxy',
    { status: 502, type: 'text/html', text: '<style>p{}</style><h1>502 Bad\nGateway</h1>' },
    ['status is 502, which the spec does not declare; the example has 201 ("502 Bad Gateway")'],
  ],
  [
    'a problem without its type',
    { status: 404, type: 'application/problem+json', json: { type: 7, status: 404 } },
    ['status is 404; the example has 201'],
  ],
  [
    'an id of another form',
    created({ checkId: '7' }, { headers: { location: '/checks/7', 'x-calls-left': '7' } }),
    ['/checkId must match the pattern ^chk_[0-9]{6}$, says the schema'],
  ],
  ['a member that is not declared', created({ nid: '1' }), ['/nid is there, but the schema does not declare it']],
  ['a required member missing', created({ state: undefined }), ['/state is missing; the schema requires it']],
  [
    'an optional member of the example missing',
    created({ score: undefined }),
    ['/score is missing; the example has 90'],
  ],
  ['the opposite answer', created({ matched: false }), ['/matched is false; the example has true']],
  ['another choice from the list', created({ state: 'running' }), ['/state is "running"; the example has "done"']],
  [
    'a choice that is not in the list',
    created({ state: 'gone' }),
    ['/state must be one of done, running, says the schema'],
  ],
  ["another person's name", created({ name: 'Karim Mia' }), ['/name is "Karim Mia"; the example has "Rahima Begum"']],
  ['an empty list', created({ parts: [] }), ['/parts is empty; the example has 1 item']],
  [
    'a wrong item in a list',
    created({ parts: [{ field: 'name', matched: false }] }),
    ['/parts/0/matched is false; the example has true'],
  ],
];

/** A server that is right but for some replies, and the case of the report that says so. */
interface DeviatingServer {
  name: string;
  replies: Record<string, Reply>;
  group: string;
  case: string;
  differences: string[];
}

const problem = (json: object): Reply => ({ status: 404, type: 'application/problem+json', json });

const DEVIATING: DeviatingServer[] = [
  ...WRONG.map(([name, wrong, differences]) => ({
    name,
    replies: { 'rahima-match': wrong },
    group: 'createCheck',
    case: 'rahima-match',
    differences,
  })),
  {
    name: 'an answer about something else than what was asked for',
    replies: { get: { status: 200, json: { ...CHECK, parts: [] } } },
    group: 'getCheck',
    case: 'rahima-match',
    differences: ['/checkId is "chk_777777"; the example has "chk_000001"'],
  },
  {
    name: 'a problem of another type, and one whose status is not that of the answer',
    replies: {
      'nobody-unknown': problem({ type: '/problems/not-found/', title: 'x', status: 400, detail: 'x' }),
    },
    group: 'createCheck',
    case: 'nobody-unknown',
    differences: [
      '/type is "/problems/not-found/"; the example has "/problems/nid-unknown/"',
      "/status is 400, but the answer's status is 404",
    ],
  },
  {
    name: 'success for what is not there',
    replies: { 'nobody-unknown': RIGHT['rahima-match'] as Reply },
    group: 'createCheck',
    case: 'nobody-unknown',
    differences: ['status is 201; the example has 404; it leads to "/checks/chk_777777"'],
  },
  {
    name: 'a declared header that no response has',
    replies: { 'rahima-match': created({}, { headers: { location: '/checks/chk_777777' } }) },
    group: 'Response headers',
    case: 'X-Calls-Left',
    differences: ['header X-Calls-Left was never sent; the spec declares it for one of the responses'],
  },
  {
    name: 'a deletion answered with another status',
    replies: { delete: { status: 200, json: {} } },
    group: 'deleteCheck',
    case: 'old',
    differences: ['status is 200, which the spec does not declare; the example has 204'],
  },
  {
    name: 'an open operation that is not answered',
    replies: { health: { status: 503 } },
    group: 'getHealth',
    case: 'well',
    differences: ['status is 503, which the spec does not declare; the example has 200'],
  },
  {
    name: 'a server that needs no key',
    replies: { 'without-key': RIGHT.get as Reply },
    group: 'getCheck',
    case: 'without-credentials',
    differences: ['status is 200; it must be 401 or 403: credentials are required and none were sent'],
  },
  {
    name: 'a server that fails without a key',
    replies: { 'without-key': { status: 500 } },
    group: 'deleteCheck',
    case: 'without-credentials',
    differences: ['status is 500; it must be 401 or 403: credentials are required and none were sent'],
  },
  ...[
    ['without-nid', '"nid" is required and was not sent'],
    ['wrong-type-of-nid', '"nid" was sent as an object'],
    ['invalid-nid', '"nid" was sent with a value that its schema does not allow'],
  ].map(([name = '', why]) => ({
    name: `a server that accepts an invalid body: ${name}`,
    replies: { invalid: RIGHT['rahima-match'] as Reply },
    group: 'createCheck',
    case: name,
    differences: [`status is 201; it must be 400 or 422: ${why}`],
  })),
  ...(
    [
      [
        'an object that is not there after its creation',
        'get-created',
        { status: 404 },
        'read',
        'status is 404; it must be 200: the object was created before',
      ],
      [
        'an object with another name than was sent',
        'get-created',
        { status: 200, json: { ...CHECK, name: 'Karim Mia', parts: [] } },
        'read',
        '/name is "Karim Mia"; "Rahima Begum" was sent',
      ],
      [
        'an object with another ID',
        'get-created',
        { status: 200, json: { ...CHECK, checkId: 'chk_000005' } },
        'read',
        '/checkId is "chk_000005"; "chk_777777" was sent',
      ],
      [
        'a second object for one Idempotency-Key',
        'repeated',
        created({ checkId: 'chk_888888' }),
        'repeated',
        '/checkId is "chk_888888"; the first request with this Idempotency-Key got "chk_777777"',
      ],
      [
        'a repeated Idempotency-Key that is refused',
        'repeated',
        { status: 409 },
        'repeated',
        'status is 409; the first request with this Idempotency-Key got 201',
      ],
      [
        'an object that cannot be deleted',
        'delete-created',
        { status: 405 },
        'deleted',
        'status is 405; the object was created before and can be deleted',
      ],
      [
        'an object that is there after its deletion',
        'get-deleted',
        { status: 200, json: { ...CHECK, parts: [] } },
        'read-deleted',
        'status is 200; it must be 404: the object was deleted',
      ],
    ] as const
  ).map(([name, which, wrong, of, difference]) => ({
    name,
    replies: { [which]: wrong } as Record<string, Reply>,
    group: 'Object: Check',
    case: of,
    differences: [difference],
  })),
  {
    name: 'a server that fails on an invalid body',
    replies: { invalid: { status: 500 } },
    group: 'createCheck',
    case: 'without-nid',
    differences: ['status is 500; it must be 400 or 422: "nid" is required and was not sent'],
  },
];

for (const { name, replies, group, case: of, differences: expected } of DEVIATING) {
  test(`found: ${name}`, async (t) => {
    const report = await check(t, replies);
    assert.deepEqual(differences(named(report, group, of)), expected);
    assert.equal(report.conforms, false);
    // One deviation does not hide what is right.
    const untouched = replies['nobody-unknown'] === undefined ? 'nobody-unknown' : 'rahima-match';
    assert.equal(named(report, 'createCheck', untouched)?.outcome, 'conforms');
  });
}

test('the servers that deviate are at least 35, each of its own kind', () => {
  assert.ok(new Set(DEVIATING.map(({ name }) => name)).size >= 35);
});

test('a Location on another host is noted, but does not count', async (t) => {
  const headers = { location: 'https://gateway.example/checks/chk_777777', 'x-calls-left': '7' };
  const result = named(await check(t, { 'rahima-match': created({}, { headers }) }), 'createCheck', 'rahima-match');
  assert.equal(result?.outcome, 'conforms');
  assert.match(result?.notes[0] ?? '', /Location leads to https:\/\/gateway\.example/);
});

test('an operation that needs no key is not tried without one', async (t) => {
  assert.equal(named(await check(t), 'getHealth', 'without-credentials'), undefined);
});

test('a longer list is held against the schema only', async (t) => {
  const parts = [
    { field: 'name', matched: false },
    { field: 'mobile', matched: true },
  ];
  const right = await check(t, { 'rahima-match': created({ parts }) });
  assert.equal(named(right, 'createCheck', 'rahima-match')?.outcome, 'conforms');
  const wrong = await check(t, { 'rahima-match': created({ parts: [...parts, { matched: 'yes' }] }) });
  assert.deepEqual(differences(named(wrong, 'createCheck', 'rahima-match')), [
    '/parts/2/matched must be true or false, says the schema',
  ]);
});

test('requests are those of the examples, with a fresh idempotency key and the headers that were given', async (t) => {
  const seen: string[] = [];
  const keys = new Set<unknown>();
  const server = await serve(t, (request, response, body) => {
    const name = nameOf(request, body);
    if (name === 'without-key' || name === 'invalid') return reply(response, RIGHT[name] as Reply);
    seen.push(`${request.method} ${request.url} ${request.headers['x-api-key']} ${body}`);
    if (request.method === 'POST') keys.add(request.headers['idempotency-key']);
    reply(response, RIGHT[nameOf(request, body)] as Reply);
  });
  await checkConformance(service, { ...options, server: `${server}/base`, headers: { 'x-api-key': 'k' } });
  assert.deepEqual(seen, [
    'POST /base/checks k {"nid":"4912876501","name":"Rahima Begum"}',
    // What was created is read back, and sent again with its key.
    'GET /base/checks/chk_777777 k ',
    'POST /base/checks k {"nid":"4912876501","name":"Rahima Begum"}',
    'POST /base/checks k {"nid":"9999999990","name":"Nobody"}',
    'GET /base/checks/chk_000001?fields=state,a%2Cb k ',
    'DELETE /base/checks/chk_000009 k ',
    'GET /base/health k ',
    // At the end, it is deleted.
    'GET /base/checks/chk_777777 k ',
    'DELETE /base/checks/chk_777777 k ',
    'GET /base/checks/chk_777777 k ',
  ]);
  assert.equal(keys.size, 2);
});

test('one operation alone is tried when it is asked for', async (t) => {
  const { cases } = await check(t, {}, { operation: 'getHealth' });
  assert.deepEqual(
    cases.map(({ group }) => group),
    ['getHealth'],
  );
});

test('a key that the server sends back stands nowhere in the report', async (t) => {
  const key = 'dpi_0123456789secret';
  const wrong = {
    status: 401,
    type: 'application/problem+json',
    json: { type: key, status: 401, detail: `Key ${key}` },
  };
  const report = await check(
    t,
    { 'nobody-unknown': wrong, 'rahima-match': created({ name: key }) },
    {
      headers: { 'x-api-key': 'team-key', authorization: `Bearer ${key}` },
    },
  );
  assert.equal(JSON.stringify(report).includes(key), false);
  assert.match(JSON.stringify(report), /•••/);
});

test('a redirect is an answer: it is not followed to another host', async (t) => {
  let visits = 0;
  const other = await serve(t, (_request, response) => {
    visits += 1;
    response.end();
  });
  const report = await check(t, { health: { status: 302, headers: { location: other } } });
  assert.equal(visits, 0);
  assert.match(differences(named(report, 'getHealth', 'well'))?.[0] ?? '', /status is 302, .*; it leads to "http/);
});

test('a server that cannot be reached is given up after three requests, in one clear line', async (t) => {
  const gone = await serve(t, () => undefined);
  const server = gone.replace(/\d+$/, '1');
  const report = await checkConformance(service, { ...options, server });
  assert.equal(report.conforms, false);
  assert.match(report.stopped ?? '', /requests in a row had no answer\. The answer did not come: .+\.$/);
  assert.deepEqual(
    report.cases.map(({ outcome }) => outcome),
    ['differs', 'differs', 'differs', ...Array(9).fill('skipped')],
  );
});

test('a server that never answers is waited for no longer than the timeout', async (t) => {
  const server = await serve(t, () => undefined);
  const since = performance.now();
  const { cases } = await checkConformance(service, { ...options, server, timeoutMs: 100, operation: 'getHealth' });
  assert.deepEqual(differences(cases[0]), ['answer did not come within 0.1 s; --timeout waits for longer']);
  assert.ok(performance.now() - since < 3000);
});

test('an answer without end is read to five megabytes only', async (t) => {
  const server = await serve(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(64 * 1024, 'a');
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', pour);
    };
    pour();
  });
  const { cases } = await checkConformance(service, { ...options, server, operation: 'getHealth' });
  assert.deepEqual(differences(cases[0]), ['answer has more than 5 MB']);
});

test('a quota that is full again at once is waited for', async (t) => {
  let calls = 0;
  const server = await serve(t, (_request, response) => {
    calls += 1;
    reply(response, calls === 1 ? { status: 429, headers: { 'retry-after': '0' } } : (RIGHT.health as Reply));
  });
  const { conforms } = await checkConformance(service, { ...options, server, operation: 'getHealth' });
  assert.equal(conforms, true);
  assert.equal(calls, 2);
});

test('a service that has no example to send does not pass for one that conforms', async (t) => {
  const { conforms, cases } = await check(t, {}, { operation: 'listExports' });
  assert.equal(conforms, false);
  assert.equal(cases[0]?.outcome, 'skipped');
});

test('a journey sends on the ids that the server gave, and is listed by its name', async (t) => {
  const step = (id: string, operation: string, example = 'rahima-match') => ({
    id,
    title: `Step ${id}`,
    description: '',
    service: 'checks/v1',
    operation,
    example,
    takes: [],
    persona: null,
    clock: null,
    browserPage: null,
    arazzo: { parameters: [], body: null, criteria: [], outputs: {} },
  });
  const journey: Journey = {
    id: 'check-someone',
    title: 'Check someone',
    summary: '',
    description: '',
    personas: [],
    steps: [step('1', 'createCheck'), { ...step('2', 'pay'), service: 'payments/v1' }, step('3', 'getCheck')],
    document: {},
  };
  const asked: (string | undefined)[] = [];
  const server = await serve(t, (request, response, body) => {
    if (request.method === 'GET') asked.push(request.url);
    const [checkId] = request.url?.match(/chk_\d+/) ?? [];
    const { json } = RIGHT.get as Reply;
    const own: Reply = { status: 200, json: { ...(json as object), checkId } };
    reply(response, request.method === 'GET' && checkId !== undefined ? own : (RIGHT[nameOf(request, body)] as Reply));
  });
  const report = await checkConformance(service, { ...options, server, journeys: [journey] });
  assert.deepEqual(
    report.cases
      .filter(({ group }) => group.startsWith('Journey'))
      .map(({ group, title, outcome }) => [group, title, outcome]),
    [
      ['Journey: Check someone', 'Step 1', 'conforms'],
      ['Journey: Check someone', 'Step 3', 'conforms'],
    ],
  );
  assert.ok(asked.some((url) => url?.startsWith('/checks/chk_777777?')));
});
