import { shorten } from '../base/shorten.ts';
import type { Message, MessageValue } from '../texts/message.ts';

/** Items of a list that are kept. */
const MAX_ITEMS = 20;

/** A message whose texts have at most `max` letters each: what it holds may come from a caller or a spec. */
export function shortenMessage({ id, values }: Message, max: number): Message {
  if (values === undefined) return { id };
  const short = (value: MessageValue): MessageValue => {
    if (typeof value === 'string') return shorten(value, max);
    if (typeof value === 'number') return value;
    return isMessage(value) ? shortenMessage(value, max) : value.slice(0, MAX_ITEMS).map(short);
  };
  return { id, values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, short(value)])) };
}

function isMessage(value: Message | readonly MessageValue[]): value is Message {
  return !Array.isArray(value);
}
