import { escapeMarkup } from '@dpi/specs/escape-markup';

/** Markup that is safe as it stands. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | Markup | Value[];

/** Markup with values in it: texts are escaped, markup goes as it is. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Markup {
  return new Markup(strings.map((string, index) => string + written(values[index] ?? '')).join(''));
}

function written(value: Value): string {
  if (Array.isArray(value)) return value.map(written).join('');
  return typeof value === 'string' ? escapeMarkup(value) : value.text;
}
