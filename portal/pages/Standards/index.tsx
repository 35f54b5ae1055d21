import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { StandardListPage } from '../../plugin/pageData.ts';
import { useNumber } from '../../shell/useNumber.ts';
import list from '../../styles/list.module.css';
import pageStyles from '../../styles/page.module.css';

/** The shared data standards. */
export default function Standards({ page }: { page: StandardListPage }): ReactNode {
  const number = useNumber();
  const title = translate({ id: 'standards.title', message: 'Data standards' });
  const lead = translate({
    id: 'standards.lead',
    message:
      'The same thing has the same shape in every service. Each standard says what it is, how it is written, and who uses it.',
  });
  return (
    <Layout title={title} description={lead}>
      <main className={pageStyles.page}>
        <h1>{title}</h1>
        <p className={pageStyles.lead}>{lead}</p>
        <ul className={list.list}>
          {page.standards.map(({ id, title: name, summary, usedBy }) => (
            <li key={id} className={list.row}>
              <Link className={list.name} to={`/standards/${id}/`}>
                {name}
              </Link>
              <span className={list.text}>{summary}</span>
              <span className={list.note}>
                {usedBy === 0
                  ? translate({ id: 'standards.unused', message: 'not used yet' })
                  : translate({ id: 'standards.usedBy', message: 'used by {count}' }, { count: number(usedBy) })}
              </span>
            </li>
          ))}
        </ul>
      </main>
    </Layout>
  );
}
