import type { JsonValue } from '@dpi/specs/json-value';
import type { Parameter } from '@dpi/specs/model';
import type { PageMediaType, PageOperation } from './operationPage.ts';
import { type SchemaNode, schemaNode } from './schemaNode.ts';
import type { Schemas } from './schemaTypes.ts';

/** Every schema of an operation as it is drawn, in the order of the page: each named schema in full where it comes first. */
export interface OperationNodes {
  parameters: { location: Parameter['in']; items: NamedNode[] }[];
  body: ContentNode[];
  responses: ResponseNodes[];
}

/** A parameter, or a header of a response. */
export interface NamedNode {
  parameter: Pick<Parameter, 'name' | 'required' | 'description'> & Partial<Pick<Parameter, 'deprecated'>>;
  node: SchemaNode;
  /** Values to show; none: those of the schema. */
  examples: JsonValue[];
}

export interface ContentNode {
  content: PageMediaType;
  node: SchemaNode | null;
}

export interface ResponseNodes {
  response: PageOperation['responses'][number];
  contents: ContentNode[];
  headers: NamedNode[];
}

const locations: Parameter['in'][] = ['path', 'query', 'header', 'cookie'];

export function operationNodes(
  { parameters, requestBody, responses, examples }: PageOperation,
  schemas: Schemas,
): OperationNodes {
  const shown = new Map<string, string>();
  const content =
    (anchor: string, description: string) =>
    (item: PageMediaType, index: number): ContentNode => ({
      content: item,
      node:
        item.schema &&
        withoutRepetition(
          schemaNode(item.schema, schemas, index === 0 ? anchor : `${anchor}-${index + 1}`, shown),
          description,
        ),
    });
  const succeeding = new Set(examples.filter(({ status }) => /^[23]/.test(status ?? '')).map(({ name }) => name));
  return {
    parameters: locations.flatMap((location) => {
      const items = parameters
        .filter((parameter) => parameter.in === location)
        .map((parameter) => ({
          parameter,
          node: schemaNode(parameter.schema, schemas, `${location}.${parameter.name}`, shown),
          examples: workingValues(parameter, succeeding),
        }));
      return items.length > 0 ? [{ location, items }] : [];
    }),
    body: requestBody?.contents.map(content('body', requestBody.description)) ?? [],
    responses: responses.map((response) => ({
      response,
      contents: response.contents.map(content(response.status, response.description)),
      headers: response.headers.map((header) => ({
        parameter: header,
        node: schemaNode(header.schema, schemas, `${response.status}-header.${header.name}`, shown),
        examples: header.examples.map(({ value }) => value),
      })),
    })),
  };
}

/** The values that successful requests send, so that nobody copies one that fails; all where none succeeds. */
function workingValues({ examples }: Parameter, succeeding: Set<string>): JsonValue[] {
  const working = examples.filter(({ name }) => succeeding.has(name));
  return (working.length > 0 ? working : examples).map(({ value }) => value);
}

/** The text of a body or response is not said again by its schema. */
function withoutRepetition(node: SchemaNode, description: string): SchemaNode {
  return node.description === description ? { ...node, description: '' } : node;
}
