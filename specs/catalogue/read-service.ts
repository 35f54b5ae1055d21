import type { Behaviour, Seed } from '../behaviour/model.ts';
import { followed } from '../json/reference.ts';
import {
  isObject,
  type JsonObject,
  type JsonValue,
  objectsIn,
  stringOr,
  stringOrNull,
  stringsIn,
} from '../json/value.ts';
import { ignoresRequestBody, mediaTypeOf } from '../serialization/index.ts';
import { pairExamples } from './examples.ts';
import { linkAddress } from './link-address.ts';
import type {
  CollectionHints,
  Encoding,
  Example,
  Header,
  HttpMethod,
  Lifecycle,
  MediaType,
  OpenApiDocument,
  Operation,
  Parameter,
  Persona,
  Release,
  RequestBody,
  Response,
  SecurityScheme,
  Service,
  Webhook,
} from './model.ts';
import { pageName, unused } from './page-name.ts';
import { SchemaCollector } from './schemas.ts';
import { readServers } from './servers.ts';

const METHODS: HttpMethod[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const LIFECYCLES: Lifecycle[] = ['draft', 'alpha', 'beta', 'stable', 'deprecated', 'retired'];
/** Styles of each place of a parameter, the default first. */
const STYLES = {
  path: ['simple', 'label', 'matrix'],
  header: ['simple'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  cookie: ['form'],
};

/** What a service is called and where it came from. */
export interface ServiceOrigin {
  id: string;
  /** From the folder; `null`: from `info.version`. */
  version: string | null;
  file: string;
  changelog: string;
  releases: Release[];
  translations: string[];
  behaviour: Behaviour | null;
  seed: Seed;
}

/** Makes the typed model of one bundled document; what `login.yaml` and overlays say is not in it. Tolerant: what the document lacks is empty or `null`, never a crash. */
export function readService(document: OpenApiDocument, origin: ServiceOrigin, personas: Persona[]): Service {
  const info = isObject(document.info) ? document.info : {};
  const version = origin.version ?? versionOf(info.version);
  const url = `/catalogue/${origin.id}/${version}/`;
  const collector = new SchemaCollector(document);
  const reader = new OperationReader(document, collector, personas, url);
  const [operations, webhooks] = [reader.all(), reader.webhooks()];
  const description = stringOr(info.description, '');
  const platformPath = platformPathOf(document);
  const lifecycle = LIFECYCLES.find((stage) => stage === info['x-lifecycle']);
  return {
    id: origin.id,
    version,
    title: stringOr(info.title, '').trim() || origin.id,
    titles: {},
    summary: stringOr(info.summary, '') || firstSentence(description),
    summaries: {},
    description,
    release: stringOr(info.version, ''),
    layer: stringOrNull(info['x-layer']),
    agency: stringOrNull(info['x-agency']),
    audience: stringsIn(info['x-audience']),
    lifecycle: lifecycle ?? 'draft',
    deprecatedAt: timeOf(info['x-deprecated-at']),
    sunsetAt: timeOf(info['x-sunset-at']),
    dataProtection: stringOrNull(info['x-data-protection']),
    contact: isObject(info.contact)
      ? {
          name: stringOrNull(info.contact.name),
          url: linkAddress(info.contact.url),
          email: stringOrNull(info.contact.email),
        }
      : null,
    license: isObject(info.license) ? stringOrNull(info.license.name) : null,
    servers: platformPath === null ? readServers(document.servers) : [],
    servedBy: platformPath === null ? 'sandbox' : 'platform',
    basePath: platformPath ?? `/sandbox/${origin.id}/${version}`,
    url,
    tags: objectsIn(document.tags).map((tag) => ({
      name: stringOr(tag.name, ''),
      title: stringOr(tag['x-displayName'], stringOr(tag.name, '')),
      description: stringOr(tag.description, ''),
    })),
    operations,
    webhooks,
    schemas: collector.schemas,
    securitySchemes: securitySchemes(document),
    assessment: null,
    releases: origin.releases,
    changelog: origin.changelog,
    document,
    file: origin.file,
    translations: origin.translations,
    behaviour: origin.behaviour,
    seed: origin.seed,
    login: null,
  };
}

function collectionHints(entry: JsonValue | undefined): CollectionHints {
  const hints = isObject(entry) ? entry : {};
  return { store: textsOf(hints.store), body: textsOf(hints.body) };
}

/** The members of an object that are texts. */
function textsOf(value: JsonValue | undefined): Record<string, string> {
  const members = Object.entries(isObject(value) ? value : {});
  return Object.fromEntries(members.flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])));
}

class OperationReader {
  readonly #document: OpenApiDocument;
  readonly #collector: SchemaCollector;
  readonly #personas: Persona[];
  readonly #serviceUrl: string;
  readonly #ids = new Set<string>();
  /** The page of what changed stands beside those of the operations. */
  readonly #slugs = new Set(['changelog']);

