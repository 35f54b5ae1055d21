/** One segment of a path template, such as `consents`, `{consentId}`, `{from}-{to}` or `{id}:cancel`. */
export interface Segment {
  parameters: string[];
  /** Text around the parameters: one more than there are parameters. */
  literals: string[];
  /** Equal for segments that match the same values. */
  shape: string;
  /** How much of it is literal. */
  weight: number;
  /** Values of the parameters as they stand in the text, none of them empty; `null` where the text does not fit. */
  match(text: string): string[] | null;
}

const PARAMETER = /\{([^{}]+)\}/;

export function compileSegment(template: string): Segment {
  const parts = template.split(PARAMETER);
  const literals = parts.filter((_part, index) => index % 2 === 0).map(decodeLiteral);
  const parameters = parts.filter((_part, index) => index % 2 === 1);
  const weight = literals.join('').length;
  return {
    parameters,
    literals,
    weight,
    shape: literals.join('{}'),
    match: parameters.length === 1 && weight === 0 ? wholeSegment : (text) => matchParts(text, literals),
  };
}

function wholeSegment(text: string): string[] | null {
  return text === '' ? null : [text];
}

/** Each parameter ends where the text behind it first occurs; the last one takes the rest. */
function matchParts(text: string, literals: string[]): string[] | null {
  const prefix = literals[0] ?? '';
  const suffix = literals.at(-1) ?? '';
  if (!text.startsWith(prefix) || !text.endsWith(suffix)) return null;
  const end = text.length - suffix.length;
  const values: string[] = [];
  let start = prefix.length;
  for (const literal of literals.slice(1, -1)) {
    const next = text.indexOf(literal, start + 1);
    if (next === -1) return null;
    values.push(text.slice(start, next));
    start = next + literal.length;
  }
  if (literals.length > 1) {
    if (start >= end) return null;
    values.push(text.slice(start, end));
  }
  return values;
}

function decodeLiteral(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
