/**
 * The one file that knows Prism. Everything Prism decides (how a spec becomes operations, how a parameter is read, how a
 * schema is checked) is asked for here, one operation at a time.
 */

import { isObject } from '@dpi/specs/json-value';
import type { HttpMethod, OpenApiDocument } from '@dpi/specs/model';
import { convertToJsonSchema, OPERATION_CONFIG } from '@stoplight/http-spec/oas';
import { transformOas3Operation } from '@stoplight/http-spec/oas3/operation';
import type mocker from '@stoplight/prism-http/dist/mocker/index.js';
import negotiator from '@stoplight/prism-http/dist/mocker/negotiator/InternalHelpers.js';
import mediaTypes from '@stoplight/prism-http/dist/validator/utils/wildcardMediaTypeMatch.js';
import { References } from './references.ts';

export type PrismOperation = Parameters<typeof mocker.default>[0]['resource'];
export type PrismResponse = PrismOperation['responses'][number];
export type PrismRequestBody = NonNullable<NonNullable<PrismOperation['request']>['body']>;
export type PrismContent = NonNullable<PrismRequestBody['contents']>[number];
export type PrismSchema = NonNullable<PrismContent['schema']>;

/** Schemas that references in schemas of operations lead to, by the key they end with: `#/__bundled__/<key>`. */
export type Bundle = Record<string, PrismSchema>;

export interface PrismService {
  /** By {@link operationKey}. */
  operations: Map<string, PrismOperation>;
  bundle: Bundle;
}

const METHODS: HttpMethod[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const KNOWN_DIALECT = /^https?:\/\/json-schema\.org\/draft\/(2019-09|2020-12)\/schema#?$/;

/**
 * Turns a bundled document into Prism's operations. An operation Prism cannot make is left out.
 * Callbacks, servers and security are left off: a mock calls nobody, and the gateway has authenticated.
 */
export function readOperations(document: OpenApiDocument): PrismService {
  const { openapi, info, jsonSchemaDialect: dialect } = document;
  const common = { openapi, info, ...(KNOWN_DIALECT.test(String(dialect)) && { jsonSchemaDialect: dialect }) };
  const references = new References(document);
  const bundle: Bundle = {};
  const operations = new Map<string, PrismOperation>();
  for (const [path, declared] of Object.entries(document.paths ?? {})) {
    const item = references.follow(declared);
    for (const method of METHODS) {
      if (!isObject(item[method])) continue;
      try {
        const {
          callbacks: _callbacks,
          servers: _servers,
          security: _security,
          ...rest
        } = references.follow(item[method]);
        const unfolded = references.unfold({ parameters: item.parameters, [method]: rest });
        const operation = transformOas3Operation({
          document: { ...common, paths: { [path]: unfolded } },
          name: path,
          method,
          config: OPERATION_CONFIG,
        } as unknown as Parameters<typeof transformOas3Operation>[0]);
        operations.set(operationKey(method, path), { ...operation, path } as PrismOperation);
      } catch {
        // The caller sees that the operation is missing and says so to whoever calls it.
      }
    }
  }
  for (const [key, schema] of Object.entries(references.bundle())) {
    bundle[key] = convertToJsonSchema(common, schema);
  }
  return { operations, bundle };
}

export function operationKey(method: string, path: string): string {
  return `${method} ${path}`;
}

/** The declared content that a body of this media type is, the one that names it before others; the first where none is. */
export function contentFor(contents: PrismContent[], mediaType: string): PrismContent | undefined {
  return (
    contents.find((content) => content.mediaType.toLowerCase() === mediaType) ??
    contents.find((content) => mediaTypes.wildcardMediaTypeMatch(mediaType, content.mediaType)) ??
    contents[0]
  );
}

export function isMediaTypeDeclared(contents: PrismContent[], mediaType: string): boolean {
  return contents.some(
    (content) => !content.mediaType || mediaTypes.wildcardMediaTypeMatch(mediaType, content.mediaType),
  );
}

/** The response of a valid request for which nothing was asked: lowest 2xx, else `default`, else the first. */
export function defaultResponse(responses: PrismResponse[]): PrismResponse | undefined {
  for (const found of [
    negotiator.findLowest2XXResponse(responses),
    negotiator.findDefaultResponse(responses),
    negotiator.findFirstResponse(responses),
  ]) {
    if (found._tag === 'Some') return found.value;
  }
  return undefined;
}

/** The response declared for a status: exactly, else by range such as `4XX`, else `default`. */
export function responseFor(responses: PrismResponse[], status: number): PrismResponse | undefined {
  const declared = negotiator.findResponseByStatusCode(responses, status);
  if (declared._tag === 'Some') return declared.value;
  const otherwise = negotiator.findDefaultResponse(responses, status);
  return otherwise._tag === 'Some' ? otherwise.value : undefined;
}

/** Status Prism gives a request that breaks the spec, out of those the operation declares. */
export function invalidRequestStatus(responses: PrismResponse[], isMediaTypeUnsupported: boolean): number {
  const expected = isMediaTypeUnsupported ? [415, 422, 400] : [422, 400];
  const declared = expected.find((status) => negotiator.findResponseByStatusCode(responses, status)._tag === 'Some');
  return declared ?? expected[0] ?? 422;
}
