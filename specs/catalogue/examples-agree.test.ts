import assert from 'node:assert/strict';
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { test } from 'node:test';
import { compareText } from '../base/compare-text.ts';
import { isCwtQrSignedBy, readCwtQr } from '../behaviour/cwt.ts';
import { isObject, type JsonObject, type JsonValue, objectsBelow, objectsIn } from '../json/value.ts';
import { inconsistencies, isAfter } from '../ruleset/inconsistencies.ts';
import { loadCatalogue } from './load.ts';
import type { OperationExample } from './model.ts';

// All examples of all services are one world: what one of them says, no other contradicts. What counts as which fact is told
// by the names of properties, so that a new service is compared with the others without a word about it here.

const { personas, services } = await loadCatalogue();

interface Placed {
  service: string;
  place: string;
  example: OperationExample;
  /** Every object of the answer, or of the webhook; only of what succeeds. */
  answered: JsonObject[];
  /** Every object that is sent in a request that succeeds. */
  sent: JsonObject[];
}

const examples: Placed[] = services.flatMap((service) =>
  service.operations.flatMap((operation) =>
    operation.examples
      .filter(({ response }) => response?.status.startsWith('2'))
      .map((example) => ({
        service: service.id,
        place: `${service.id} ${operation.id} ${example.name}`,
        example,
        answered: objectsBelow(example.response?.body),
        sent: objectsBelow(example.request?.body),
      })),
  ),
);
const webhooks = services.flatMap((service) =>
  service.webhooks.flatMap(({ name, requestBody }) =>
    (requestBody?.contents ?? []).flatMap((content) =>
      content.examples.map(({ name: example, value }) => ({ place: `${service.id} ${name} ${example}`, value })),
    ),
  ),
);

/** An id made by a service: three letters for its kind, then a ULID. */
const ID = /^[a-z]{3}_[0-9A-Z]{26}$/;

test('every webhook has its dates in order and its totals right', () => {
  // The requests and answers of operations are held to it by the rule `example-consistent`.
  const wrong = webhooks.flatMap(({ place, value }) => inconsistencies(value).map((found) => ({ place, ...found })));
  assert.deepEqual(wrong, []);
});

test('what never changes about a record is the same wherever its id stands', () => {
  const FIXED =
    /^(created|submitted|opened|filed|issued|requested|granted|notified|captured|started)At$|^(birthDate|bornAt|deathDate|gender|name|holder|programme|applicationNumber|examination|board|year|typeId|issuerId|facilityId|merchantId|billId|transferId)$/;
  const said = new Map<string, Map<string, string>>();
  for (const { place, answered } of examples) {
    for (const object of answered) {
      // The first member of an answer is the id of what it is about.
      const [first] = Object.values(object);
      if (typeof first !== 'string' || !ID.test(first)) continue;
      for (const [property, value] of Object.entries(object)) {
        if (FIXED.test(property) && value !== null) note(said, `${first} ${property}`, JSON.stringify(value), place);
      }
    }
  }
  assert.ok(said.size > 300);
  assert.deepEqual(disagreements(said), []);
});

test('the result of an examination has one grade and one candidate in every service', () => {
  const said = new Map<string, Map<string, string>>();
  const known = personas.flatMap(({ facts }) =>
    objectsIn(facts.education).map((education) => [facts, education] as const),
  );
  for (const [facts, { board, year, roll, gpa }] of known)
    note(said, `${String(board)} ${String(year)} ${String(roll)} gpa`, String(gpa), `persona ${String(facts.nameEn)}`);
  for (const { place, example, answered, sent } of examples) {
    if (/wrong/.test(example.name)) continue;
    for (const object of [...answered, ...sent]) {
      const { board, year, roll, gpa, registration, name } = object;
      if (typeof board !== 'string' || typeof roll !== 'string') continue;
      const result = `${board} ${String(year)} ${roll}`;
      if (typeof gpa === 'string') note(said, `${result} gpa`, gpa, place);
      if (typeof registration === 'string') note(said, `${result} registration`, registration, place);
      if (isObject(name)) note(said, `${result} name`, String(name.en), place);
    }
  }
  assert.ok(said.size > 20);
  assert.deepEqual(disagreements(said), []);
});

test('a masked name is the masked name of a person or a business there is', () => {
  const masked = new Set(
    personas.flatMap(({ facts }) =>
      [facts.nameEn, isObject(facts.business) ? facts.business.nameEn : undefined]
        .filter((name) => typeof name === 'string')
        .map(mask),
    ),
  );
  const wrong = examples.flatMap(({ place, answered }) =>
    answered.flatMap((object) =>
      Object.entries(object)
        .filter(([, value]) => typeof value === 'string' && /^[A-Z]\*+[a-z]( [A-Z]\*+[a-z])+$/.test(value))
        .filter(([, value]) => !masked.has(String(value)))
        .map(([property, value]) => `${place}: ${property} ${String(value)}`),
    ),
  );
  assert.deepEqual(wrong, []);
});

