import Translate from '@docusaurus/Translate';
import type { BrokenService } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';
import type { ReactNode } from 'react';
import styles from './BrokenServices.module.css';

/** Specs that could not be read, each with the reason: nothing is left out silently. */
export default function BrokenServices({ services }: { services: BrokenService[] }): ReactNode {
  if (services.length === 0) return null;
  return (
    <section aria-labelledby="broken">
      <h2 id="broken">
        <Translate id="catalogue.broken">Could not be read</Translate>
      </h2>
      <p>
        <Translate id="catalogue.brokenWhat">
          These services sent a specification that the platform cannot read. They have no pages and no mock until it is
          fixed.
        </Translate>
      </p>
      <ul className={styles.list}>
        {services.map(({ id, version, findings }) => (
          <li key={serviceReference({ id, version })}>
            <h3>
              {id} {version}
            </h3>
            {findings.map(({ file, message, hint, line, rule }) => (
              <p key={`${rule} ${file} ${line} ${message}`}>
                <code>
                  {file}:{line}
                </code>{' '}
                {message} <span className={styles.hint}>{hint}</span>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
