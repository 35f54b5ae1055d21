import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import MethodName from '../reference/MethodName.tsx';
import { useNumber } from '../shell/useNumber.ts';
import styles from './Journey.module.css';

interface JourneyCallProps {
  method: string;
  /** What the operation does. */
  title: string;
  /** Of its reference page, without a locale prefix. */
  url: string;
  service: string;
  /** JSON: what the call takes from answers of earlier steps, which are counted from 1. */
  takes: string;
}

/** Which operation a step of a journey calls, and where the values in the call come from. */
export function JourneyCall({ method, title, url, service, takes }: JourneyCallProps): ReactNode {
  const number = useNumber();
  const taken = JSON.parse(takes) as { name: string; step: number }[];
  return (
    <>
      <p className={styles.call}>
        <MethodName method={method} small /> <Link to={url}>{title}</Link>{' '}
        <span className={styles.service}>{service}</span>
      </p>
      {taken.length > 0 && (
        <ul className={styles.takes}>
          {taken.map(({ name, step }) => (
            <li key={`${name} ${step}`}>
              <code>{name}</code>{' '}
              {translate({ id: 'guide.taken', message: 'from the response of step {step}' }, { step: number(step) })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
