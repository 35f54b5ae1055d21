import { Fragment, type ReactNode } from 'react';

/** A path, with or without a query, whose lines break after a slash or before a parameter rather than inside a word. */
export default function BreakablePath({ path }: { path: string }): ReactNode {
  return path.split(/(?<=\/)|(?=[?&])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one path
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));
}
