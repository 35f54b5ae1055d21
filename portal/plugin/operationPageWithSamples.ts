import type { Catalogue, MediaType, Operation, Parameter, Service } from '@dpi/specs/model';
import { type Sample, Sampler } from '@dpi/specs/samples';
import type { Direction } from '@dpi/specs/schema';
import { isXmlMediaType } from '@dpi/specs/serialization';
import { bodyAsXml } from '@dpi/specs/xml';
import {
  type OperationPage,
  operationPage,
  type PageMediaType,
  type PageParameter,
} from '../reference/operationPage.ts';

const samplers = new WeakMap<Service['schemas'], Sampler>();

/**
 * The page with made-up values where the spec has no example to show and send: the same ones, made by the same code, as the
 * sandbox answers. Bodies in XML are XML.
 */
export function operationPageWithSamples(catalogue: Catalogue, service: Service, operation: Operation): OperationPage {
  const page = operationPage(catalogue, service, operation);
  const { schemas } = service;
  const sampler = samplers.get(schemas) ?? new Sampler(schemas, catalogue.personas);
  samplers.set(schemas, sampler);
  const contentsWithSamples = (contents: MediaType[], direction: Direction): PageMediaType[] =>
    contents.map((content) =>
      withSample(asXml(content, schemas), schemas, (schema) => sampler.sample(schema, { direction })),
    );
  const { parameters, requestBody, responses } = page.operation;
  return {
    ...page,
    operation: {
      ...page.operation,
      parameters: parameters.map((parameter) => parameterWithSample(parameter, sampler)),
      requestBody: requestBody && { ...requestBody, contents: contentsWithSamples(requestBody.contents, 'request') },
      responses: responses.map((response) => ({
        ...response,
        contents: contentsWithSamples(response.contents, 'response'),
      })),
    },
  };
}

/** Optional parameters stay empty; required ones need something to send. */
function parameterWithSample(parameter: Parameter, sampler: Sampler): PageParameter {
  if (!parameter.required || parameter.examples.length > 0) return parameter;
  const { value } = sampler.sample(parameter.schema, { direction: 'request', name: parameter.name });
  return value === undefined ? parameter : { ...parameter, sample: value };
}

function withSample(
  content: MediaType,
  schemas: Service['schemas'],
  sample: (schema: NonNullable<MediaType['schema']>) => Sample,
): PageMediaType {
  const { contentType, schema, examples } = content;
  if (schema === null || examples.length > 0) return content;
  const { value, isInvented, misfits } = sample(schema);
  if (value === undefined) return { ...content, sample: null };
  const shown = isXmlMediaType(contentType) ? bodyAsXml(value, content, schemas) : value;
  return { ...content, sample: { value: shown, isInvented, misfits } };
}

/** Examples of XML bodies that are written as JSON values. */
function asXml(content: MediaType, schemas: Service['schemas']): MediaType {
  if (!isXmlMediaType(content.contentType)) return content;
  const examples = content.examples.map((example) => ({
    ...example,
    value: bodyAsXml(example.value, content, schemas),
  }));
  return { ...content, examples };
}
