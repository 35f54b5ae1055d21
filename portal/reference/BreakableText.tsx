import { Fragment, type ReactNode } from 'react';

/** After a slash, or before a parameter of the query. */
export const IN_PATH = /(?<=\/)|(?=[?&])/;
/** After a sign between two words, or before a capital. */
export const IN_NAME = /(?<=[_.-])|(?<=\p{Ll})(?=\p{Lu})/u;

/** A text without spaces, whose lines break at some places rather than inside a word. */
export default function BreakableText({ text, at }: { text: string; at: RegExp }): ReactNode {
  return text.split(at).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
