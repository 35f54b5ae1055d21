import type * as Redocly from '@redocly/openapi-core';
import { ExactNumber, isDecimal, type Numeric } from '../numbers/index.ts';
import { redoclySchema, redoclyYaml, type ScalarTag } from './redocly-yaml.ts';

/** What a double cannot hold has 16 digits in decimal, 14 in hexadecimal, or an exponent of three. */
const MAY_BE_LONG = /[\d.]{16}|0x[\da-f]{14}|0o[0-7]{18}|[eE][+-]?\d{3}/i;
/** Such a number as a value by itself; where tags are, any text may be a number. */
const LONG_VALUE =
  /(?<![^\s,[{:])[-+]?(?:[\d.]{16,}(?:e[+-]?\d+)?|[\d.]+e[+-]?\d{3,}|0x[\da-f]{14,}|0o[0-7]{18,})(?![^\s,\]}])/i;
const TAG = /^%TAG\s|(?<![^\s,[{:])!(?:<|!)/m;

/** Whether a text of YAML or JSON may hold a number that a double cannot. To read a large text twice takes seconds. */
function mayHoldLong(text: string): boolean {
  return LONG_VALUE.test(text) || (TAG.test(text) && MAY_BE_LONG.test(text));
}

/** A document as Redocly has read it, from YAML or JSON, with every digit of its numbers. */
export function withExactNumbers(document: Redocly.Document): Redocly.Document {
  const { body, absoluteRef } = document.source;
  if (!mayHoldLong(body) || typeof document.parsed !== 'object') return document;
  // With the tags that Redocly gives its parser.
  const yaml = redoclyYaml();
  const schema = redoclySchema(yaml).withTags(exact(yaml.intCoreTag), exact(yaml.floatCoreTag));
  return { ...document, parsed: yaml.load(body, { schema, filename: absoluteRef }) };
}

/** A tag of numbers that resolves the same texts as another. */
function exact(tag: ScalarTag): ScalarTag {
  return {
    ...tag,
    resolve(source, isExplicit, tagName) {
      const plain = tag.resolve(source, isExplicit, tagName);
      // The parser takes a number that is too large for a double for a text.
      if (typeof plain !== 'number' || Number.isFinite(plain)) return exactValue(source) ?? plain;
      return plain;
    },
  };
}

const OTHER_BASE = /^([+-]?)(0x[\da-f]+|0o[0-7]+)$/i;

/** `undefined` where the text is no number. */
function exactValue(source: string): Numeric | undefined {
  if (isDecimal(source)) return ExactNumber.read(source);
  const [, sign = '', integer] = OTHER_BASE.exec(source) ?? [];
  return integer === undefined ? undefined : ExactNumber.read(`${sign}${BigInt(integer)}`);
}
