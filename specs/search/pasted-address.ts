/** An address in what somebody pasted, such as a line of a log. */
export interface PastedAddress {
  /** In capitals; `null` where none is named. */
  method: string | null;
  /** Path without query and fragment, with a slash at the beginning and none at the end. */
  path: string;
  /** What is left of the text. */
  rest: string;
}

const METHOD = /\b(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)\b/;
const ADDRESS = /(?:https?:\/\/[^\s/"'<>]+)?(\/[^\s"'<>]*)/;

/** Finds the address of a call or page in a text; `null` where there is none. */
export function pastedAddress(text: string): PastedAddress | null {
  const address = ADDRESS.exec(text);
  if (address === null) return null;
  const around = `${text.slice(0, address.index)} ${text.slice(address.index + address[0].length)}`;
  const path = (address[1] ?? '').replace(/[?#].*$/, '').replace(/\/+$/, '');
  if (path === '') return null;
  return {
    method: METHOD.exec(around)?.[1] ?? null,
    path,
    rest: around
      .replace(METHOD, ' ')
      .replace(/\bHTTP\/[\d.]+/g, ' ')
      .trim(),
  };
}

/**
 * Whether a path is one of a template such as `/transfers/{transferId}`: as a whole, only with what stands at its end, or not
 * at all.
 */
export function fitsTemplate(path: string, template: string): 'whole' | 'end' | null {
  const parts = path.split('/').slice(1);
  const wanted = template.split('/').slice(1);
  if (parts.length > wanted.length) return null;
  const end = wanted.slice(wanted.length - parts.length);
  const fits = end.every((part, index) => /^\{.*\}$/.test(part) || part === parts[index]);
  if (!fits || !end.some((part, index) => part === parts[index])) return null;
  return parts.length === wanted.length ? 'whole' : 'end';
}
