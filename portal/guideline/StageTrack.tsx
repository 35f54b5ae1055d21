import { translate } from '@docusaurus/Translate';
import type { Lifecycle } from '@dpi/specs/model';
import type { ReactNode } from 'react';
import { lifecycleName } from '../catalogue/lifecycleName.ts';
import styles from './StageTrack.module.css';

const STAGES: Lifecycle[] = ['draft', 'alpha', 'beta', 'stable'];

/** The way from draft to stable; each step says whether a rule only warns there or must be kept. */
export default function StageTrack({ requiredFrom }: { requiredFrom: Lifecycle }): ReactNode {
  const first = STAGES.indexOf(requiredFrom);
  return (
    <ol className={styles.track}>
      {STAGES.map((stage, index) => (
        <li key={stage} className={index >= first ? styles.required : undefined}>
          <strong>{lifecycleName(stage)}</strong>
          <span>
            {index >= first
              ? translate({ id: 'guideline.isRequired', message: 'required' })
              : translate({ id: 'guideline.isWarned', message: 'warning only' })}
          </span>
        </li>
      ))}
    </ol>
  );
}
