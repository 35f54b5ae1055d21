import type { JsonObject } from '../json/value.ts';
import {
  type CertificateParts,
  certificateContents,
  isIssuedBy,
  type RevocationListParts,
  writeCertificate,
  writeRevocationList,
} from './certificates.ts';
import type { Collection } from './collection.ts';
import { isCwtQrSignedBy, readCwtQr, writeCwtQr } from './cwt.ts';
import { hasEmvChecksum, readEmvQr, writeEmvQr } from './emv-qr.ts';
import {
  type Augmentation,
  augmentEnvelope,
  type EnvelopeFormat,
  type EnvelopeParts,
  envelopeContents,
  writeEnvelope,
} from './envelopes.ts';
import { fractionProduct, fractionSum } from './fractions.ts';
import {
  instantOf,
  localDay,
  plusDays,
  plusMonths,
  plusWorkingDays,
  type WorkingWeek,
  workingDaysBetween,
} from './local-time.ts';
import { Money } from './money.ts';
import { type NameSpelling, nameSimilarity } from './names.ts';
import { readSdJwt, writeSdJwt } from './sd-jwt.ts';
import { foundIn } from './search.ts';
import {
  detachedSignature,
  digestOf,
  isTokenSignedBy,
  isTokenSignedWith,
  publicJwk,
  signedToken,
  tokenContents,
} from './signatures.ts';
import { smsLength } from './sms.ts';
import { encodedStatusList } from './status-list.ts';
import { type TimestampParts, timestampContents, writeTimestampToken } from './timestamps.ts';
import { readAny, type Value, type ValueObject, writeValue } from './values.ts';

/** What functions need to know of the call that is being answered. */
export interface EvaluationContext {
  /** The world's clock. */
  now: Date;
  /** IANA name of the country's time zone. */
  zone: string;
  week: WorkingWeek;
  names: NameSpelling;
  /** Language of whoever reads the answer. */
  locale: string;
  /** How days and numbers are written, by language: BCP 47. */
  formats: Record<string, string>;
  /** Address of the service in the world that answers, without a slash at the end. */
  serviceUrl: string;
  /** From 0 up to 1. */
  random: () => number;
  /** An id that no object has: the prefix, `_`, and a ULID. */
  newId: (prefix: string) => string;
}

/** A function that expressions can call. */
export interface ExpressionFunction {
  /** As CEL writes it: `receiver.name(types): type`. */
  signature: string;
  /** What it is for, and what it gives; shown in the guide on behaviours. */
  description: string;
  /** @param context those of the call that is being answered, at any time */
  handler: (context: () => EvaluationContext) => (...values: never[]) => Value | Collection;
}

/** A request names a page that the list does not have. */
export class UnknownCursor extends Error {}

const DEFAULT_LIMIT = 20;

/** How days and numbers are written for whoever reads the answer. */
function formatsOf({ locale, formats }: EvaluationContext): string {
  return formats[locale] ?? locale;
}