  constructor(document: OpenApiDocument, collector: SchemaCollector, personas: Persona[], serviceUrl: string) {
    this.#document = document;
    this.#collector = collector;
    this.#personas = personas;
    this.#serviceUrl = serviceUrl;
  }

  all(): Operation[] {
    return this.#entries(this.#document.paths)
      .filter(({ key }) => key.startsWith('/'))
      .map(({ key, method, operation, item }) => this.#read(key, method, operation, item));
  }

  webhooks(): Webhook[] {
    return this.#entries(this.#document.webhooks).map(({ key, method, operation, item }) => {
      const description = stringOr(operation.description, '') || stringOr(item.description, '');
      return {
        name: key,
        method,
        summary: stringOr(operation.summary, '') || firstSentence(description) || stringOr(item.summary, '') || key,
        description,
        parameters: this.#parameters(item.parameters, operation.parameters),
        requestBody: this.#requestBody(operation.requestBody),
      };
    });
  }

  #entries(items: unknown): { key: string; method: HttpMethod; operation: JsonObject; item: JsonObject }[] {
    return Object.entries(isObject(items) ? items : {}).flatMap(([key, entry]) => {
      const item = followed(this.#document, entry);
      return METHODS.flatMap((method) => {
        const operation = item?.[method];
        return item !== null && isObject(operation) ? [{ key, method, operation, item }] : [];
      });
    });
  }

  #read(path: string, method: HttpMethod, operation: JsonObject, item: JsonObject): Operation {
    const id = unused(stringOr(operation.operationId, '') || idFrom(method, path), this.#ids);
    const slug = unused(pageName(id) || method, this.#slugs);
    const description = stringOr(operation.description, '') || stringOr(item.description, '');
    const parameters = this.#parameters(item.parameters, operation.parameters);
    const isIgnored = ignoresRequestBody(this.#document.openapi, method);
    const requestBody = isIgnored ? null : this.#requestBody(operation.requestBody);
    const responses = this.#responses(operation.responses);
    return {
      id,
      slug,
      method,
      path,
      url: `${this.#serviceUrl}${slug}/`,
      summary:
        stringOr(operation.summary, '') ||
        firstSentence(description) ||
        stringOr(item.summary, '') ||
        inWords(stringOr(operation.operationId, '')) ||
        path,
      description,
      tags: stringsIn(operation.tags),
      deprecated: operation.deprecated === true,
      deprecatedAt: timeOf(operation['x-deprecated-at']),
      sunsetAt: timeOf(operation['x-sunset-at']),
      parameters,
      requestBody,
      responses,
      examples: pairExamples(parameters, requestBody, responses, this.#personas),
      security: objectsIn(operation.security ?? this.#document.security).map((alternative) => Object.keys(alternative)),
      servers: readServers(operation.servers ?? item.servers),
      collection: collectionHints(operation['x-collection']),
    };
  }

  #parameters(shared: unknown, own: unknown): Parameter[] {
    const parameters = new Map<string, Parameter>();
    for (const entry of [...objectsIn(shared), ...objectsIn(own)]) {
      const value = followed(this.#document, entry);
      const place = value?.in;
      if (value === null || typeof value.name !== 'string') continue;
      if (place !== 'path' && place !== 'query' && place !== 'header' && place !== 'cookie') continue;
      const [content] = this.#contents(value.content);
      const style = styleAt(place, value.style);
      parameters.set(`${place} ${value.name}`, {
        name: value.name,
        in: place,
        required: place === 'path' || value.required === true,
        deprecated: value.deprecated === true,
        description: stringOr(value.description, ''),
        schema: content?.schema ?? this.#collector.read(value.schema),
        style,
        explode: typeof value.explode === 'boolean' ? value.explode : style === 'form',
        // OpenAPI has no path parameter of several segments; what `allowReserved` says in a path is not defined there.
        allowReserved: (place === 'path' ? value['x-multi-segment'] : value.allowReserved) === true,
        allowEmptyValue: place === 'query' && value.allowEmptyValue === true,
        contentType: content?.contentType ?? null,
        examples: content?.examples ?? this.#examples(value),
      });
    }
    return [...parameters.values()];
  }

  #requestBody(entry: unknown): RequestBody | null {
    const value = followed(this.#document, entry);
    if (value === null) return null;
    return {
      required: value.required === true,
      description: stringOr(value.description, ''),
      contents: this.#contents(value.content),
    };
  }

  #responses(entries: unknown): Response[] {
    if (!isObject(entries)) return [];
    return Object.entries(entries).flatMap(([status, entry]) => {
      const value = followed(this.#document, entry);
      if (value === null || status.startsWith('x-')) return [];
      return [
        {
          status,
          description: stringOr(value.description, ''),
          headers: this.#headers(value.headers),
          contents: this.#contents(value.content),
        },
      ];
    });
  }

  #headers(entries: unknown): Header[] {
    if (!isObject(entries)) return [];
    return Object.entries(entries).flatMap(([name, entry]) => {
      const value = followed(this.#document, entry);
      if (value === null) return [];
      return [
        {
          name,
          required: value.required === true,
          description: stringOr(value.description, ''),
          schema: this.#collector.read(value.schema),
          examples: this.#examples(value),
        },
      ];
    });
  }

  #contents(entries: unknown): MediaType[] {
    if (!isObject(entries)) return [];
    return Object.entries(entries).flatMap(([contentType, entry]) => {
      const value = followed(this.#document, entry);
      if (value === null) return [];
      return [
        {
          contentType,
          schema: value.schema === undefined ? null : this.#collector.read(value.schema),
          encoding: this.#encoding(contentType, value.encoding),
          examples: this.#examples(value),
        },
      ];
    });
  }

  /** OpenAPI 3.0 has styles for URL-encoded forms only. What names none of the three is written by media type. */
  #encoding(contentType: string, entries: unknown): Record<string, Encoding> {
    const isForm = mediaTypeOf(contentType) === 'application/x-www-form-urlencoded';
    const hasStyles = isForm || !this.#document.openapi.startsWith('3.0');
    return Object.fromEntries(
      Object.entries(isObject(entries) ? entries : {}).flatMap(([name, entry]) => {
        if (!isObject(entry)) return [];
        const isStyled =
          hasStyles && ['style', 'explode', 'allowReserved'].some((keyword) => entry[keyword] !== undefined);
        const style = isStyled ? styleAt('query', entry.style) : null;
        const encoding: Encoding = {
          style,
          explode: typeof entry.explode === 'boolean' ? entry.explode : style === 'form',
          allowReserved: isStyled && entry.allowReserved === true,
          contentType: stringOrNull(entry.contentType),
        };
        return [[name, encoding]];
      }),
    );
  }

  #examples(holder: JsonObject): Example[] {
    if (isObject(holder.examples)) {
      return Object.entries(holder.examples).flatMap(([name, entry]) => {
        const value = followed(this.#document, entry);
        if (value === null || value.value === undefined) return [];
        return [
          {
            name,
            summary: stringOr(value.summary, ''),
            description: stringOr(value.description, ''),
            value: value.value,
          },
        ];
      });
    }
    const lone: JsonValue | undefined = holder.example;
    return lone === undefined ? [] : [{ name: 'default', summary: '', description: '', value: lone }];
  }
}

/** A style that does not exist at this place is taken for the default. */
function styleAt(place: keyof typeof STYLES, style: unknown): string {
  const [normal = ''] = STYLES[place];
  return typeof style === 'string' && STYLES[place].includes(style) ? style : normal;
}

function securitySchemes(document: OpenApiDocument): Record<string, SecurityScheme> {
  const schemes: Record<string, SecurityScheme> = {};
  for (const [name, entry] of Object.entries(document.components?.securitySchemes ?? {})) {
    const value = followed(document, entry);
    if (value === null) continue;
    schemes[name] = {
      type: stringOr(value.type, ''),
      description: stringOr(value.description, ''),
      name: stringOr(value.name, stringOr(value.scheme, '')),
      in: stringOr(value.in, ''),
      isChecked: false,
    };
  }
  return schemes;
}

/**
 * Path of the server that a spec marks with `x-served-by: platform`: there the platform itself answers. `null` for other
 * specs, which the sandbox simulates, whatever relative URL they name.
 */
function platformPathOf({ servers }: OpenApiDocument): string | null {
  const marked = objectsIn(servers).find((server) => server['x-served-by'] === 'platform');
  const path = /^(\/api\/[a-z0-9-]+)\/?$/.exec(stringOr(marked?.url, ''))?.[1];
  return path ?? null;
}

/** `v` and the major of a version such as `2.1.0`; `v1` when it names none. */
export function versionOf(release: unknown): string {
  const major = /^\s*v?(\d{1,4})(?!\d)/i.exec(String(release ?? ''))?.[1];
  return major === undefined || Number(major) === 0 ? 'v1' : `v${Number(major)}`;
}

/** `get` and `/consents/{consentId}` become `getConsentsConsentId`. */
function idFrom(method: string, path: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** `listBirths` and `list_births` become `List births`; abbreviations such as `NID` stay as they are. */
function inWords(operationId: string): string {
  const words = operationId
    .split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (/^\p{Lu}{2,}/u.test(word) ? word : word.toLowerCase()))
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function firstSentence(markdown: string): string {
  const [line = ''] = markdown.trim().split('\n');
  const text = line
    .replace(/^#+\s*/, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
    .trim();
  const sentence = /^.*?[.।!?](?=\s|$)/.exec(text)?.[0] ?? text;
  return sentence.length > 160 ? `${sentence.slice(0, 157).trimEnd()}…` : sentence;
}

/** The day of an ISO 8601 date or time; `null` for anything else. */
/** An ISO 8601 day or moment as it is written; `null` for anything else. */
function timeOf(value: unknown): string | null {
  const isTime =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(?=$|T)/.test(value) && !Number.isNaN(Date.parse(value));
  return isTime ? value : null;
}
