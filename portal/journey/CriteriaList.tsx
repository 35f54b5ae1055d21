import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { Criterion } from '@dpi/specs/arazzo';
import type { ReactNode } from 'react';
import styles from './journey.module.css';

/** The success criteria of a step that was sent, each with whether it is met. */
export default function CriteriaList({ criteria, met }: { criteria: Criterion[]; met: (boolean | null)[] }): ReactNode {
  if (criteria.length === 0) return null;
  const isPassed = !met.includes(false);
  return (
    <section className={isPassed ? styles.passed : styles.failed}>
      <h3>
        {isPassed
          ? translate({ id: 'journey.passed', message: '✓ Success criteria passed' })
          : translate({ id: 'journey.notPassed', message: '✗ Success criteria did not pass' })}
      </h3>
      <ul>
        {criteria.map(({ condition }, index) => (
          <li key={condition}>
            <code>{condition}</code> {wordOf(met[index] ?? null)}
          </li>
        ))}
      </ul>
      {!isPassed && (
        <p>
          {translate({
            id: 'journey.notPassedHint',
            message:
              'The response says why. If this journey was walked in this world before, some things cannot happen twice: start again and reset the world.',
          })}{' '}
          <Link to="/my-world/">{translate({ id: 'journey.myWorld', message: 'My world' })}</Link>
        </p>
      )}
    </section>
  );
}

function wordOf(met: boolean | null): string {
  if (met === null) return translate({ id: 'journey.unknown', message: 'is not evaluated here' });
  return met
    ? translate({ id: 'journey.met', message: 'passed' })
    : translate({ id: 'journey.notMet', message: 'did not pass' });
}
