import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type EvaluationContext, FUNCTIONS, UnknownCursor } from './functions.ts';
import { ExpressionLanguage } from './language.ts';
import { Money } from './money.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const GUIDES = ['docs/behaviours.md', 'portal/i18n/bn/docusaurus-plugin-content-docs/current/behaviours.md'];

const context: EvaluationContext = {
  now: new Date('2026-11-23T04:16:02Z'),
  zone: 'Asia/Dhaka',
  week: { weekend: [5, 6], holidays: new Set() },
  names: { alike: [['a', 'o']], forms: {}, latin: {} },
  locale: 'en',
  formats: { en: 'en-GB' },
  serviceUrl: 'https://api.test/a/v1',
  random: () => 0.42,
  newId: (prefix) => `${prefix}_1`,
};
const language = new ExpressionLanguage(() => context);
const taka = (amount: string) => Money.parse({ amount, currency: 'BDT' });
const scope = {
  now: context.now,
  amount: taka('500.00'),
  items: [
    { name: 'b', size: 1n, price: taka('2.00') },
    { name: 'a', size: 3n, price: taka('1.50') },
    { name: 'c', size: null, price: taka('4.00') },
  ],
};

const CA = '{"kid": "ca", "subject": {"C": "XX", "CN": "CA"}}';
const certificateOf = (kid: string, use: string) =>
  `certificate({"kid": "${kid}", "subject": {"C": "XX", "CN": "${kid.toUpperCase()}"}, "serialNumber": "0A${kid.length}1", "from": now, "to": now + duration("1h"), "use": "${use}", "issuer": ${CA}})`;
const envelope = `signatureEnvelope("cades", {"digest": digest("a"), "kid": "me", "certificates": [${certificateOf('me', 'signing')}], "signedAt": now})`;
const token = `timestampToken({"digest": digest("a"), "at": now, "serialNumber": "01", "policy": "2.999.1", "kid": "tsa", "certificate": ${certificateOf('tsa', 'timestamping')}})`;
const sdJwt = 'sdJwt({"typ": "dc+sd-jwt"}, {"iss": "x"}, {"gpa": "5.00", "roll": null}, "k-1")';
const list = `revocationList({"issuer": ${CA}, "number": 1, "from": now, "to": now + duration("1h"), "revoked": [{"serialNumber": "0A", "at": now, "reason": 1}]})`;

