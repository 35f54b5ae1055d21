import { translate } from '@docusaurus/Translate';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Form.module.css';
import { faultText } from './faultText.ts';
import type { JoinFault } from './joinInput.ts';

/** All that is wrong with a form, above it; takes the focus when it appears or changes. */
export default function ErrorSummary({ faults }: { faults: JoinFault[] }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) box.current?.focus();
  }, [faults]);
  if (faults.length === 0) return null;
  return (
    <div ref={box} className={styles.summary} role="alert" tabIndex={-1}>
      <h2>{translate({ id: 'team.errorSummary', message: 'There is a problem' })}</h2>
      <ul>
        {faults.map(({ field, fault }) => (
          <li key={field}>
            {field === 'form' ? (
              faultText(fault)
            ) : (
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(field)?.focus();
                }}
              >
                {faultText(fault)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
