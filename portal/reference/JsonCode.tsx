import { Fragment, type ReactNode } from 'react';
import styles from './JsonCode.module.css';
import { jsonTokens } from './jsonTokens.ts';

/** More pieces than this are shown in one colour: a page must stay quick with an answer of megabytes. */
const MOST_TOKENS = 3000;

/** JSON in colour. */
export default function JsonCode({ text }: { text: string }): ReactNode {
  const tokens = jsonTokens(text);
  if (tokens.length > MOST_TOKENS) return text;
  return tokens.map(({ kind, text: piece }, index) =>
    kind === 'plain' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other identity
      <Fragment key={index}>{piece}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other identity
      <span key={index} className={styles[kind]}>
        {piece}
      </span>
    ),
  );
}
