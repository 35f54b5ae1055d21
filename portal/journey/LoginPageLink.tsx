import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import styles from './journey.module.css';

/**
 * The page on which a person does in a browser what a step simulates.
 * @param address `null` where it needs values of steps that were not sent yet
 */
export function LoginPageLink({ address }: { address: string | null }): ReactNode {
  return (
    <div className={styles.note}>
      <p>
        {translate({
          id: 'journey.inBrowser',
          message:
            'This call does what a person does on the login page. You can do it there, too: then do not send this step, and copy `code` from the address that the browser ends at into the next step. That address belongs to an app that does not exist, so the browser shows an error there.',
        })}
      </p>
      {address === null ? (
        <p>
          {translate({
            id: 'journey.inBrowserLater',
            message: 'The link to the login page appears when the steps before have been sent.',
          })}
        </p>
      ) : (
        <p>
          <a href={address} target="_blank" rel="noreferrer">
            {translate({ id: 'journey.openLogin', message: 'Open the login page in a new tab' })}
          </a>
        </p>
      )}
    </div>
  );
}
