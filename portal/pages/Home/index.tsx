import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { HomePage } from '../../plugin/pageData.ts';
import { useNumber } from '../../shell/useNumber.ts';
import StackPicture from '../../stack/StackPicture.tsx';
import Audiences from './Audiences.tsx';
import FirstCallSection from './FirstCallSection.tsx';
import styles from './styles.module.css';

/** What there is, as a picture that is also the way in; then the first call, and what each reader can do here. */
export default function Home({ page }: { page: HomePage }): ReactNode {
  const { title, summary, stack, counts, firstCall } = page;
  return (
    <Layout description={summary}>
      <main className={styles.page}>
        <div className={styles.intro}>
          <h1>{title}</h1>
          <p className={styles.summary}>{summary}</p>
          <p className={styles.actions}>
            <Link className={styles.primary} to="/get-a-key/">
              <Translate id="theme.nav.key">Get a key</Translate>
            </Link>
            <Link className={styles.secondary} to="/catalogue/">
              <Translate id="home.browse">Browse the catalogue</Translate>
            </Link>
          </p>
          <Counts counts={counts} />
        </div>
        <section aria-label={translate({ id: 'home.stack', message: 'The stack: five layers and their services' })}>
          <StackPicture stack={stack} />
        </section>
        {firstCall && <FirstCallSection call={firstCall} />}
        <Audiences />
      </main>
    </Layout>
  );
}

function Counts({ counts }: { counts: HomePage['counts'] }): ReactNode {
  const number = useNumber();
  const items = [
    { count: counts.services, label: translate({ id: 'home.services', message: 'services' }), to: '/catalogue/' },
    { count: counts.operations, label: translate({ id: 'home.operations', message: 'operations' }), to: '/catalogue/' },
    { count: counts.personas, label: translate({ id: 'home.personas', message: 'test people' }), to: '/personas/' },
    {
      count: counts.standards,
      label: translate({ id: 'home.standards', message: 'data standards' }),
      to: '/standards/',
    },
  ];
  return (
    <ul className={styles.counts}>
      {items.map(({ count, label, to }) => (
        <li key={label}>
          <Link to={to}>
            <strong>{number(count)}</strong> {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
