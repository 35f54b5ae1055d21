import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { HomePage } from '../../plugin/pageData.ts';
import { useNumber } from '../../shell/useNumber.ts';
import StackPicture from '../../stack/StackPicture.tsx';
import Audiences from './Audiences.tsx';
import FirstCallSection from './FirstCallSection.tsx';
import Latest from './Latest.tsx';
import styles from './styles.module.css';

/** The first call, what each reader can do here, what there is as a picture that is also the way in, and what is new. */
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
        </div>
        {firstCall && <FirstCallSection call={firstCall} />}
        <Audiences hasCall={firstCall !== null} />
        <section
          className={styles.stack}
          aria-label={translate({ id: 'home.stack', message: 'The stack: layers and their services' })}
        >
          <Counts counts={counts} />
          <StackPicture stack={stack} />
        </section>
        {page.latest.length > 0 && <Latest releases={page.latest} />}
      </main>
    </Layout>
  );
}

function Counts({ counts }: { counts: HomePage['counts'] }): ReactNode {
  const { services, operations, personas, standards } = counts;
  return (
    <ul className={styles.counts}>
      <Count count={services} to="/catalogue/">
        {(count) => (
          <Translate id="home.services" values={{ count }}>
            {'{count} services'}
          </Translate>
        )}
      </Count>
      <Count count={operations} to="/catalogue/">
        {(count) => (
          <Translate id="home.operations" values={{ count }}>
            {'{count} operations'}
          </Translate>
        )}
      </Count>
      <Count count={personas} to="/personas/">
        {(count) => (
          <Translate id="home.personas" values={{ count }}>
            {'{count} test people'}
          </Translate>
        )}
      </Count>
      <Count count={standards} to="/standards/">
        {(count) => (
          <Translate id="home.standards" values={{ count }}>
            {'{count} data standards'}
          </Translate>
        )}
      </Count>
    </ul>
  );
}

interface CountProps {
  count: number;
  to: string;
  children(count: ReactNode): ReactNode;
}

function Count({ count, to, children }: CountProps): ReactNode {
  const number = useNumber();
  if (count === 0) return null;
  return (
    <li>
      <Link to={to}>{children(<strong>{number(count)}</strong>)}</Link>
    </li>
  );
}
