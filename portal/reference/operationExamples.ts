import { compareText } from '@dpi/specs/compare-text';
import type { JsonValue } from '@dpi/specs/json-value';
import { hasWord, searchText, searchWords } from '../catalogue/searchWords.ts';
import type { PageExample, PageOperation } from './operationPage.ts';

/** The examples of an operation that have one status. */
export interface ExampleGroup {
  /** `null`: of those that say nothing of a response. */
  status: string | null;
  examples: PageExample[];
}

/** Examples by status, the lowest first, those without one at the end; inside a group as the spec has them. */
export function examplesByStatus(examples: PageExample[]): ExampleGroup[] {
  const groups = new Map<string | null, PageExample[]>();
  for (const example of examples) groups.set(example.status, [...(groups.get(example.status) ?? []), example]);
  return [...groups]
    .map(([status, members]) => ({ status, examples: members }))
    .sort(
      (a, b) => Number(a.status === null) - Number(b.status === null) || compareText(a.status ?? '', b.status ?? ''),
    );
}

/** A value that a named example has for a body. */
export interface ExampleBody {
  contentType: string;
  value: JsonValue;
}

/** Every body that the spec has under one name: those of the request, and those of each response. */
export function exampleBodies(
  { requestBody, responses }: Pick<PageOperation, 'requestBody' | 'responses'>,
  name: string,
): { request: ExampleBody[]; responses: (ExampleBody & { status: string })[] } {
  const named = (contents: { contentType: string; examples: { name: string; value: JsonValue }[] }[]) =>
    contents.flatMap(({ contentType, examples }) =>
      examples.filter((example) => example.name === name).map(({ value }) => ({ contentType, value })),
    );
  return {
    request: named(requestBody?.contents ?? []),
    responses: responses.flatMap(({ status, contents }) => named(contents).map((body) => ({ ...body, status }))),
  };
}

/**
 * The examples that have every word somebody typed, in their title, name, status, condition or people.
 * @param personas id → name
 */
export function matchingExamples(
  examples: PageExample[],
  typed: string,
  personas: Record<string, string>,
): PageExample[] {
  const words = searchWords(typed);
  if (words.length === 0) return examples;
  return examples.filter((example) => {
    const { name, summary, status, refusals } = example;
    const people = example.personas.map((id) => `${id} ${personas[id] ?? ''}`);
    const conditions = refusals.map(({ rule, because }) => `${rule} ${because}`);
    const text = searchText([name, summary, status ?? '', ...people, ...conditions].join(' '));
    return words.every((word) => hasWord(text, word));
  });
}
