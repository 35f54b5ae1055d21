import type { Example, Header, MediaType, Parameter, Schema } from '@dpi/specs/model';
import type { OperationPage } from '../reference/operationPage.ts';
import { markdownToHtml } from './markdown.ts';
import { insteadOf } from './pages/insteadOf.ts';
import { schemaWithHtml } from './schemaWithHtml.ts';

/** The page of an operation with every description made HTML, so that no browser has to read Markdown. */
export function operationPageWithHtml(page: OperationPage): OperationPage {
  const { operation, more, schemas, ending } = page;
  const { requestBody } = operation;
  return {
    ...page,
    more: markdownToHtml(more, 2),
    ending: ending && { ...ending, instead: insteadOf(ending.instead) },
    schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schemaWithHtml(schema)])),
    operation: {
      ...operation,
      description: markdownToHtml(operation.description, 2),
      parameters: operation.parameters.map(valueWithHtml),
      requestBody: requestBody && {
        ...requestBody,
        ...described(requestBody),
        contents: requestBody.contents.map(contentWithHtml),
      },
      responses: operation.responses.map((response) => ({
        ...response,
        ...described(response),
        headers: response.headers.map(valueWithHtml),
        contents: response.contents.map(contentWithHtml),
      })),
      examples: operation.examples.map((example) => ({ ...example, ...described(example) })),
    },
  };
}

function described({ description }: { description: string }): { description: string } {
  return { description: markdownToHtml(description) };
}

/** The same for a parameter or a header. */
export function valueWithHtml<T extends Parameter | Header>(value: T): T {
  return { ...value, ...described(value), schema: schemaWithHtml(value.schema), examples: value.examples.map(example) };
}

/** The same for what a body holds. */
export function contentWithHtml<T extends MediaType>(media: T): T {
  return { ...media, schema: schemaOrNull(media.schema), examples: media.examples.map(example) };
}

function example(given: Example): Example {
  return { ...given, ...described(given) };
}

function schemaOrNull(schema: Schema | null): Schema | null {
  return schema && schemaWithHtml(schema);
}
