import fc from 'fast-check';

/** Bytes that no HTTP library would send, and in a word what is wrong with them. */
export interface MalformedRequest {
  kind: string;
  bytes: Buffer;
}

/** A request that is answered with success: the material that is made malformed. */
export interface WellFormedRequest {
  method: string;
  /** With the query. */
  path: string;
  /** Lines without their ends, `Host` included. */
  headers: string[];
  body: string;
}

/**
 * Requests of every malformed kind there is on the wire: request line, header fields, framing, pipelining, half bodies, encodings,
 * JSON, and damage at any byte. `fc.sample` and `fc.assert` with a seed give the same ones again.
 */
export function malformedRequests(good: WellFormedRequest): fc.Arbitrary<MalformedRequest> {
  const { method, path, headers, body } = good;
  const kind = (name: string, bytes: fc.Arbitrary<string | Buffer>) =>
    bytes.map((made): MalformedRequest => ({ kind: name, bytes: Buffer.from(made as string, 'latin1') }));
  const withLine = (line: string) => write(line, headers, body);
  const withHeaders = (lines: string[]) => write(`${method} ${path} HTTP/1.1`, [...headers, ...lines], body);
  const withBody = (text: string | Buffer, lines: string[] = []) =>
    write(`${method} ${path} HTTP/1.1`, [...headers, ...lines], text);
  /** The framing is in the lines: no length is added. */
  const framed = (lines: string[], text: string) =>
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${[...headers, ...lines].join('\r\n')}\r\n\r\n${text}`, 'latin1');

  return fc.oneof(
    kind(
      'request line',
      fc.tuple(METHOD, PATH(path), VERSION).map(([verb, to, version]) => withLine(`${verb} ${to} ${version}`)),
    ),
    kind(
      'path',
      PATH(path).map((to) => withLine(`${method} ${to} HTTP/1.1`)),
    ),
    kind('header', fc.array(HEADER, { minLength: 1, maxLength: 4 }).map(withHeaders)),
    kind(
      'large header',
      fc
        .tuple(
          fc.constantFrom('A', 'Cookie', 'Accept', 'Accept-Language', 'X-API-Key', 'Prefer'),
          fc.integer({ min: 4000, max: 40_000 }),
        )
        .map(([name, length]) => withHeaders([`${name}: ${'a,'.repeat(length / 2)}`])),
    ),
    kind(
      'many headers',
      fc
        .integer({ min: 100, max: 3000 })
        .map((count) => withHeaders(Array.from({ length: count }, (_, index) => `X-${index}: ${index}`))),
    ),
    kind(
      'length',
      fc.array(LENGTH, { minLength: 1, maxLength: 3 }).map((values) =>
        framed(
          values.map((value) => `Content-Length: ${value}`),
          body,
        ),
      ),
    ),
    kind(
      'transfer coding',
      fc.tuple(CODING, CHUNKS).map(([coding, chunks]) => framed([`Transfer-Encoding: ${coding}`], chunks)),
    ),
    kind(
      'length and chunks',
      fc
        .tuple(LENGTH, CHUNKS)
        .map(([length, chunks]) => framed([`Content-Length: ${length}`, 'Transfer-Encoding: chunked'], chunks)),
    ),
    kind(
      'half body',
      fc
        .nat(Math.max(0, body.length - 1))
        .map((length) => framed([`Content-Length: ${body.length + 1}`], body.slice(0, length))),
    ),
    kind(
      'pipelining',
      fc
        .array(
          fc.oneof(
            fc.constant(withHeaders([]).toString('latin1')),
            fc.constant('GET /livez HTTP/1.1\r\nHost: a\r\n\r\n'),
            PATH(path).map((to) => `GET ${to} HTTP/1.1\r\nHost: a\r\n\r\n`),
            fc.constant('X'),
          ),
          { minLength: 2, maxLength: 12 },
        )
        .map((all) => all.join('')),
    ),
    kind(
      'content coding',
      fc
        .tuple(
          fc.constantFrom('gzip', 'br', 'deflate', 'zstd', 'x', 'gzip, gzip', 'identity, gzip', ''),
          fc.uint8Array({ maxLength: 40 }),
        )
        .map(([coding, bytes]) => withBody(Buffer.from(bytes), [`Content-Encoding: ${coding}`])),
    ),
    kind(
      'media type',
      MEDIA_TYPE.map((type) =>
        write(
          `${method} ${path} HTTP/1.1`,
          [...headers.filter((line) => !/^content-type:/i.test(line)), `Content-Type: ${type}`],
          body,
        ),
      ),
    ),
    kind(
      'body',
      fc
        .oneof(
          BODY,
          fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
        )
        .map((text) => withBody(text)),
    ),
    kind('damage', damaged(withHeaders([]).toString('latin1'))),
    kind(
      'bytes',
      fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    ),
  );
}

function write(line: string, headers: string[], body: string | Buffer): Buffer {
  const bytes = Buffer.from(body as string, 'latin1');
  const length = bytes.length === 0 ? [] : [`Content-Length: ${bytes.length}`];
  return Buffer.concat([Buffer.from(`${[line, ...headers, ...length].join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
}

/** A request with some bytes taken out and others put in, at any place. */
function damaged(request: string): fc.Arbitrary<string> {
  const inserted = fc.oneof(
    fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc.constantFrom('\r\n', '\r\n\r\n', ' ', '/', '%', '..', '\0', ': ', '?', '\n'),
  );
  return fc
    .record({ at: fc.nat(request.length), remove: fc.nat(6), insert: inserted })
    .map(({ at, remove, insert }) => request.slice(0, at) + insert + request.slice(at + remove));
}

const METHOD = fc.oneof(
  fc.constantFrom(
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'TRACE',
    'CONNECT',
    'PURGE',
    'PRI',
    'get',
    '',
    'QUERY',
    'PROPFIND',
    'M-SEARCH',
  ),
  fc.string({ maxLength: 12 }),
);
const VERSION = fc.constantFrom(
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/0.9',
  'HTTP/2.0',
  'HTTP/9.9',
  'http/1.1',
  'HTTP/1.1.1',
  '',
  'HTTP/1.1 x',
  'ICY',
);

function PATH(good: string): fc.Arbitrary<string> {
  const segment = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '..;',
      '..;x=1',
      '%2f',
      '%5c',
      '\\',
      '%00',
      '%',
      '%zz',
      '%c0%ae',
      '%ff',
      '',
      '__proto__',
      'constructor',
      '*',
      'a'.repeat(300),
      '%E0%A6',
      '\xe0',
      ';',
      '#',
      '?',
      '@',
      'sandbox',
      'api',
      'v1',
    ),
    fc.string({ maxLength: 8 }),
  );
  const joined = fc.array(segment, { maxLength: 8 }).map((segments) => `/${segments.join('/')}`);
  return fc.oneof(
    joined,
    joined.map((tail) => `/sandbox${tail}`),
    joined.map((tail) => `/api/v1${tail}`),
    joined.map((tail) => `${good.split('?')[0]}${tail}`),
    fc.string({ maxLength: 40 }).map((query) => `${good.split('?')[0]}?${query}`),
    fc.constantFrom(
      '*',
      '',
      'http://',
      'http://a:b@c/',
      '//evil.test/',
      'ftp://a/',
      'evil.test:443',
      `/${'a'.repeat(9000)}`,
      `/?${'a=b&'.repeat(3000)}`,
      '/livez#x',
      '/%',
    ),
  );
}

