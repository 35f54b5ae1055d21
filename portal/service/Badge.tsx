import Translate, { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { useSandboxOrigin } from '../console/useSandboxOrigin.ts';
import type { ServicePage } from '../plugin/pageData.ts';
import CopyButton from '../reference/CopyButton.tsx';
import styles from './Badge.module.css';

/** The picture that says score and stage elsewhere, and the Markdown that shows it there. */
export default function Badge({ page: { title, url, version } }: { page: ServicePage }): ReactNode {
  const { show } = useSandboxOrigin();
  const name = `${title} ${version}`;
  // The title stands in brackets there.
  const markdown = `[![${name.replaceAll(/[[\]\\]/g, '\\$&')}](${show}${url}badge.svg)](${show}${url})`;
  return (
    <div className={styles.badge}>
      <p>
        <Translate id="service.badge">Badge for a README</Translate>
      </p>
      <img
        src={`${url}badge.svg`}
        alt={translate({ id: 'service.badgeAlt', message: 'Score and stage of {name}' }, { name })}
        height="20"
        loading="lazy"
      />
      <code>{markdown}</code>
      <CopyButton text={markdown} what={translate({ id: 'service.badgeMarkdown', message: 'the Markdown' })} />
    </div>
  );
}
