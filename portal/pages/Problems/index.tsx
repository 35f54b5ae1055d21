import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import TextFilter from '../../catalogue/TextFilter.tsx';
import { useTextFilter } from '../../catalogue/useTextFilter.ts';
import type { ProblemListPage } from '../../plugin/pageData.ts';
import list from '../../styles/list.module.css';
import pageStyles from '../../styles/page.module.css';
import styles from './styles.module.css';

/** Every kind of error answer, by status. */
export default function Problems({ page }: { page: ProblemListPage }): ReactNode {
  const title = translate({ id: 'problems.title', message: 'Problems' });
  const lead = translate({
    id: 'problems.lead',
    message: 'Every error response names its problem type in “type”. Here is what each type means and how to fix it.',
  });
  const filter = useTextFilter(page.problems, textOf);
  return (
    <Layout title={title} description={lead}>
      <main className={pageStyles.page}>
        <h1>{title}</h1>
        <p className={pageStyles.lead}>{lead}</p>
        <TextFilter filter={filter} all={page.problems.length} />
        <ProblemSection
          title={translate({ id: 'problems.callers', message: '4xx: client errors' })}
          problems={filter.shown.filter(({ status }) => status < 500)}
        />
        <ProblemSection
          title={translate({ id: 'problems.servers', message: '5xx: server errors' })}
          problems={filter.shown.filter(({ status }) => status >= 500)}
        />
      </main>
    </Layout>
  );
}

function textOf({ id, status, title, summary }: ProblemListPage['problems'][number]): string {
  return `${id} ${status} ${title} ${summary}`;
}

function ProblemSection({ title, problems }: { title: string; problems: ProblemListPage['problems'] }): ReactNode {
  if (problems.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className={list.list}>
        {problems.map(({ id, status, title: name, summary }) => (
          <li key={id} className={styles.row}>
            <code className={styles.status}>{status}</code>
            <Link className={list.name} to={`/problems/${id}/`}>
              {name}
            </Link>
            <span className={list.text}>{summary}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
