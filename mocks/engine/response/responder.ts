import type { JsonValue } from '@dpi/specs/json-value';
import type { MediaType, Operation, Response } from '@dpi/specs/model';
import type { Sample, Sampler } from '@dpi/specs/samples';
import { mockProblem } from '../request/messages.ts';
import { negotiate, type Offer } from './negotiation.ts';
import { sampleFile } from './sample-file.ts';
import type { Choice } from './scenarios.ts';

/** What a response holds, not yet written as an HTTP message. */
export interface ResponseContent {
  headers: Record<string, unknown>;
  /** Media type and schema of the body; `null` where there is none. */
  content: { mediaType: string; schema: MediaType['schema'] } | null;
  body: unknown;
  /** What was made up: `null` where all comes from examples. */
  generated: Generated | null;
}

/** What is made up of the schema, because the spec has no example. */
export interface Generated {
  kind: 'generated';
  /** Places of the body that do not fit its schema, as JSON Pointers, because no value was found that does. */
  misfits: string[];
}

export interface ResponseWish {
  /** Media ranges the caller accepts; `null`: any. */
  accept: string[] | null;
  /** Make values up although there are examples. */
  isDynamic: boolean;
  /** The same seed makes the same values; empty for the plainest. */
  seed: string;
  /** What values of parameters in the path say of the thing in the answer. */
  given: Record<string, JsonValue>;
}

/** Fills the responses of one operation from their examples, and from their schemas where they have none. */
export class Responder {
  readonly #operation: Operation;
  readonly #sampler: Sampler;

  constructor(operation: Operation, sampler: Sampler) {
    this.#operation = operation;
    this.#sampler = sampler;
  }

  /** Throws a `ProblemError` where the caller accepts nothing that there is. */
  respond({ response, example, isDemanded }: Choice, wish: ResponseWish): ResponseContent {
    const status = Number(response.code);
    const declared = responseOf(this.#operation, status);
    const contents = declared?.contents ?? [];
    const offer = this.#offer(contents, status, { example, isDemanded }, wish.accept);
    const name = example ?? offer?.content.examples[0]?.name ?? null;
    const body = offer === null ? NO_BODY : this.#body(offer, example, wish);
    const headers = this.#headers(declared, name, wish);
    const isGenerated = body.generated !== null || headers.isGenerated;
    return {
      headers: headers.values,
      content: offer === null ? null : { mediaType: offer.mediaType, schema: offer.content.schema },
      body: body.value,
      generated: isGenerated ? { kind: 'generated', misfits: body.generated?.misfits ?? [] } : null,
    };
  }

  #offer(
    contents: MediaType[],
    status: number,
    { example, isDemanded }: Pick<Choice, 'example' | 'isDemanded'>,
    accept: string[] | null,
  ): Offer<MediaType> | null {
    if (contents.length === 0) return null;
    const holding = contents.filter(({ examples }) => examples.some(({ name }) => name === example));
    const preferred = example === null || holding.length === 0 ? contents : holding;
    const offer = negotiate(preferred, accept);
    if (offer !== null) return offer;
    const otherwise = negotiate(contents, accept);
    if (otherwise !== null && !isDemanded) return otherwise;
    // An error is better told in a form the caller did not ask for than not at all.
    const [first] = status >= 400 ? preferred.flatMap((content) => negotiate([content], null) ?? []) : [];
    if (first !== undefined) return first;
    if (otherwise !== null) {
      throw mockProblem('example-not-found', 'example-not-acceptable', { example: example ?? '' });
    }
    const types = contents.map(({ contentType }) => contentType).join(', ');
    throw mockProblem('not-acceptable', 'not-acceptable', { status: String(status), types });
  }

  #body({ content, mediaType }: Offer<MediaType>, example: string | null, wish: ResponseWish): Body {
    const { examples, schema } = content;
    const isMadeUp = wish.isDynamic && example === null && schema !== null;
    const stated = isMadeUp ? undefined : (examples.find(({ name }) => name === example) ?? examples[0]);
    if (stated !== undefined) return { value: stated.value, generated: null };
    if (schema === null) return NO_BODY;
    const sample = this.#sample(schema, '', wish);
    if (sample.value === undefined) {
      throw mockProblem('mock-failed', 'no-value');
    }
    if (!sample.isInvented) return { value: sample.value, generated: null };
    const file = sampleFile(mediaType.replace(/;.*/s, '').trim().toLowerCase());
    if (file !== null && typeof sample.value === 'string')
      return { value: file, generated: { kind: 'generated', misfits: [] } };
    return { value: sample.value, generated: { kind: 'generated', misfits: sample.misfits } };
  }

  /** Headers with an example are sent, and those that are required; others may be absent, and nothing is made up for them. */
  #headers(declared: Response | undefined, example: string | null, wish: ResponseWish): Headers {
    const result: Headers = { values: {}, isGenerated: false };
    const names = new Set(declared?.contents.flatMap(({ examples }) => examples.map(({ name }) => name)));
    for (const { name, required, schema, examples } of declared?.headers ?? []) {
      // OpenAPI: the media type says it.
      if (name.toLowerCase() === 'content-type') continue;
      // Examples with the names of those of the response are of these alone, such as the code of one error.
      const isOfNamed = examples.some((item) => names.has(item.name));
      const stated = examples.find((item) => item.name === example) ?? (isOfNamed ? undefined : examples[0]);
      if (stated !== undefined) {
        result.values[name] = stated.value;
        continue;
      }
      if (isOfNamed && !required) continue;
      // Where the thing is, is found later, or not said.
      if (name.toLowerCase() === 'location') continue;
      const sample = this.#sample(schema, name, { ...wish, given: {} });
      if (sample.isInvented && !required) continue;
      result.values[name] = sample.value;
      result.isGenerated ||= sample.isInvented;
    }
    return result;
  }

  #sample(schema: NonNullable<MediaType['schema']>, name: string, { isDynamic, seed, given }: ResponseWish): Sample {
    return this.#sampler.sample(schema, { direction: 'response', name, seed, isVaried: isDynamic, given });
  }
}

interface Body {
  value: unknown;
  generated: Generated | null;
}

interface Headers {
  values: Record<string, unknown>;
  isGenerated: boolean;
}

const NO_BODY: Body = { value: undefined, generated: null };

/** The response declared for a status: that of the status itself, else of its range, else `default`. */
export function responseOf({ responses }: Pick<Operation, 'responses'>, status: number): Response | undefined {
  const named = (name: string) => responses.find((response) => response.status.toLowerCase() === name);
  return named(String(status)) ?? named(`${Math.floor(status / 100)}xx`) ?? named('default');
}