for (const [expression, expected] of [
  [`certificateContents(${certificateOf('me', 'signing')}).commonName`, 'ME'],
  ['certificateContents("AAAA") == null', true],
  [`isIssuedBy(${certificateOf('me', 'signing')}, ${certificateOf('ca', 'authority')})`, true],
  [`isIssuedBy(${certificateOf('me', 'signing')}, ${certificateOf('me', 'authority')})`, false],
  [`${list} == ${list}`, true],
  [`timestampContents(${token}).at == now && timestampContents(${token}).isIntact`, true],
  [`envelopeContents("cades", ${envelope}).digest == digest("a")`, true],
  [
    `envelopeContents("cades", augmentedEnvelope("cades", ${envelope}, {"timestampToken": ${token}, "certificates": [], "revocationLists": [${list}]})).timestampToken == ${token}`,
    true,
  ],
  [`envelopeContents("jades", ${envelope}) == null`, true],
  ['amount.text()', 'BDT 500'],
  ['amount.percent("1.85") == money("9.25", "BDT")', true],
  ['amount.times(3) - amount == money("1000.00", "BDT")', true],
  ['items.map(i, i.price).sum(money("0.00", "BDT")).text()', 'BDT 7.50'],
  ['day(now)', '2026-11-23'],
  ['instant("2026-11-23", "10:16:02") == now', true],
  ['plusDays("2026-11-30", 1)', '2026-12-01'],
  ['plusMonths("2028-02-29", 12)', '2029-02-28'],
  ['plusMonths("2026-11-23", -11)', '2025-12-23'],
  ['plusWorkingDays("2026-11-26", 1)', '2026-11-29'],
  ['timestampText(now)', '23 November at 10:16'],
  ['workingDaysBetween("2026-11-26", "2026-12-01")', 3n],
  ['workingDaysBetween("2026-11-26", "2026-11-28")', 0n],
  ['dayText("2026-11-23")', '23 November 2026'],
  ['maskName("Rahima Begum")', 'R****a B***m'],
  ['maskName("Md Ali")', 'M* A*i'],
  ['maskNumber("1012300456701")', '101…701'],
  ['distanceKm(23.81, 90.41, 22.36, 91.83)', 217],
  ['distanceKm(23.81, 90.41, 23.81, 90.41)', 0],
  ['nameSimilarity("Karim", "Korim")', 90n],
  ['"karim".foundIn(["Korim Mia"]).score', 90n],
  ['publicKey("a-1").kid + publicKey("a-1").alg', 'a-1ES256'],
  ['isSignedBy(jws({"typ": "x"}, {"a": 1}, "k-1"), "k-1")', true],
  ['isSignedBy(jws({"typ": "x"}, {"a": 1}, "k-1"), "k-2")', false],
  ['jwsContents(jws({"typ": "x"}, {"a": 1}, "k-1")).payload.a', 1n],
  ['jwsContents("a.b.c") == null', true],
  ['isSignedWith(jws({"typ": "x"}, {"a": 1}, "k-1"), publicKey("k-1"))', true],
  ['isSignedWith(jws({"typ": "x"}, {"a": 1}, "k-1"), publicKey("k-2"))', false],
  ['isSignedWith(jws({"typ": "x"}, {"a": 1}, "k-1"), {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"})', false],
  [`sdJwtContents(${sdJwt}).isIntact`, true],
  [`sdJwtContents(${sdJwt}).disclosed.gpa`, '5.00'],
  [`isSignedBy(sdJwtContents(${sdJwt}).jwt, "k-1")`, true],
  ['sdJwtContents("a.b.c") == null', true],
  ['cwtQrContents("XX1:", cwtQr("XX1:", {"iss": "x", "a": null}, "k-1")).claims.iss', 'x'],
  ['cwtQrContents("XX1:", "XX1:") == null', true],
  ['isCwtQrSignedBy("XX1:", cwtQr("XX1:", {"iss": "x"}, "k-1"), "k-1")', true],
  ['isCwtQrSignedBy("XX1:", cwtQr("XX1:", {"iss": "x"}, "k-1"), "k-2")', false],
  ['merged([{"a": "x", "b": "y"}, {"b": "z"}]).b', 'z'],
  ['serviceUrl()', 'https://api.test/a/v1'],
  ['present({"a": 1, "b": null}).size()', 1n],
  ['statusList([{"place": 1, "status": 1}], 2, 8)', 'eNpjYQAAAAoABQ'],
  ['digest({"b": 1, "a": "x"})', 'cdab067e9f3beb32d1252cfd63e492592fecbf591b0d08cadb24bb17f3864246'],
  ['"{a} and {b} and {a}".fill({"a": "x"})', 'x and {b} and x'],
  ['"{a} and {b} and {a}".placeholders().join(",")', 'a,b'],
  ['"Total: €5".smsLength().characters', 10n],
  ['"ক".smsLength().encoding', 'UCS-2'],
  ['amount.decimal()', '500.00'],
  ['emvQr({"00": "01", "54": null, "62": {"05": "A"}})', '00020162050501A6304FD2B'],
  ['emvQr({"00": "01"}).emvFields()["00"]', '01'],
  ['"01".emvFields() == null', true],
  ['emvQr({"00": "01"}).hasEmvChecksum()', true],
  ['[1, 2].sum(0)', 3n],
  ['["7/8", "1/8"].fractionSum()', '1/1'],
  ['["1/2", "1/4"].fractionSum()', '3/4'],
  ['[].fractionSum()', '0/1'],
  ['["1/2", "6/8"].fractionProduct()', '3/8'],
  ['newId("trf")', 'trf_1'],
  ['randomDigits(6)', '444444'],
  ['items.first().name', 'b'],
  ['[].first() == null', true],
  ['true ? "a" : null', 'a'],
  ['["a", "b", "b", "a"].firstDuplicate()', 2n],
  ['["a", "b"].firstDuplicate()', -1n],
  ['["a", "b", "c"].slice(1, 3).join("")', 'bc'],
  ['["a", "b", "a"].indexOf("b")', 1n],
  ['["a", "b"].indexOf("c")', -1n],
  ['["a", "b", "a", "b"].repeats().map(i, string(i)).join("")', '23'],
  ['items.order("name").map(i, i.name).join("")', 'abc'],
  ['items.order("-price").map(i, i.name).join("")', 'cba'],
  ['items.order("size").map(i, i.name).join("")', 'cba'],
] as [string, unknown][]) {
  test(`${expression} is ${expected}`, () => {
    assert.equal(language.compile(expression)(scope), expected);
  });
}

test('pages follow one another to the end of a list', () => {
  const page = language.compile('items.page(limit, cursor)');
  const first = page({ ...scope, limit: 2n, cursor: null }) as { items: unknown[]; page: { nextCursor: string } };
  assert.equal(first.items.length, 2);
  const second = page({ ...scope, limit: 2n, cursor: first.page.nextCursor });
  assert.deepEqual(second, { items: scope.items.slice(2), page: { hasMore: false, nextCursor: null } });
  assert.throws(() => page({ ...scope, limit: 2n, cursor: 'nowhere' }), UnknownCursor);
});

test('the guide on behaviours lists every function', async () => {
  for (const file of GUIDES) {
    const guide = await readFile(join(REPOSITORY, file), 'utf8');
    const missing = FUNCTIONS.filter(({ signature }) => {
      const name = /(\w+)\(/.exec(signature)?.[1] ?? signature;
      return !guide.includes(`${name}(`);
    });
    assert.deepEqual(
      missing.map(({ signature }) => signature),
      [],
      file,
    );
  }
});
