/**
 * The line of a spec's text on which an example of an operation begins, from 1; that of the operation where the example stands
 * elsewhere.
 */
export function exampleLine(text: string, operationId: string, example: string): number {
  const lines = text.split('\n');
  const key = (name: string) => new RegExp(`^\\s*["']?${RegExp.escape(name)}["']?\\s*:`);
  const operation = lines.findIndex((line) => /^\s*["']?operationId/.test(line) && line.includes(operationId));
  const found = lines.findIndex((line, index) => index > operation && key(example).test(line));
  return Math.max(found === -1 ? operation : found, 0) + 1;
}
