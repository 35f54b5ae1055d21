import type { MediaType, Parameter, Response } from '@dpi/specs/model';
import type { PageOperation } from './operationPage.ts';
import type { NamedNode } from './ParameterList.tsx';
import type { Schemas } from './resolveSchema.ts';
import { type SchemaNode, schemaNode } from './schemaNode.ts';

/** Every schema of an operation as it is drawn, in the order of the page: each named schema in full where it comes first. */
export interface OperationNodes {
  parameters: { location: Parameter['in']; items: NamedNode[] }[];
  body: ContentNode[];
  responses: ResponseNodes[];
}

export interface ContentNode {
  content: MediaType;
  node: SchemaNode | null;
}

export interface ResponseNodes {
  response: Response;
  contents: ContentNode[];
  headers: NamedNode[];
}

const locations: Parameter['in'][] = ['path', 'query', 'header', 'cookie'];

export function operationNodes(
  { parameters, requestBody, responses }: PageOperation,
  schemas: Schemas,
): OperationNodes {
  const shown = new Map<string, string>();
  const content =
    (prefix: string) =>
    (item: MediaType): ContentNode => ({
      content: item,
      node: item.schema && schemaNode(item.schema, schemas, prefix, shown),
    });
  return {
    parameters: locations.flatMap((location) => {
      const items = parameters
        .filter((parameter) => parameter.in === location)
        .map((parameter) => ({ parameter, node: schemaNode(parameter.schema, schemas, location, shown) }));
      return items.length > 0 ? [{ location, items }] : [];
    }),
    body: requestBody?.contents.map(content('body')) ?? [],
    responses: responses.map((response) => ({
      response,
      contents: response.contents.map(content(response.status)),
      headers: response.headers.map((header) => ({
        parameter: header,
        node: schemaNode(header.schema, schemas, `${response.status}-header`, shown),
      })),
    })),
  };
}
