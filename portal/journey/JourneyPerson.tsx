import Link from '@docusaurus/Link';
import Translate from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import PersonLinks from '../team/PersonLinks.tsx';
import styles from './journey.module.css';

/** Whom a step is about, with the phone and the page of this person in the caller's world. */
export function JourneyPerson({ id, name }: { id: string; name: string }): ReactNode {
  return (
    <p className={styles.person}>
      <Translate id="journey.person">Person:</Translate> <Link to={`/personas/#${id}`}>{name}</Link>
      <PersonLinks id={id} name={name} />
    </p>
  );
}
