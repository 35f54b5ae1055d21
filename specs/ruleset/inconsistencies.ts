import { isObject, type JsonObject, type JsonValue, objectsIn } from '../json/value.ts';

/** Two statements of one example that cannot both be true. */
export type Inconsistency =
  | { kind: 'order'; path: string; before: string; after: string }
  | { kind: 'total'; path: string; total: string; sum: string };

/** Names of dates that come first, and of those that never come before them, in the same object. */
const ORDER: { first: string[]; afterwards: string[] }[] = [
  {
    first: ['birthDate', 'dateOfBirth', 'bornAt'],
    afterwards: ['deathDate', 'issuedAt', 'issuedDate', 'createdAt', 'registeredAt'],
  },
  {
    first: ['createdAt', 'requestedAt', 'submittedAt', 'openedAt', 'filedAt', 'issuedAt', 'startedAt', 'grantedAt'],
    afterwards: [
      'updatedAt',
      'completedAt',
      'closedAt',
      'settledAt',
      'decidedAt',
      'signedAt',
      'revokedAt',
      'expiresAt',
    ],
  },
  {
    first: ['issuedDate', 'validFromDate', 'validFrom', 'from', 'startsAt', 'startDate'],
    afterwards: ['expiresDate', 'validToDate', 'validTo', 'to', 'endsAt', 'endDate'],
  },
];
/** Lists whose entries make up a total. */
const PARTS = ['lines', 'items', 'parts', 'charges', 'fees'];
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** What an example says that contradicts itself: dates in the wrong order, and totals that are not the sum of their parts. */
export function inconsistencies(value: JsonValue | undefined, path = ''): Inconsistency[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => inconsistencies(item, `${path}/${index}`));
  if (!isObject(value)) return [];
  return [
    ...misorderedDates(value, path),
    ...wrongTotal(value, path),
    ...Object.entries(value).flatMap(([name, child]) => inconsistencies(child, `${path}/${name}`)),
  ];
}

function misorderedDates(value: JsonObject, path: string): Inconsistency[] {
  return ORDER.flatMap(({ first, afterwards }) =>
    first.flatMap((before) =>
      afterwards
        .filter((after) => isAfter(value[before], value[after]))
        .map((after): Inconsistency => ({ kind: 'order', path, before, after })),
    ),
  );
}

/** Whether one date is later than another. A day and an instant are compared by day, as the local time writes it. */
export function isAfter(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (typeof one !== 'string' || typeof other !== 'string' || !INSTANT.test(one) || !INSTANT.test(other)) return false;
  if (one.includes('T') && other.includes('T')) return Date.parse(one) > Date.parse(other);
  return one.slice(0, 10) > other.slice(0, 10);
}

/** Only where it is clear what makes the total up: an amount and its fee, or all lines of one list. */
function wrongTotal(value: JsonObject, path: string): Inconsistency[] {
  const total = moneyOf(value.total);
  if (total === null) return [];
  const parts = Object.keys(value).filter((name) => name !== 'total' && moneyOf(value[name]) !== null);
  const list = PARTS.find((name) => Array.isArray(value[name]));
  const isWhole = !(isObject(value.page) && value.page.hasMore === true);
  const amounts =
    parts.length === 2 && parts.includes('amount') && parts.includes('fee')
      ? [value.amount, value.fee]
      : parts.length === 0 && list !== undefined && isWhole
        ? objectsIn(value[list]).map(({ amount }) => amount)
        : [];
  const sums = amounts.map(moneyOf);
  if (sums.length === 0) return [];
  let sum = 0n;
  for (const money of sums) {
    if (money === null || money.currency !== total.currency || money.scale !== total.scale) return [];
    sum += money.units;
  }
  if (sum === total.units) return [];
  return [{ kind: 'total', path, total: decimal(total.units, total.scale), sum: decimal(sum, total.scale) }];
}

interface Money {
  /** In the smallest unit written, exact. */
  units: bigint;
  /** Digits after the point. */
  scale: number;
  currency: string;
}

function moneyOf(value: JsonValue | undefined): Money | null {
  if (!isObject(value) || typeof value.amount !== 'string' || typeof value.currency !== 'string') return null;
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value.amount) ?? [];
  if (sign === undefined) return null;
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length, currency: value.currency };
}

function decimal(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return units < 0n ? `-${text}` : text;
}
