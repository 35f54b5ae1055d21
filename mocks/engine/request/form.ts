import { escapeSegment } from '@dpi/specs/json-pointer';
import type { Encoding } from '@dpi/specs/model';
import type { Violation } from '@dpi/specs/problem';
import { isJsonMediaType } from '@dpi/specs/serialization';
import { violationText } from './messages.ts';
import type { SentText } from './request.ts';
import { styleReader, Unreadable } from './style-reader.ts';
import { parsedJson, type TextReader } from './text-reader.ts';

export interface FormReading {
  value: Record<string, unknown>;
  /** Fields that cannot be read as the spec says. */
  violations: Violation[];
}

/**
 * Prepares the reading of a form as the object that it stands for (OpenAPI, Encoding Object): a field with a style like a
 * parameter of the query; one whose media type is JSON, or that is an object, as JSON; a list from all fields of its name.
 * The reader throws a `ProblemError` for JSON that is too deep.
 */
export function formReader(
  schema: unknown,
  encoding: Record<string, Encoding>,
  reader: TextReader,
): (sent: SentText) => FormReading {
  const others = [...reader.propertyNames(schema)];
  const siblings = Object.entries(encoding).flatMap(([name, { style, explode, allowReserved }]) => {
    if (style === null) return [];
    const parameter = { name, in: 'query' as const, style, explode, allowReserved, contentType: null };
    return [{ parameter, schema: reader.property(schema, name) }];
  });
  const styled = siblings.map((sibling) => {
    const { name } = sibling.parameter;
    const around = { key: name, siblings, others: others.filter((other) => other !== name) };
    return { name, ...styleReader(sibling.parameter, sibling.schema, reader, around) };
  });

  return (sent) => {
    const value: Record<string, unknown> = Object.create(null);
    const violations: Violation[] = [];
    const add = (name: string, read: unknown) => {
      if (read instanceof Unreadable)
        violations.push({ in: 'body', path: `/${escapeSegment(name)}`, message: read.message });
      else if (read !== undefined) value[name] = read;
    };
    const texts = new Map<string, string[]>();
    for (const [name, text] of sent.pairs()) texts.set(name, [...(texts.get(name) ?? []), text]);
    for (const { name, read, names } of styled) {
      add(name, read(sent));
      for (const field of texts.keys()) if (names(field)) texts.delete(field);
    }
    for (const [name, all] of texts)
      add(name, fieldValue(all, reader.property(schema, name), encoding[name]?.contentType ?? null, reader));
    return { value, violations };
  };
}

function fieldValue(texts: string[], schema: unknown, contentType: string | null, reader: TextReader): unknown {
  const { list } = reader.kinds(schema);
  const last = texts.at(-1) ?? '';
  if (contentType === null || !isJsonMediaType(contentType))
    return list || schema === undefined ? reader.value(texts, schema) : reader.scalar(last, schema);
  const values = (list ? texts : [last]).map(parsedJson);
  if (values.includes(undefined)) return new Unreadable(violationText('json'));
  const [first] = values;
  // OpenAPI 3.0 leaves open whether each item or the whole list has the media type.
  const isWhole = values.length === 1 && Array.isArray(first) && !reader.kinds(reader.item(schema, 0)).list;
  return list && !isWhole ? values : first;
}
