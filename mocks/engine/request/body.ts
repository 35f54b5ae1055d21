import type { Operation, Schema, Service } from '@dpi/specs/model';
import type { Violation } from '@dpi/specs/problem';
import { TooManySteps, type ValidateSchema, withinLimits } from '@dpi/specs/schema';
import { ignoresRequestBody, isJsonMediaType, isXmlMediaType } from '@dpi/specs/serialization';
import type { Message } from '@dpi/specs/texts';
import { contentFor, isMediaTypeDeclared, type PrismContent, type PrismOperation } from '../prism/prism.ts';
import { type FormReading, formReader } from './form.ts';
import { readJson, readText } from './json-body.ts';
import { malformed, violationText } from './messages.ts';
import { readMultipart } from './multipart.ts';
import { type ContentType, readContentType, readUrlEncodedForm, type SentText, sentAsItIs } from './request.ts';
import type { TextReader } from './text-reader.ts';
import { bodyViolations } from './violations.ts';
import { type XmlReading, xmlReader } from './xml-body.ts';

export interface CheckedBody {
  /** What was sent, for finding the example it matches; `undefined` where there is no body or it has no structure. */
  value: unknown;
  violations: Violation[];
  /** The operation does not take this media type. */
  unsupported: boolean;
}

/** Checks a request body against what the operation declares. Throws a `ProblemError` for bodies that cannot be read. */
export type CheckBody = (body: Buffer | null, contentTypeHeader: string | undefined) => CheckedBody;

/** Prepares the check of values against a schema of the catalogue, as it is in requests. */
export type CompileRequestSchema = (schema: Schema) => ValidateSchema | null;

export interface Compilers {
  /** Finds every violation. */
  thorough: CompileRequestSchema;
  /** Stops at the first violation. */
  brief: CompileRequestSchema;
}

export interface BodyCheckers {
  compilers: Compilers;
  reader: TextReader;
  service: Pick<Service, 'document' | 'schemas'>;
}

/** Larger bodies are checked until the first violation: a list of a million helps nobody and takes seconds to make. */
export const LARGE_BODY = 64 * 1024;
/** Steps in which every violation is looked for; what takes more is checked until the first. */
const THOROUGH_STEPS = 300_000;
const MAX_KNOWN_CONTENT_TYPES = 32;
const MAX_TOLD_TYPE = 100;

const NO_BODY: CheckedBody = { value: undefined, violations: [], unsupported: false };
const NO_VIOLATIONS: Violation[] = [];

type ReadBody = (body: Buffer) => CheckedBody;

/** Prepares the check of an operation's body; schemas are compiled at the first use. */
export function bodyCheck(
  { requestBody }: Operation,
  prism: PrismOperation,
  { compilers, reader, service }: BodyCheckers,
): CheckBody {
  const method = prism.method.toLowerCase();
  if (ignoresRequestBody(service.document.openapi, method)) return () => NO_BODY;
  const declared = prism.request?.body;
  // Browsers send no body with these, so it is checked where there is one, and not asked for.
  const isRequired = declared?.required === true && method !== 'get' && method !== 'head';
  const contents = declared?.contents ?? [];
  const readers = new Map<string, ReadBody>();
  const declarationOf = ({ mediaType }: PrismContent) =>
    requestBody?.contents.find(({ contentType }) => contentType === mediaType);
  const validatorOf = oncePerContent((content) => contentValidator(declarationOf(content)?.schema ?? null, compilers));
  const readFormOf = (content: PrismContent) => {
    const { schema = null, encoding = {} } = declarationOf(content) ?? {};
    return formReader(schema, encoding, reader);
  };

  function makeReader(type: ContentType | null): ReadBody {
    const mediaType = type?.mediaType ?? '';
    if (declared === undefined) return unexpected;
    if (contents.length === 0) return () => NO_BODY;
    if (type !== null && !isMediaTypeDeclared(contents, mediaType)) {
      const types = contents.map((content) => content.mediaType);
      return () => unsupported(violationText('content-type', { types, sent: mediaType.slice(0, MAX_TOLD_TYPE) }));
    }
    const content = type === null ? contents[0] : contentFor(contents, mediaType);
    if (content === undefined) return () => NO_BODY;
    if (mediaType === 'application/x-www-form-urlencoded')
      return urlEncodedReader(readFormOf(content), validatorOf(content));
    if (mediaType === 'multipart/form-data') {
      return multipartReader(readFormOf(content), type?.boundary, validatorOf(content));
    }
    if (isJsonMediaType(mediaType)) return jsonReader(validatorOf(content));
    if (isXmlMediaType(mediaType)) {
      const schema = declarationOf(content)?.schema ?? null;
      return xmlBodyReader(xmlReader(schema, service.schemas, reader), validatorOf(content));
    }
    return textReader(validatorOf(content), type !== null);
  }

  return (body, contentTypeHeader) => {
    if (body === null || body.length === 0) return isRequired ? missing() : NO_BODY;
    let read = readers.get(contentTypeHeader ?? '');
    if (read === undefined) {
      read = makeReader(readContentType(contentTypeHeader));
      if (readers.size < MAX_KNOWN_CONTENT_TYPES) readers.set(contentTypeHeader ?? '', read);
    }
    return read(body);
  };
}

