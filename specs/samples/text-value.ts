import type { FlatSchema } from './flat-schema.ts';
import { patternOf } from './pattern-of.ts';
import { patternText } from './pattern-text.ts';
import { type Random, randomOf } from './random.ts';

const MAX_LENGTH = 2000;
const DAY = 86_400_000;
/** Made-up days lie before this one. */
const NEWEST = Date.UTC(2026, 0, 31, 3);

/**
 * A text for a property: in its format, matching its patterns, of a length within its bounds, and such as its name lets one
 * expect. `undefined` where none was found.
 * @param variant 0 for the first; others are other texts
 * @param preferred texts to use where they fit
 */
export function textValue(
  flat: FlatSchema,
  name: string,
  variant: number,
  random: Random,
  preferred: string[],
): string | undefined {
  const { minLength, maxLength, patterns, formats } = flat;
  if (minLength > MAX_LENGTH || minLength > maxLength) return undefined;
  const expressions = patterns.map(patternOf);
  const fits = (text: string) => {
    const length = [...text].length;
    return length >= minLength && length <= maxLength && expressions.every((expression) => expression.test(text));
  };
  const ofFormat = formats.flatMap((format) => formatted(format, name, variant, random));
  const known = [...preferred.filter((text) => formats.length === 0 || isLike(text, ofFormat[0])), ...ofFormat].find(
    fits,
  );
  if (known !== undefined) return known;
  for (const pattern of patterns) {
    // Of several patterns, one is written and the others are tested.
    for (let attempt = 0; attempt < (patterns.length > 1 ? 5 : 1); attempt++) {
      const text = patternText(pattern, { minLength, maxLength }, random);
      if (text !== undefined && fits(text)) return text;
    }
  }
  if (patterns.length > 0) return undefined;
  // A text of a format must not be cut: it would no longer be of that format.
  if (ofFormat.length > 0) return undefined;
  const named = [textFor(name, variant), wordsOf(name).join(' ')];
  const [words = ''] = named;
  const fitting = named.find(fits);
  if (fitting !== undefined && (variant === 0 || fitting === words)) return fitting;
  const filled = words.length < minLength ? fill(words, minLength) : [...words].slice(0, maxLength).join('').trim();
  if (fits(filled)) return filled;
  return fill(String.fromCharCode(97 + (variant % 26)), Math.max(minLength, Math.min(maxLength, 1)));
}

/** The same characters in the same places where both are of one format, such as dates. */
function isLike(text: string, other: string | undefined): boolean {
  const shape = (value: string) => value.replace(/\p{L}+/gu, 'a').replace(/\d/g, '0');
  return other !== undefined && (shape(text) === shape(other) || (text.includes('@') && other.includes('@')));
}

function fill(text: string, length: number): string {
  return text.padEnd(length, ` ${text}`).slice(0, length).replace(/ $/, 'x');
}

/** Texts of a format, the one to prefer first; empty where the format says nothing of the text. */
function formatted(format: string, name: string, variant: number, random: Random): string[] {
  const word = slug(name) || 'example';
  const letter = String.fromCharCode(97 + (variant % 26));
  switch (format) {
    case 'date':
      return [new Date(dayOf(name, variant, random)).toISOString().slice(0, 10)];
    case 'date-time':
      return [new Date(dayOf(name, variant, random)).toISOString().replace('.000Z', 'Z')];
    case 'time':
    case 'iso-time':
      return [`${two(9 + (variant % 9))}:${two((variant * 5) % 60)}:00Z`];
    case 'duration':
      return [`P${variant + 1}D`];
    case 'email':
    case 'idn-email':
      return [
        `${word}${variant || ''}@example.com`,
        `${letter}${variant || ''}@example.com`,
        `${letter}@b.example`,
        `${letter}@b.co`,
      ];
    case 'hostname':
    case 'idn-hostname':
      return [variant === 0 ? 'example.com' : `${letter}.example.com`, `${letter}.co`, letter];
    case 'ipv4':
    case 'ip':
      return [`192.0.2.${(variant % 254) + 1}`, '192.0.2.1'];
    case 'ipv6':
      return [`2001:db8::${((variant % 65_535) + 1).toString(16)}`, '::1'];
    case 'uri':
    case 'url':
    case 'iri':
      return [
        `https://example.com/${word}${variant || ''}`,
        `https://example.com/${letter}`,
        `urn:x:${letter}`,
        `a:${letter}`,
      ];
    case 'uri-reference':
    case 'iri-reference':
      return [`/${word}${variant || ''}`, `/${letter}`, letter];
    case 'uri-template':
      return [`https://example.com/${word}/{id}`, '/{id}', letter];
    case 'uuid':
      return [uuid(random)];
    case 'json-pointer':
      return [`/${word}${variant || ''}`, `/${letter}`];
    case 'relative-json-pointer':
      return [String(variant)];
    case 'regex':
      return [`^[a-z]{${variant + 1}}$`, letter];
    case 'byte':
    case 'base64':
      return [btoa(`${word} ${variant + 1}`.padEnd(Math.ceil((word.length + 2) / 3) * 3)), 'YWJj', ''];
    case 'password':
      return [`Passw0rd-${word}-${variant + 1}`];
    case 'int32':
    case 'int64':
    case 'integer':
      return [String(1001 + variant), String(variant)];
    case 'decimal':
    case 'double':
    case 'float':
    case 'number':
      return [`${100 + variant}.50`, String(variant)];
    default:
      return [];
  }
}

