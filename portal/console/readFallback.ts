import type { HttpHeader } from './httpRequest.ts';

/** Why an answer of the sandbox is none that fits the request. */
export interface AnswerFallback {
  /** Name of the example that the request differs from least; `null` where no example shows a request. */
  nearest: string | null;
  /** Where the request differs from it, such as `body /nid`. */
  places: string[];
}

/** What the headers of an answer say of a fallback to the first example; `null` where they say nothing. */
export function readFallback(headers: HttpHeader[]): AnswerFallback | null {
  const header = (name: string) => headers.find((other) => other.name.toLowerCase() === name)?.value;
  if (header('x-sandbox-fallback') !== 'first-example') return null;
  const nearest = header('x-sandbox-nearest');
  const places = header('x-sandbox-differs')?.split(', ') ?? [];
  return { nearest: nearest === undefined ? null : decoded(nearest), places: places.map(decoded) };
}

/** As it came where another server sends such a header in a form of its own. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