export const FUNCTIONS: ExpressionFunction[] = [
  {
    signature: 'Collection.get(dyn): dyn',
    description: 'The object with an id; `null` where there is none.',
    handler: () => (collection: Collection, id: Value) => collection.get(id),
  },
  {
    signature: 'Collection.where(map): list<dyn>',
    description: 'Objects whose members have the given values: `transfer.where({"payer": account.number})`.',
    handler: () => (collection: Collection, members: Record<string, Value>) => collection.where(members),
  },
  {
    signature: 'Collection.all(): list<dyn>',
    description: 'All objects, in the order in which they came to be.',
    handler: () => (collection: Collection) => collection.all(),
  },
  {
    signature: 'money(string, string): Money',
    description: 'An amount and its currency: `money("500.00", "BDT")`.',
    handler: () => (amount: string, currency: string) => {
      const money = Money.parse({ amount, currency });
      if (money === null) throw new RangeError(`"${amount}" is no decimal number`);
      return money;
    },
  },
  {
    signature: 'Money.percent(string): Money',
    description: 'A share of an amount, rounded half up: `amount.percent("1.85")`.',
    handler: () => (money: Money, percent: string) => money.percent(percent),
  },
  {
    signature: 'Money.times(int): Money',
    description: 'An amount so many times.',
    handler: () => (money: Money, count: bigint) => money.times(count),
  },
  {
    signature: 'Money.decimal(): string',
    description: 'The decimal number of an amount, without its currency: `500.00`.',
    handler: () => (money: Money) => money.toJSON().amount,
  },
  {
    signature: 'Money.text(): string',
    description: 'An amount as people read it, in the language of the answer: `BDT 500,000`.',
    handler: (context) => (money: Money) => money.format(formatsOf(context())),
  },
  {
    signature: 'list.sum(Money): Money',
    description: 'The sum of a list of amounts, beginning with the given one: `amounts.sum(money("0.00", "BDT"))`.',
    handler: () => (amounts: Money[], start: Money) => amounts.reduce((sum, amount) => sum.plus(amount), start),
  },
  {
    signature: 'list.sum(int): int',
    description: 'The sum of a list of whole numbers, beginning with the given one: `counts.sum(0)`.',
    handler: () => (counts: bigint[], start: bigint) => counts.reduce((sum, count) => sum + count, start),
  },
  {
    signature: 'day(google.protobuf.Timestamp): string',
    description: "The day of an instant in the country's time: `2026-11-23`.",
    handler: (context) => (instant: Date) => localDay(instant, context().zone),
  },
  {
    signature: 'instant(string, string): google.protobuf.Timestamp',
    description: 'The instant of a day and a time of the country\'s clock: `instant("2026-11-23", "09:30")`.',
    handler: (context) => (date: string, time: string) => instantOf(date, time, context().zone),
  },
  {
    signature: 'plusDays(string, int): string',
    description: 'The day so many days after another.',
    handler: () => (date: string, days: bigint) => plusDays(date, Number(days)),
  },
  {
    signature: 'plusMonths(string, int): string',
    description: 'The day so many months after another; the last of the month where it has no such day.',
    handler: () => (date: string, months: bigint) => plusMonths(date, Number(months)),
  },
  {
    signature: 'plusWorkingDays(string, int): string',
    description: 'The day so many working days after another: without weekends and public holidays.',
    handler: (context) => (date: string, days: bigint) => plusWorkingDays(date, Number(days), context().week),
  },
  {
    signature: 'workingDaysBetween(string, string): int',
    description: 'How many working days there are after one day, up to another.',
    handler: (context) => (from: string, to: string) => BigInt(workingDaysBetween(from, to, context().week)),
  },
  {
    signature: 'timestampText(google.protobuf.Timestamp): string',
    description: 'Day and time of an instant as people read them, in the language of the answer.',
    handler: (context) => (instant: Date) => {
      const format = new Intl.DateTimeFormat(formatsOf(context()), {
        timeZone: context().zone,
        day: 'numeric',
        month: 'long',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
      return format.format(instant);
    },
  },
  {
    signature: 'dayText(string): string',
    description: 'A day as people read it, in the language of the answer.',
    handler: (context) => (date: string) =>
      new Intl.DateTimeFormat(formatsOf(context()), { timeZone: 'UTC', dateStyle: 'long' }).format(
        new Date(`${date}T00:00:00Z`),
      ),
  },
  {
    signature: 'maskName(string): string',
    description: 'The first and the last letter of each word: `R****a B***m`.',
    handler: () => (name: string) => name.split(' ').map(maskWord).join(' '),
  },
  {
    signature: 'maskNumber(string): string',
    description: 'The first and the last three characters: `101…701`.',
    handler: () => (number: string) => `${number.slice(0, 3)}…${number.slice(-3)}`,
  },
  {
    signature: 'string.foundIn(list): dyn',
    description:
      'How well words are found in texts of several languages, spelling mistakes and Latin letters for other scripts forgiven: an object with `score`, 0 to 100, and `corrected`, the words as the texts have them or `null`.',
    handler: (context) => (query: string, texts: string[]) => {
      const { score, corrected } = foundIn(query, texts, context().names);
      return { score: BigInt(score), corrected };
    },
  },
  {
    signature: 'nameSimilarity(string, string): int',
    description: 'How alike two spellings of a name are by letters and by sound, from 0 to 100; 100 for the same.',
    handler: (context) => (a: string, b: string) => BigInt(nameSimilarity(a, b, context().names)),
  },
  {
    signature: 'publicKey(string): dyn',
    description: 'The public key of a signer as JSON Web Key. A key is made from its name, its `kid`.',
    handler: () => (kid: string) => readAny(publicJwk(kid)),
  },
  {
    signature: 'jws(map, dyn, string): string',
    description:
      'A JSON Web Signature with ES256: further members of its header, its claims, and the `kid` of the key. Timestamps in claims become seconds since 1970.',
    handler: (context) => (header: ValueObject, claims: Value, kid: string) =>
      signedToken(writeValue(header, context().zone) as JsonObject, claims, kid),
  },
  {
    signature: 'detachedJws(dyn, string): string',
    description: 'A signature of a value whose JSON (RFC 8785) is sent apart from it, and the `kid` of the key.',
    handler: (context) => (value: Value, kid: string) => detachedSignature(value, kid, context().zone),
  },
  {
    signature: 'jwsContents(string): dyn',
    description:
      'Header and payload of a JSON Web Signature, whose signature it does not look at; `null` where the text is none.',
    handler: () => (token: string) => tokenContents(token),
  },
  {
    signature: 'isSignedBy(string, string): bool',
    description: 'Whether a JSON Web Signature is of the key with a `kid`.',
    handler: () => (token: string, kid: string) => isTokenSignedBy(token, kid),
  },
  {
    signature: 'isSignedWith(string, dyn): bool',
    description:
      'Whether a JSON Web Signature is signed with ES256 and a key, which is given as JSON Web Key: a proof that somebody has the private key.',
    handler: () => (token: string, jwk: Value) => isTokenSignedWith(token, writeValue(jwk, 'UTC') as JsonObject),
  },
  {
    signature: 'sdJwt(map, map, map, string): string',
    description:
      'An SD-JWT (RFC 9901) with ES256: further members of its header, claims that every verifier sees, claims that the holder can disclose one by one, and the `kid` of the key. What is `null` is left out.',
    handler: (context) => (header: ValueObject, clear: ValueObject, concealed: ValueObject, kid: string) =>
      writeSdJwt(writeValue(header, 'UTC') as JsonObject, clear, concealed, kid, context().random),
  },
  {
    signature: 'sdJwtContents(string): dyn',
    description:
      'What an SD-JWT says: its `header`, the `claims` that are in the clear or disclosed, those `disclosed` alone, the `jwt` that the issuer signed, unchecked, whether every disclosure `isIntact`, and the `keyBinding` with `nonce`, `aud`, `iat` and whether it `isIntact`, that is, signed with the key in the claim `cnf`; `null` where the text is none.',
    handler: () => (text: string) => objectOrNull(readSdJwt(text)),
  },
  {
    signature: 'cwtQr(string, map, string): string',
    description:
      'The text of a QR code with a CBOR Web Token (RFC 8392): a prefix such as `"XX1:"`, claims by their names in JWT, and the `kid` of the key. Signed as COSE_Sign1 with ES256, compressed, in Base45. The same parts give the same text.',
    handler: () => (prefix: string, claims: ValueObject, kid: string) => writeCwtQr(prefix, claims, kid),
  },
  {
    signature: 'cwtQrContents(string, string): dyn',
    description:
      'What the CBOR Web Token of a QR code with a prefix says: `kid` and `claims`, unchecked; `null` where the text is none.',
    handler: () => (prefix: string, text: string) => objectOrNull(readCwtQr(prefix, text)),
  },
  {
    signature: 'isCwtQrSignedBy(string, string, string): bool',
    description: 'Whether the CBOR Web Token of a QR code with a prefix is of the key with a `kid`.',
    handler: () => (prefix: string, text: string, kid: string) => isCwtQrSignedBy(prefix, text, kid),
  },
  {
    signature: 'merged(list): dyn',
    description: 'One object with the members of several; of those with the same name, the last.',
    handler: () => (objects: ValueObject[]) => Object.assign({}, ...objects),
  },
  {
    signature: 'certificate(map): string',
    description:
      'An X.509 certificate in base64: `kid` of its key, `subject` and `issuer` (a `subject` and its `kid`) by the short names `C`, `O`, `OU` and `CN`, `serialNumber` in hexadecimal, `from`, `to`, and its `use`: `signing`, `authority` or `timestamping`. The same parts give the same certificate.',
    handler: () => (parts: CertificateParts) => writeCertificate(parts),
  },
  {
    signature: 'certificateContents(string): dyn',
    description:
      'What an X.509 certificate says: `serialNumber`, `commonName`, `from` and `to`; `null` where the text is none. Its signature is not looked at.',
    handler: () => (text: string) => objectOrNull(certificateContents(text)),
  },
  {
    signature: 'isIssuedBy(string, string): bool',
    description: 'Whether a certificate is signed with the key of another, whose name it bears as its issuer.',
    handler: () => (text: string, issuer: string) => isIssuedBy(text, issuer),
  },
  {
    signature: 'revocationList(map): string',
    description:
      'A list of revoked certificates (RFC 5280) in base64: its `issuer` (a `subject` and its `kid`), `number`, `from`, `to`, and `revoked`, a list of `serialNumber`, `at` and `reason`, the number of the reason.',
    handler: () => (parts: RevocationListParts) => writeRevocationList(parts),
  },
  {
    signature: 'timestampToken(map): string',
    description:
      'A timestamp token (RFC 3161) in base64: `digest`, `at`, `serialNumber`, the object identifier of its `policy`, and `kid` and `certificate` of who gives it.',
    handler: () => (parts: TimestampParts) => writeTimestampToken(parts),
  },
  {
    signature: 'timestampContents(string): dyn',
    description:
      'What a timestamp token says: `digest`, `at`, `serialNumber`, `certificate`, and `isIntact`: whether it is signed with the key of that certificate, and the certificate is for timestamps; `null` where the text is none.',
    handler: () => (token: string) => objectOrNull(timestampContents(token)),
  },
  {
    signature: 'signatureEnvelope(string, map): string',
    description:
      'A signature over the `digest` of a document in base64, in the format `cades`, `pades` or `jades`, with the `kid` of the key, its `certificates` from that of the signer to the root, and `signedAt`. The same parts give the same envelope.',
    handler: () => (format: EnvelopeFormat, parts: EnvelopeParts) => writeEnvelope(format, parts),
  },
  {
    signature: 'augmentedEnvelope(string, string, map): string',
    description:
      'The same signature with a `timestampToken` of it, and with `certificates` and `revocationLists` for long-term proof; the list may be empty.',
    handler: () => (format: EnvelopeFormat, envelope: string, more: Augmentation) =>
      augmentEnvelope(format, envelope, more),
  },
  {
    signature: 'envelopeContents(string, string): dyn',
    description:
      'What the envelope of a signature says in its format: `digest`, `signedAt`, `certificate`, `isIntact`: whether the signature is that of the certificate over the digest, `signatureDigest`: what a timestamp of it is over, and `timestampToken`; `null` where the text is none.',
    handler: () => (format: EnvelopeFormat, envelope: string) => objectOrNull(envelopeContents(format, envelope)),
  },
  {
    signature: 'statusList(list, int, int): string',
    description:
      'An encoded status list (IETF Token Status List): a list of objects with `place` and `status`, the bits of each, and how many places there are.',
    handler: () => (entries: ValueObject[], bits: bigint, size: bigint) =>
      encodedStatusList(
        entries.map(({ place, status }) => [Number(place), Number(status)]),
        Number(bits),
        Number(size),
      ),
  },
  {
    signature: 'present(dyn): dyn',
    description: 'An object without those of its members that are `null`.',
    handler: () => (members: ValueObject) =>
      Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)),
  },
  {
    signature: 'digest(dyn): string',
    description: 'The SHA-256 of the JSON (RFC 8785) of a value, in hexadecimal.',
    handler: (context) => (value: Value) => digestOf(value, context().zone),
  },
  {
    signature: 'string.fill(dyn): string',
    description: 'A text with the values of its placeholders: `"Your code is {code}".fill({"code": code})`.',
    handler: () => (text: string, members: ValueObject) =>
      text.replace(/\{([^{}]*)\}/g, (placeholder, name) => String(members[name] ?? placeholder)),
  },
  {
    signature: 'string.placeholders(): list<string>',
    description: 'The names in braces in a text, each once: `["code"]`.',
    handler: () => (text: string) => [...new Set(Array.from(text.matchAll(/\{([^{}]*)\}/g), ([, name = '']) => name))],
  },
  {
    signature: 'string.smsLength(): dyn',
    description:
      'How a text travels as an SMS (3GPP TS 23.038): an object with `encoding`, `characters`, `parts` and `charactersLeft`.',
    handler: () => (text: string) => {
      const { encoding, characters, parts, charactersLeft } = smsLength(text);
      return {
        encoding,
        characters: BigInt(characters),
        parts: BigInt(parts),
        charactersLeft: BigInt(charactersLeft),
      };
    },
  },
  {
    signature: 'emvQr(map): string',
    description:
      'The text of a QR code for payments as EMVCo writes it, checksum included, from the values of its tags; those that are `null` are left out: `emvQr({"00": "01", "62": {"05": sale}})`.',
    handler: () => (fields: ValueObject) => writeEmvQr(fields),
  },
  {
    signature: 'string.emvFields(): dyn',
    description: 'The values of a QR code for payments by their tags; `null` where the text is no such code.',
    handler: () => (text: string) => readEmvQr(text),
  },
  {
    signature: 'string.hasEmvChecksum(): bool',
    description: 'Whether the checksum at the end of a QR code for payments is that of the rest.',
    handler: () => (text: string) => hasEmvChecksum(text),
  },
  {
    signature: 'distanceKm(dyn, dyn, dyn, dyn): double',
    description: 'Kilometres between two points, each as latitude and longitude in degrees, to a tenth.',
    handler: () => (latitude: Value, longitude: Value, otherLatitude: Value, otherLongitude: Value) =>
      distanceKm([Number(latitude), Number(longitude)], [Number(otherLatitude), Number(otherLongitude)]),
  },
  {
    signature: 'list.fractionSum(): string',
    description: 'The sum of shares such as `7/8`, in lowest terms: `1/1` where they are the whole.',
    handler: () => (shares: string[]) => fractionSum(shares),
  },
  {
    signature: 'list.fractionProduct(): string',
    description: 'The share of a share: `["1/2", "3/4"].fractionProduct()` is `3/8`.',
    handler: () => (shares: string[]) => fractionProduct(shares),
  },
  {
    signature: 'serviceUrl(): string',
    description:
      'The address at which the service answers in the world of the call, without a slash at the end. Where it has none, as in the check, the first server of its spec.',
    handler: (context) => () => context().serviceUrl,
  },
  {
    signature: 'newId(string): string',
    description: 'A new id with a prefix.',
    handler: (context) => (prefix: string) => context().newId(prefix),
  },
  {
    signature: 'randomDigits(int): string',
    description: 'So many random digits, such as those of a one-time code.',
    handler: (context) => (count: bigint) =>
      Array.from({ length: Number(count) }, () => Math.floor(context().random() * 10)).join(''),
  },
  {
    signature: 'newUuid(): string',
    description: 'A new UUID (RFC 9562, version 4).',
    handler: (context) => () => uuid(context().random),
  },
  {
    signature: 'list<A>.first(): A',
    description: 'The first item of a list; `null` where it is empty.',
    handler: () => (list: Value[]) => list[0] ?? null,
  },
  {
    signature: 'list.firstDuplicate(): int',
    description: 'Position of the first item that stands earlier as well; `-1` where each stands once.',
    handler: () => (list: Value[]) => BigInt(firstDuplicate(list)),
  },
  {
    signature: 'list<A>.slice(int, int): list<A>',
    description: 'The items from one position up to another, without that one.',
    handler: () => (list: Value[], start: bigint, end: bigint) => list.slice(Number(start), Number(end)),
  },
  {
    signature: 'list.indexOf(dyn): int',
    description: 'The position, from 0, of the first item that equals a text or number; -1 where none does.',
    handler: () => (list: Value[], item: Value) => BigInt(list.indexOf(item)),
  },
  {
    signature: 'list.repeats(): list<int>',
    description: 'The positions, from 0, of the texts or numbers in a list that an earlier one equals.',
    handler: () => (list: Value[]) => {
      const seen = new Set<Value>();
      return list.flatMap((item, position) => (seen.size === seen.add(item).size ? [BigInt(position)] : []));
    },
  },
  {
    signature: 'list<A>.order(string): list<A>',
    description: 'Objects in the order of one of their members; with `-` before its name, the greatest first.',
    handler: () => (list: ValueObject[], member: string) => ordered(list, member),
  },
  {
    signature: 'list.page(dyn, dyn): dyn',
    description:
      'One page of a list by the limit and the cursor of a request, either of which may be `null`: an object with `items` and `page`, as the standard "page-info" has it.',
    handler: () => (list: Value[], limit: Value, cursor: Value) => pageOf(list, limit, cursor),
  },
];