function dayOf(name: string, variant: number, random: Random): number {
  const daysAgo = /birth|dob/i.test(name)
    ? 7000 + Math.floor(random() * 14_000)
    : /expir|until|valid_?to|end|due|deadline|next/i.test(name)
      ? -365 - variant
      : variant + Math.floor(random() * 60);
  return NEWEST - daysAgo * DAY;
}

function uuid(random: Random): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  digits[12] = '4';
  digits[16] = '8';
  const text = digits.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** Names that say what the text is, and texts of that kind. */
const KINDS: [name: RegExp, texts: string[]][] = [
  [/^currency(code)?$|currency_?code$/i, ['USD', 'EUR', 'GBP']],
  [/^(country|country_?code|nationality)$/i, ['XX', 'XY', 'XZ']],
  [/^(lang|language|locale)(_?code)?$/i, ['en', 'fr', 'es']],
  [/^(time_?zone|tz)$/i, ['UTC']],
  [/(_|^)(url|uri|href|link)$|(Url|Uri|Link|Href)$/, ['https://example.com/']],
  [/email/i, ['name@example.com', 'other@example.com']],
  [/(birth|_|^)date$|Date$|_on$/, ['2026-01-31', '2026-01-30', '2026-01-29']],
  [/(_at|At|timestamp|_time|Time)$/, ['2026-01-31T03:00:00Z', '2026-01-30T03:00:00Z']],
  [/^(first|given)_?name$/i, ['Amina', 'Daniel', 'Mei']],
  [/^(last|family|sur)_?name$/i, ['Example', 'Sample', 'Test']],
  [
    /(description|comment|remark|note|message|reason|summary|text|detail)s?$/i,
    ['An example text.', 'Another example text.'],
  ],
  [/(status|state)$/i, ['active', 'pending', 'closed']],
  [/version$/i, ['1.0.0', '1.1.0', '2.0.0']],
  [/(mime|content|media)_?type$/i, ['application/json', 'text/plain']],
  [/(amount|balance|price|total)$/i, ['1250.00', '980.50', '40.00']],
  [/(phone|mobile|msisdn|telephone)(_?(number|no))?$/i, ['+15550100', '+15550101', '+15550102']],
  [/(token|secret|signature|hash|checksum|digest|key)$/i, ['3q2-7wRk8sTf', '9v4LmZp0xYcB']],
];

/** What a property is called, as a value: `exportId` is `export-1001`, `districtCode` is `DISTRICT-1`, `shopName` is `Example shop name`. */
function textFor(name: string, variant: number): string {
  const kind = KINDS.find(([expression]) => expression.test(name));
  if (kind !== undefined) {
    const [, texts] = kind;
    return texts[variant] ?? `${texts[variant % texts.length]}${/^[\w -]+$/.test(texts[0] ?? '') ? ` ${variant}` : ''}`;
  }
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const others = words.slice(0, -1).join('-') || last;
  if (/^(id|identifier|uid|no|number|ref|reference|key)$/.test(last)) return `${others}-${1001 + variant}`;
  if (last === 'code') return `${(words.slice(0, -1).join('-') || 'code').toUpperCase()}-${variant + 1}`;
  const text = ['Example', ...words.filter((word) => word !== 'example')].join(' ');
  return variant === 0 ? text : `${text} ${variant + 1}`;
}

function wordsOf(name: string): string[] {
  return name
    .split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
    .slice(0, 8);
}

function slug(name: string): string {
  return wordsOf(name)
    .join('-')
    .replace(/[^a-z0-9-]/g, '');
}

/** A source of numbers for one place in a value. */
export function randomAt(seed: string, place: string, variant: number): Random {
  return randomOf(`${seed} ${place} ${variant}`);
}
