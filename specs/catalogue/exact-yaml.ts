import type * as Redocly from '@redocly/openapi-core';
import { ExactNumber, isDecimal, type Numeric } from '../numbers/index.ts';
import {
  redoclySchema,
  redoclyYaml,
  type ScalarTag,
  type YamlEvent,
  type YamlParser,
  type YamlSchema,
} from './redocly-yaml.ts';

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
  const { source } = document;
  const { body, absoluteRef } = source;
  if (!mayHoldLong(body) || typeof document.parsed !== 'object') return document;
  const known = exactDocuments.get(source);
  exactDocuments.delete(source);
  const yaml = redoclyYaml();
  const parsed = known ?? yaml.load(body, { schema: exactSchema(yaml), filename: absoluteRef });
  return { ...document, parsed };
}

/** Documents with exact numbers that nobody has asked for yet: who asks may change them. */
const exactDocuments = new WeakMap<Redocly.Source, unknown>();

/** Keeps what {@link withExactNumbers} makes of a source that is parsed: to read a large text twice takes seconds. */
export function noteExactNumbers(source: Redocly.Source, events: YamlEvent[], yaml: YamlParser): void {
  const { body, absoluteRef: filename } = source;
  if (!mayHoldLong(body)) return;
  const [document] = yaml.constructFromEvents(events, { schema: exactSchema(yaml), filename, source: body });
  exactDocuments.set(source, document);
}

function exactSchema(yaml: YamlParser): YamlSchema {
  return redoclySchema(yaml).withTags(exact(yaml.intCoreTag), exact(yaml.floatCoreTag));
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