test('a person or place has one name in Bangla for each name in Latin letters', () => {
  const people = new Map(personas.map(({ facts }) => [facts.nameEn, facts.nameBn]));
  for (const { facts } of personas) {
    people.set(facts.fatherEn, facts.fatherBn).set(facts.motherEn, facts.motherBn);
  }
  const wrong = examples.flatMap(({ place, answered, sent }) =>
    [...answered, ...sent]
      .filter(({ en, bn }) => typeof en === 'string' && typeof bn === 'string' && people.has(en))
      .filter(({ en, bn }) => people.get(String(en)) !== bn)
      .map(({ en, bn }) => `${place}: ${String(en)} is ${String(people.get(String(en)))}, not ${String(bn)}`),
  );
  assert.deepEqual(wrong, []);
});

test('an id that is used is given out by some answer', () => {
  const given = new Set(
    examples.flatMap(({ answered }) =>
      answered.flatMap((object) =>
        Object.entries(object)
          .filter(([property]) => /id$/i.test(property) || property === 'consent')
          .map(([, value]) => value),
      ),
    ),
  );
  const wrong = examples.flatMap(({ place, example, sent }) =>
    [
      ...sent.flatMap((object) => Object.values(object)),
      ...(example.request?.parameters ?? []).map(({ value }) => value),
    ]
      .filter((value) => typeof value === 'string' && ID.test(value) && !given.has(value))
      .map((value) => `${place}: ${String(value)}`),
  );
  assert.deepEqual(wrong, []);
});

test('what one service says happened to a number of another happened after that number was given out', () => {
  const given = new Map<string, string>();
  for (const { answered } of examples) {
    for (const { applicationNumber, submittedAt } of answered)
      if (typeof applicationNumber === 'string' && typeof submittedAt === 'string')
        given.set(applicationNumber, submittedAt);
  }
  const wrong = examples.flatMap(({ place, answered }) =>
    answered
      .filter(({ reference, recordedAt }) => isAfter(given.get(String(reference)), recordedAt))
      .map(({ reference, recordedAt }) => `${place}: ${String(reference)} at ${String(recordedAt)}`),
  );
  assert.deepEqual(wrong, []);
});

test('a consent is used after it was given, and over the bus by the agency it was given to', () => {
  const consents = new Map<string, JsonObject>();
  for (const { service, answered } of examples) {
    if (service !== 'consent-manager') continue;
    for (const object of answered)
      if (typeof object.consent === 'string' && typeof object.grantedAt === 'string')
        consents.set(object.consent, object);
  }
  assert.ok(consents.size > 30);
  const wrong: string[] = [];
  for (const { service, place, example, answered } of examples) {
    const body = example.request?.body;
    const consent = isObject(body) ? consents.get(String(body.consent)) : undefined;
    if (service === 'consent-manager' || !isObject(body) || consent === undefined) continue;
    const { submittedAt, createdAt } = answered[0] ?? {};
    for (const at of [submittedAt, createdAt])
      if (isAfter(consent.grantedAt, at)) wrong.push(`${place}: ${String(at)} before ${String(consent.grantedAt)}`);
    const member = typeof body.subsystem === 'string' ? body.subsystem.split('/')[2] : undefined;
    if (member !== undefined && member !== consent.recipient)
      wrong.push(`${place}: ${String(body.consent)} was given to ${String(consent.recipient)}, not ${member}`);
  }
  assert.deepEqual(wrong, []);
});

