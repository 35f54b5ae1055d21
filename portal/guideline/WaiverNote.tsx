import { translate } from '@docusaurus/Translate';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';
import { useDay } from '../shell/useDay.ts';
import styles from './WaiverNote.module.css';

interface WaiverNoteProps {
  waiver: { reason: string; until: string; expired: boolean };
}

/** Why a rule is waived and until when; one that is over says that the rule counts again. */
export default function WaiverNote({ waiver: { reason, until, expired } }: WaiverNoteProps): ReactNode {
  const day = useDay()(until);
  const { defaultLocale } = useDocusaurusContext().i18n;
  return (
    <>
      <span lang={defaultLocale}>{reason}</span>
      {' · '}
      <span className={expired ? styles.expired : styles.until}>
        {expired
          ? translate({ id: 'guideline.expired', message: '✗ ended on {day}; the rule applies again' }, { day })
          : translate({ id: 'guideline.until', message: 'until {day}' }, { day })}
      </span>
    </>
  );
}
