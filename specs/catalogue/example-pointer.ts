import { pointerTo } from '../json/pointer.ts';
import { isObject } from '../json/value.ts';
import type { OpenApiDocument, Operation } from './model.ts';

/**
 * Pointer, with `#` before it, of a named example of a request in its operation; of the operation where the example stands
 * elsewhere.
 */
export function examplePointer(
  document: OpenApiDocument,
  { path, method }: Pick<Operation, 'path' | 'method'>,
  example: string,
): string {
  const item = document.paths?.[path];
  const operation = isObject(item) ? item[method] : undefined;
  const own = examplesIn(operation, example)[0] ?? [];
  const shared = own.length > 0 || !isObject(item) ? [] : examplesIn({ parameters: item.parameters }, example)[0];
  return `#${pointerTo(['paths', path, ...(shared?.length ? shared : [method, ...own])])}`;
}

/** Keys below an operation of each example of that name in its parameters and its request body. */
function examplesIn(operation: unknown, example: string): string[][] {
  const { parameters, requestBody } = isObject(operation) ? operation : {};
  const lists = [
    ...(Array.isArray(parameters) ? parameters : []).map((parameter, index): [string[], unknown] => [
      ['parameters', String(index)],
      parameter,
    ]),
    ...contentsOf(requestBody),
  ];
  return lists.flatMap(([keys, holder]) =>
    isObject(holder) && isObject(holder.examples) && Object.hasOwn(holder.examples, example)
      ? [[...keys, 'examples', example]]
      : [],
  );
}

function contentsOf(body: unknown): [string[], unknown][] {
  const content = isObject(body) && isObject(body.content) ? body.content : {};
  return Object.entries(content).map(([type, media]) => [['requestBody', 'content', type], media]);
}
