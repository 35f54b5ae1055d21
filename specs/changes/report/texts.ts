import type { Message } from '../../texts/message.ts';
import type { Texts } from '../../texts/texts.ts';
import type { RawChange } from '../change.ts';

/** What a schema change is about, by the first part of its id. The longest that fits counts. */
const SUBJECTS = [
  'request-parameter-property',
  'request-parameter',
  'webhook-parameter-property',
  'webhook-parameter',
  'request-property',
  'request-body',
  'response-header-property',
  'response-header',
  'response-property',
  'response-mediatype',
  'response-body',
];

/** Keywords that narrow by a schema, as ids write them. */
const CONDITIONS = [
  'contains',
  'property-names',
  'if',
  'then',
  'else',
  'unevaluated-properties',
  'unevaluated-items',
  'content-schema',
];

/** A change in words; one that has none is its id. */
export function changeText(change: Pick<RawChange, 'id' | 'values'>, locale: string, texts: Texts): string {
  const message = changeMessage(change, texts);
  return message === null ? change.id : texts.format(message, locale);
}

/** What the report says around the changes. */
export function reportText(
  name: string,
  locale: string,
  texts: Texts,
  values: Record<string, string | number> = {},
): string {
  return texts.format({ id: `changes.report.${name}`, values }, locale);
}

function changeMessage({ id, values }: Pick<RawChange, 'id' | 'values'>, texts: Texts): Message | null {
  const sentence = `changes.sentences.${id}`;
  if (texts.has(sentence)) return { id: sentence, values };
  const prefix = SUBJECTS.find((known) => id.startsWith(`${known}-`));
  if (prefix === undefined) return null;
  const phrase = phraseFor(id.slice(prefix.length + 1), values, texts);
  if (phrase === null) return null;
  return { id: 'changes.sentence', values: { subject: { id: `changes.subjects.${prefix}`, values }, phrase } };
}

function phraseFor(rest: string, values: RawChange['values'], texts: Texts): Message | null {
  const phrase = `changes.phrases.${rest}`;
  if (texts.has(phrase)) return { id: phrase, values };
  const [, name = '', step = ''] = /^(.*)-(set|unset|increased|decreased)$/.exec(rest) ?? [];
  const bound = { id: `changes.bounds.${name}` };
  if (texts.has(bound.id)) return { id: `changes.steps.${step}`, values: { ...values, bound } };
  const [, condition = '', event = ''] = /^(.*)-(added|removed)$/.exec(rest) ?? [];
  if (!CONDITIONS.includes(condition)) return null;
  const keyword = condition.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { id: `changes.conditions.${event}`, values: { keyword } };
}
