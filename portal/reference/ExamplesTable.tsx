import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import styles from './ExamplesTable.module.css';
import type { PageExample } from './operationPage.ts';
import StatusBadge from './StatusBadge.tsx';

interface ExamplesTableProps {
  examples: PageExample[];
  /** Persona id → name. */
  personas: Record<string, string>;
  onTry(example: PageExample): void;
}

/** What the sandbox answers to whom. */
export default function ExamplesTable({ examples, personas, onTry }: ExamplesTableProps): ReactNode {
  const withPersonas = examples.some((example) => example.personas.length > 0);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{translate({ id: 'ref.examples.case', message: 'Case' })}</th>
          {withPersonas && <th scope="col">{translate({ id: 'ref.examples.persona', message: 'Test person' })}</th>}
          <th scope="col">{translate({ id: 'ref.examples.answer', message: 'Answer' })}</th>
          <td className={styles.action} />
        </tr>
      </thead>
      <tbody>
        {examples.map((example) => (
          <tr key={example.name}>
            <th scope="row">
              {example.summary || example.name}
              <code className={styles.name}>{example.name}</code>
              {example.refusals.map(({ rule, because }) => (
                <p key={rule} className={styles.because}>
                  {translate({ id: 'ref.examples.because', message: 'When:' })} {because}
                </p>
              ))}
            </th>
            {withPersonas && (
              <td className={styles.people}>
                {example.personas.map((id) => (
                  <Link key={id} to={`/personas/#${id}`}>
                    {personas[id] ?? id}
                  </Link>
                ))}
              </td>
            )}
            <td className={styles.answer}>{example.status !== null && <StatusBadge status={example.status} />}</td>
            <td className={styles.action}>
              {(example.request || example.response) && (
                <button type="button" className={styles.try} onClick={() => onTry(example)}>
                  {translate({ id: 'ref.examples.try', message: 'Try' })}
                  <span className="visually-hidden"> {example.summary || example.name}</span>
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