const HEADER = fc.oneof(
  fc.constantFrom(
    'Host: evil.test',
    'Host:',
    'A : b',
    ': b',
    'A',
    ' A: b',
    'A: b\nC: d',
    'A: \0',
    'A: \x7f',
    'A: \xff',
    'A\xe9: b',
    'A:\r\n b',
    'A: b\r',
    'Expect: 100-continue',
    'Expect: a-miracle',
    'Connection: close, X-API-Key',
    'Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__',
    'Upgrade: websocket\r\nConnection: Upgrade',
    'TE: trailers',
    'Trailer: X-API-Key',
    'Range: bytes=0-,0-,0-,0-',
    'If-Modified-Since: x',
    'Authorization: Bearer',
    'Authorization: Bearer dpi_x',
    'Authorization: Basic %%%',
    'Authorization: Negotiate x',
    'X-API-Key: dpi_',
    'X-API-Key: DEMO_KEY',
    'Cookie: =; ==; a=b; a=c',
    'Origin: null',
    'Access-Control-Request-Method: \xff',
    'X-Forwarded-For: 1.2.3.4, x, ::1',
    'Forwarded: for="_x"',
    'X-HTTP-Method-Override: DELETE',
    'traceparent: 00-0-0-00',
    'X-Correlation-Id: \x1b[31m',
    'Idempotency-Key: ',
    'X-Sandbox-Scenario: %00',
    'X-Sandbox-Scenario: __proto__',
  ),
  fc
    .tuple(
      fc.constantFrom(
        'Accept',
        'Accept-Language',
        'Accept-Encoding',
        'Accept-Charset',
        'Prefer',
        'Content-Language',
        'If-None-Match',
        'X-Sandbox-Scenario',
        'X-Request-Id',
      ),
      fc.oneof(
        fc.constantFrom(
          '',
          '*',
          'garbage',
          'a/b/c',
          '*/*;q=2',
          'text/html;q=',
          ';;;',
          ',,,',
          'application/json;q=0',
          'bn;q=0, en;q=0',
          'code=',
          'code=999',
          'code=200, example=__proto__',
          'dynamic=true;seed=x',
          '"',
          '"\\',
        ),
        fc.string({ maxLength: 30 }),
      ),
    )
    .map(([name, value]) => `${name}: ${value}`),
);
const LENGTH = fc.constantFrom(
  '0',
  '1',
  '7',
  '-1',
  '+2',
  '0x2',
  '1e1',
  '2, 2',
  '2,3',
  '',
  ' ',
  'x',
  '99999999999999999999',
  '2000000',
  '1048577',
  '2.0',
  '\xb2',
);
const CODING = fc.constantFrom(
  'chunked',
  'Chunked',
  'chunked, chunked',
  'chunked, identity',
  'identity',
  'gzip, chunked',
  'gzip',
  'xchunked',
  'chunked\0',
  ' chunked',
  '\x0bchunked',
  '',
  '"chunked"',
  'chunked;a=b',
);
const CHUNKS = fc
  .array(
    fc.constantFrom(
      '2\r\n{}\r\n',
      '0\r\n\r\n',
      'ZZ\r\n',
      '-1\r\n',
      '2\r\n{}',
      '2\n{}\n',
      `2;${'a'.repeat(20_000)}\r\n{}\r\n`,
      '0x2\r\n{}\r\n',
      'ffffffffffffffffff\r\n',
      '1\r\n{}\r\n',
      '0\r\nX-API-Key: x\r\n\r\n',
      '0\r\n',
      '\r\n',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((chunks) => chunks.join(''));
const MEDIA_TYPE = fc.oneof(
  fc.constantFrom(
    '',
    'application/json; charset=utf-16',
    'application/json; charset="',
    'application/json;;;',
    'application/json, text/plain',
    '*/*',
    'a',
    'a/',
    '/b',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary="\0"',
    'application/x-www-form-urlencoded',
    'application/xml',
    'text/html',
    'application/__proto__',
  ),
  fc.string({ maxLength: 30 }),
);
const BODY = fc.constantFrom(
  '',
  '{',
  '[',
  '"',
  'nul',
  '\xef\xbb\xbf{}',
  '\xff\xfe{\0}\0',
  '\xc3\x28',
  '"\\ud800"',
  '{"a":1,"a":2}',
  '{"__proto__":{"a":1}}',
  '{"constructor":{"prototype":{"a":1}}}',
  '1e999999',
  '-0',
  '01',
  '1'.repeat(5000),
  '[1,]',
  "{'a':1}",
  '['.repeat(20_000),
  `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  `{"${'N'.repeat(100_000)}":1}`,
  `["${'x'.repeat(100_000)}"]`,
  '{"a":"<script>alert(1)</script>"}',
  '\0',
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
  'a=b&a=c&%=%zz&__proto__=1',
);
