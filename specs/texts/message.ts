/** A text for people, in no language yet. It is formatted at the edge: where a report is printed, an answer sent, a page drawn. */
export interface Message {
  /** `<area>.<name>`, such as `check.version-same`: the text stands under `<name>` in `<area>.yaml` and its translations. */
  id: string;
  /** What stands for `{name}` in the text. */
  values?: MessageValues;
}

export type MessageValues = Readonly<Record<string, MessageValue>>;

/**
 * A string stands as it is, also in numbers that no language writes in its own digits, such as an HTTP status. A number is
 * written in the digits of the language, a message is formatted in it, and a list is joined as the language joins lists.
 */
export type MessageValue = string | number | Message | readonly MessageValue[];
