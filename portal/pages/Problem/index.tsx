import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { useSandboxOrigin } from '../../console/useSandboxOrigin.ts';
import type { ProblemPage } from '../../plugin/pageData.ts';
import Prose from '../../reference/Prose.tsx';
import { plainText } from '../../reference/plainText.ts';
import StatusBadge from '../../reference/StatusBadge.tsx';
import pageStyles from '../../styles/page.module.css';
import styles from './styles.module.css';

/** One kind of error answer: what it means, what to do, and which operations give it. */
export default function Problem({ page }: { page: ProblemPage }): ReactNode {
  const { id, status, title, meaningHtml, remedyHtml, raisedBy } = page;
  // Answers hold this very address, whichever the reader uses.
  const { built } = useSandboxOrigin();
  return (
    <Layout title={title} description={plainText(meaningHtml, 160) || title}>
      <main className={pageStyles.page}>
        <nav className={pageStyles.crumbs} aria-label={translate({ id: 'theme.crumbs', message: 'You are here' })}>
          <Link to="/problems/">{translate({ id: 'problems.title', message: 'Problems' })}</Link>
        </nav>
        <h1>{title}</h1>
        <dl className={styles.head}>
          <dt>{translate({ id: 'problems.status', message: 'Status' })}</dt>
          <dd>
            <StatusBadge status={String(status)} />
          </dd>
          <dt>
            <code>type</code>
          </dt>
          <dd>
            <code>
              {built}/problems/{id}/
            </code>
          </dd>
        </dl>
        {meaningHtml !== '' && (
          <>
            <h2>
              <Translate id="problems.meaning">What it means</Translate>
            </h2>
            <Prose html={meaningHtml} />
          </>
        )}
        {remedyHtml !== '' && (
          <>
            <h2>
              <Translate id="problems.remedy">What to do</Translate>
            </h2>
            <Prose html={remedyHtml} />
          </>
        )}
        {raisedBy.length > 0 && (
          <>
            <h2>
              <Translate id="problems.raisedBy">Operations that return it</Translate>
            </h2>
            <ul className={styles.raisedBy}>
              {raisedBy.map((operation) => (
                <li key={operation.url}>
                  <Link to={operation.url}>{operation.title}</Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </main>
    </Layout>
  );
}