function jsonReader(validate: Validate): ReadBody {
  return (body) => {
    const value = readJson(body);
    return { value, violations: validate(value, body.length), unsupported: false };
  };
}

function textReader(validate: Validate, hasType: boolean): ReadBody {
  return (body) => {
    const violations = validate(body.toString('utf8'), body.length);
    if (violations.length > 0 && !hasType) return unsupported(violationText('no-content-type'));
    return { value: undefined, violations, unsupported: false };
  };
}

type ReadForm = (sent: SentText) => FormReading;

function urlEncodedReader(read: ReadForm, validate: Validate): ReadBody {
  return (body) => checkedReading(read(readUrlEncodedForm(readText(body))), body, validate);
}

function multipartReader(read: ReadForm, boundary: string | undefined, validate: Validate): ReadBody {
  return (body) => {
    if (boundary === undefined) {
      throw malformed('no-boundary');
    }
    return checkedReading(read(sentAsItIs(readMultipart(body, boundary))), body, validate);
  };
}

function xmlBodyReader(read: (body: Buffer) => XmlReading, validate: Validate): ReadBody {
  return (body) => checkedReading(read(body), body, validate);
}

function checkedReading(
  { value, violations }: FormReading | XmlReading,
  body: Buffer,
  validate: Validate,
): CheckedBody {
  return { value, violations: violations.length > 0 ? violations : validate(value, body.length), unsupported: false };
}

/** @param size bytes of the body that the value was read from */
type Validate = (value: unknown, size: number) => Violation[];

/** Checks values against a content's schema. */
function contentValidator(schema: Schema | null, compilers: Compilers): Validate {
  if (schema === null) return () => NO_VIOLATIONS;
  let thorough: ValidateSchema | null | undefined;
  let brief: ValidateSchema | null | undefined;
  const violations = (validate: ValidateSchema | null, value: unknown) =>
    validate === null || validate(value) ? NO_VIOLATIONS : bodyViolations(validate.errors ?? []);
  return (value, size) => {
    if (size <= LARGE_BODY) {
      if (thorough === undefined) thorough = compilers.thorough(schema);
      const check = thorough;
      try {
        return withinLimits({ steps: THOROUGH_STEPS }, () => violations(check, value));
      } catch (error) {
        if (!(error instanceof TooManySteps)) throw error;
      }
    }
    if (brief === undefined) brief = compilers.brief(schema);
    return violations(brief, value);
  };
}

function oncePerContent(make: (content: PrismContent) => Validate): (content: PrismContent) => Validate {
  const made = new Map<PrismContent, Validate>();
  return (content) => {
    const validate = made.get(content) ?? make(content);
    made.set(content, validate);
    return validate;
  };
}

function missing(): CheckedBody {
  return { ...NO_BODY, violations: [{ in: 'body', path: '', message: violationText('no-body') }] };
}

function unexpected(): CheckedBody {
  return {
    ...NO_BODY,
    violations: [{ in: 'body', path: '', message: violationText('extra-body') }],
    unsupported: true,
  };
}

function unsupported(message: Message): CheckedBody {
  return { ...NO_BODY, violations: [{ in: 'header', path: 'Content-Type', message }], unsupported: true };
}
