import { translate } from '@docusaurus/Translate';
import type { JsonValue } from '@dpi/specs/json-value';
import { stringifyJson } from '@dpi/specs/numbers';
import type { ReactNode } from 'react';
import styles from './FactList.module.css';
import { factLabel, isPlainFact } from './factText.ts';
import type { SchemaFact } from './schemaFacts.ts';

/** The limits of a value, and examples of it, on as few lines as they need. */
export default function FactList({ facts, examples }: { facts: SchemaFact[]; examples: JsonValue[] }): ReactNode {
  if (facts.length === 0 && examples.length === 0) return null;
  return (
    <ul className={styles.list}>
      {facts.map(({ keyword, value, values }) => (
        <li key={keyword}>
          {factLabel(keyword)}
          {isPlainFact(keyword) ? null : values.length > 0 ? <Values values={values} /> : <code>{value}</code>}
        </li>
      ))}
      {examples.length > 0 && (
        <li>
          {translate({ id: 'ref.fact.example', message: 'Example' })}
          <Values values={examples.slice(0, 3)} />
        </li>
      )}
    </ul>
  );
}

function Values({ values }: { values: JsonValue[] }): ReactNode {
  return values.map((value) => (
    <code key={stringifyJson(value)}>{typeof value === 'string' ? value : stringifyJson(value)}</code>
  ));
}
