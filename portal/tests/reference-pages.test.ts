import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { JsonValue } from '@dpi/specs/json-value';
import type { Operation, Schema, Service } from '@dpi/specs/model';
import { openPlatform, type Platform } from './platform.ts';

let platform: Platform;

before(async () => {
  platform = await openPlatform();
});
after(() => platform?.stop());

for (const locale of ['en', 'bn']) {
  test(`a reference page says everything without JavaScript (${locale})`, async () => {
    const { services } = await loadCatalogue({ locale });
    let operations = 0;
    for (const service of services) {
      for (const operation of service.operations) {
        const url = platform.url + (locale === 'en' ? '' : `/${locale}`) + operation.url;
        const answer = await fetch(url);
        assert.equal(answer.status, 200, url);
        const text = visibleText(await answer.text());
        const missing = wordsOf(service, operation).filter((word) => !text.includes(spaced(word)));
        assert.deepEqual(missing, [], `${url} lacks words of its operation`);
        operations += 1;
      }
    }
    assert.ok(operations > 0);
  });
}

/** Names, constraints and example values that the page of an operation must hold. */
function wordsOf(service: Service, operation: Operation): string[] {
  const words = [operation.path, operation.summary];
  const schemas: Schema[] = [];
  for (const parameter of operation.parameters) {
    words.push(parameter.name);
    schemas.push(parameter.schema);
  }
  const contents = [...(operation.requestBody?.contents ?? [])];
  for (const response of operation.responses) {
    words.push(response.status);
    for (const header of response.headers) words.push(header.name);
    contents.push(...response.contents);
  }
  for (const content of contents) {
    words.push(content.contentType);
    if (content.schema !== null) schemas.push(content.schema);
    for (const example of content.examples) words.push(...leaves(example.value));
  }
  return [...words, ...schemas.flatMap((schema) => schemaWords(service, schema, new Set()))];
}

function schemaWords(service: Service, schema: Schema, seen: Set<string>): string[] {
  const words: string[] = [];
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice('#/components/schemas/'.length);
    const target = service.schemas[name];
    if (target === undefined || seen.has(name)) return [];
    seen.add(name);
    words.push(...schemaWords(service, target, seen));
  }
  words.push(...Object.keys(schema.properties ?? {}));
  if (schema.pattern !== undefined) words.push(schema.pattern);
  if (schema.format !== undefined) words.push(schema.format);
  for (const value of schema.enum ?? []) if (typeof value === 'string') words.push(value);
  const children = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.allOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
  ];
  if (typeof schema.items === 'object') children.push(schema.items);
  return [...words, ...children.flatMap((child) => schemaWords(service, child, seen))];
}

function leaves(value: JsonValue): string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, child]) => [key, ...(child === undefined ? [] : leaves(child))]);
  }
  // In JSON on the page, quotes and backslashes are escaped.
  return typeof value === 'string' ? [JSON.stringify(value).slice(1, -1)] : [String(value)];
}

function visibleText(html: string): string {
  return spaced(
    html
      .replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
      .replace(/<wbr\s*\/?>|<\/?(span|b|i|em|code|strong)\b[^>]*>|<!--.*?-->/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex, code) => String.fromCodePoint(Number.parseInt(code, hex ? 16 : 10)))
      .replace(/&amp;/g, '&'),
  );
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
