import { isObject, type JsonValue } from '@dpi/specs/json-value';
import { parseJson } from '@dpi/specs/numbers';
import type { Answer } from './sendRequest.ts';

/** What an answer says, read for people. */
export interface ReadAnswer {
  /** The body as JSON; `undefined` where it is none. */
  json: JsonValue | undefined;
  problem: AnswerProblem | null;
}

/** An RFC 9457 problem, as far as it can be shown. */
export interface AnswerProblem {
  title: string;
  detail: string;
  /** Page of the problem type on this portal; `null` for types of other places. */
  page: string | null;
  errors: { place: string; message: string }[];
}

export function readAnswer(answer: Pick<Answer, 'status' | 'body'>): ReadAnswer {
  let json: JsonValue;
  try {
    json = parseJson(answer.body) as JsonValue;
  } catch {
    return { json: undefined, problem: null };
  }
  return { json, problem: answer.status >= 400 ? readProblem(json) : null };
}

function readProblem(json: JsonValue): AnswerProblem | null {
  if (!isObject(json)) return null;
  const { title, detail, type, errors } = json;
  if (typeof title !== 'string') return null;
  return {
    title,
    detail: typeof detail === 'string' ? detail : '',
    page: typeof type === 'string' ? problemPage(type) : null,
    errors: Array.isArray(errors) ? errors.map(readError) : [],
  };
}

/** Path of the page for a problem type: our types live under `/problems/`, on whichever host. */
export function problemPage(type: string): string | null {
  return /^(?:https?:\/\/[^/]+)?(\/problems\/[a-z0-9-]+\/)$/.exec(type)?.[1] ?? null;
}

/** Where an error is, by whichever of the usual members an agency uses. */
function readError(error: JsonValue): AnswerProblem['errors'][number] {
  if (!isObject(error)) return { place: '', message: String(error) };
  const place = [error.in, error.pointer ?? error.path ?? error.field ?? error.name];
  const message = error.message ?? error.detail ?? error.title ?? error.code;
  return {
    place: place.filter((part) => typeof part === 'string' && part !== '').join(' '),
    message: typeof message === 'string' ? message : JSON.stringify(error),
  };
}