function objectOrNull(members: object | null): Value {
  return members === null ? null : { ...members };
}

/** Mean radius of the earth in kilometres. */
const EARTH_RADIUS = 6371;

/** Along a great circle, by the haversine formula. */
function distanceKm(from: [latitude: number, longitude: number], to: [latitude: number, longitude: number]): number {
  const [[latitude, longitude], [otherLatitude, otherLongitude]] = [from.map(toRadians), to.map(toRadians)] as [
    [number, number],
    [number, number],
  ];
  const half = (angle: number) => Math.sin(angle / 2) ** 2;
  const haversine =
    half(otherLatitude - latitude) + Math.cos(latitude) * Math.cos(otherLatitude) * half(otherLongitude - longitude);
  return Math.round(2 * EARTH_RADIUS * Math.asin(Math.sqrt(haversine)) * 10) / 10;
}

/** @param random from 0 up to 1 */
function uuid(random: () => number): string {
  const bytes = Array.from({ length: 16 }, () => Math.floor(random() * 256));
  const [version = 0, variant = 0] = [bytes[6], bytes[8]];
  bytes[6] = (version & 0x0f) | 0x40;
  bytes[8] = (variant & 0x3f) | 0x80;
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function maskWord(word: string): string {
  const letters = [...word];
  if (letters.length < 2) return word;
  const [first, last] = [letters[0], letters.length === 2 ? '' : letters.at(-1)];
  return `${first}${'*'.repeat(Math.max(letters.length - 2, 1))}${last}`;
}

function firstDuplicate(list: Value[]): number {
  const known = new Set<Value>();
  return list.findIndex((item) => known.has(item) || !known.add(item));
}

function ordered(list: ValueObject[], name: string): ValueObject[] {
  const isDescending = name.startsWith('-');
  const member = isDescending ? name.slice(1) : name;
  const sign = isDescending ? -1 : 1;
  return list.toSorted((a, b) => sign * compareValues(a[member] ?? null, b[member] ?? null));
}

/** `null` comes first. */
function compareValues(a: Value, b: Value): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  if (a instanceof Money && b instanceof Money) return a.compare(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A cursor is the number of items before its page: a list grows at the end that is read last. */
function pageOf(list: Value[], limit: Value, cursor: Value): ValueObject {
  const start = cursor === null ? 0 : positionIn(cursor);
  if (start === null || start > list.length) throw new UnknownCursor();
  const end = start + (limit === null ? DEFAULT_LIMIT : Number(limit));
  const hasMore = end < list.length;
  return { items: list.slice(start, end), page: { hasMore, nextCursor: hasMore ? cursorAt(end) : null } };
}

function cursorAt(position: number): string {
  return Buffer.from(`from:${position}`).toString('base64url');
}

function positionIn(cursor: Value): number | null {
  const [, position] = /^from:(\d{1,9})$/.exec(Buffer.from(String(cursor), 'base64url').toString()) ?? [];
  return position === undefined ? null : Number(position);
}