/** What a QR says, and whether its signature verifies: a compact one in Base45, or a JSON Web Signature. */
function readQr(qr: string, keys: Map<string, KeyObject>) {
  const [prefix = ''] = /^[A-Z0-9]+:/.exec(qr) ?? [];
  const compact = prefix === '' ? null : readCwtQr(prefix, qr);
  if (compact !== null) {
    const { iat, nbf, cti, name, claims } = compact.claims as JsonObject;
    const payload = { iat: Number(iat), nbf: Number(nbf), jti: cti, name, claims };
    return { kid: compact.kid, payload, isSigned: keys.has(compact.kid) && isCwtQrSignedBy(prefix, qr, compact.kid) };
  }
  const [head = '', content = '', signature = ''] = qr.split('.');
  const [header, payload] = [head, content].map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  const key = keys.get(header.kid);
  const isSigned =
    key !== undefined &&
    verify(
      'sha256',
      Buffer.from(`${head}.${content}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
  return { kid: String(header.kid), payload, isSigned };
}

test('a signed QR says what the answer says, and was signed by a key of its year', () => {
  const keys = new Map(
    examples.flatMap(({ answered }) =>
      answered
        .filter(({ kty, kid }) => kty === 'EC' && typeof kid === 'string')
        .map(({ kid, crv, x, y }) => [
          String(kid),
          createPublicKey({ key: { kty: 'EC', crv: String(crv), x: String(x), y: String(y) }, format: 'jwk' }),
        ]),
    ),
  );
  let read = 0;
  const wrong = examples.flatMap(({ place, example, answered }) => {
    const body = example.request?.body;
    const token = isObject(body) ? body.qr : undefined;
    const certificate = answered.find(({ certificateId, claims }) => certificateId !== undefined && isObject(claims));
    if (typeof token !== 'string' || certificate === undefined) return [];
    const { kid, payload, isSigned } = readQr(token, keys);
    read += 1;
    const signedAt = new Date(payload.iat * 1000);
    const issuedAt = Date.parse(String(certificate.issuedAt));
    return [
      isSigned ? null : 'the signature does not verify',
      kid.includes(`-${signedAt.getUTCFullYear()}-`) ? null : `signed in ${signedAt.getUTCFullYear()} by ${kid}`,
      signedAt.getTime() >= issuedAt ? null : 'signed before it was issued',
      payload.nbf * 1000 === issuedAt ? null : `nbf ${payload.nbf} is not ${String(certificate.issuedAt)}`,
      payload.jti === certificate.certificateId ? null : `jti ${payload.jti}`,
      JSON.stringify(sorted(payload.name)) === JSON.stringify(sorted(certificate.name)) ? null : 'another name',
      JSON.stringify(sorted(payload.claims)) === JSON.stringify(sorted(certificate.claims)) ? null : 'other claims',
    ]
      .filter((fault) => fault !== null)
      .map((fault) => `${place}: ${fault}`);
  });
  assert.ok(read >= 10);
  assert.deepEqual(wrong, []);
});

test('a session speaks one language to the person', () => {
  const said = new Map<string, Map<string, string>>();
  for (const { place, answered } of examples) {
    for (const { sessionId, text } of answered)
      if (typeof sessionId === 'string' && typeof text === 'string')
        note(said, sessionId, /\p{Script=Bengali}/u.test(text) ? 'bn' : 'en', place);
  }
  assert.ok(said.size > 10);
  assert.deepEqual(disagreements(said), []);
});

test('cash for the poor goes to nobody whom the registry counts as not poor', () => {
  const bands = new Map<string, string>();
  for (const { example, answered } of examples) {
    const body = example.request?.body;
    const nid = isObject(body) ? (isObject(body.payload) ? body.payload.nid : body.nid) : undefined;
    const band = answered.map(({ band: value }) => value).find((value) => typeof value === 'string');
    if (typeof nid === 'string' && typeof band === 'string') bands.set(nid, band);
  }
  const wrong = examples
    .filter(({ service }) => service === 'bulk-disbursement')
    .flatMap(({ place, sent }) =>
      sent
        .filter(({ nid, amount }) => amount !== undefined && bands.get(String(nid)) === 'none')
        .map(({ nid }) => `${place}: ${String(nid)}`),
    );
  assert.ok(bands.size > 10);
  assert.deepEqual(wrong, []);
});

test('the registry and the service bus name the same poverty band of a person', () => {
  const said = new Map<string, Map<string, string>>();
  for (const { place, example, answered } of examples) {
    const body = example.request?.body;
    const nid = isObject(body) ? (isObject(body.payload) ? body.payload.nid : body.nid) : undefined;
    for (const { band } of answered)
      if (typeof nid === 'string' && typeof band === 'string') note(said, nid, band, place);
  }
  assert.deepEqual(disagreements(said), []);
});

/** What is said under one key, each value with the first place that says it. */
function note(said: Map<string, Map<string, string>>, key: string, value: string, place: string): void {
  const values = said.get(key) ?? new Map<string, string>();
  if (!values.has(value)) values.set(value, place);
  said.set(key, values);
}

function disagreements(said: Map<string, Map<string, string>>): string[] {
  return [...said]
    .filter(([, values]) => values.size > 1)
    .map(([key, values]) => `${key}: ${[...values].map(([value, place]) => `${value} (${place})`).join(', ')}`);
}

/** As the account directory masks a name: first and last letter of each word. */
function mask(name: string): string {
  return name
    .split(' ')
    .map((word) => (word.length < 3 ? word : `${word[0]}${'*'.repeat(word.length - 2)}${word.at(-1)}`))
    .join(' ');
}

function sorted(value: JsonValue | undefined): JsonValue | undefined {
  return isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b))) : value;
}

test('a list says of an application what reading it says', () => {
  const statuses = new Map<string, Map<string, string>>();
  for (const { service, example, place, answered } of examples) {
    if (service !== 'applications' || example.request === null || !/ (get|list)/.test(place)) continue;
    for (const { applicationNumber, status } of answered)
      if (typeof applicationNumber === 'string' && typeof status === 'string')
        note(statuses, applicationNumber, status, place);
  }
  assert.ok(statuses.size > 10);
  assert.deepEqual(disagreements(statuses), []);
});

test('a receipt shows the amount that was paid', () => {
  const amounts = new Map<string, Map<string, string>>();
  for (const { place, answered } of examples) {
    for (const { receiptNumber, amount } of answered)
      if (typeof receiptNumber === 'string' && isObject(amount))
        note(amounts, receiptNumber, String(amount.amount), place);
  }
  assert.ok(amounts.size > 0);
  assert.deepEqual(disagreements(amounts), []);
});
