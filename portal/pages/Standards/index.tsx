import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import TextFilter from '../../catalogue/TextFilter.tsx';
import { useTextFilter } from '../../catalogue/useTextFilter.ts';
import type { StandardListPage } from '../../plugin/pageData.ts';
import { useNumber } from '../../shell/useNumber.ts';
import list from '../../styles/list.module.css';
import pageStyles from '../../styles/page.module.css';
import styles from './styles.module.css';

type Listed = StandardListPage['standards'];

/** The shared standards, by what a specification uses them as. */
export default function Standards({ page }: { page: StandardListPage }): ReactNode {
  const title = translate({ id: 'standards.title', message: 'Data standards' });
  const lead = translate({
    id: 'standards.lead',
    message:
      'The same thing has the same shape in every service. Each standard says what it is, its schema, and who uses it.',
  });
  const filter = useTextFilter(page.standards, textOf);
  const of = (kind: Listed[number]['kind']) => filter.shown.filter((standard) => standard.kind === kind);
  return (
    <Layout title={title} description={lead}>
      <main className={pageStyles.page}>
        <h1>{title}</h1>
        <p className={pageStyles.lead}>{lead}</p>
        <TextFilter filter={filter} all={page.standards.length} />
        <Section title={translate({ id: 'standards.schemas', message: 'Data' })} standards={of('schema')} />
        <Section title={translate({ id: 'standards.parameters', message: 'Parameters' })} standards={of('parameter')} />
        <Section title={translate({ id: 'standards.headers', message: 'Response headers' })} standards={of('header')} />
        <Section
          title={translate({ id: 'standards.fields', message: 'Specification metadata' })}
          standards={of('field')}
        />
      </main>
    </Layout>
  );
}

function textOf({ id, name, title, summary }: Listed[number]): string {
  return `${id} ${name ?? ''} ${title} ${summary}`;
}

function Section({ title, standards }: { title: string; standards: Listed }): ReactNode {
  const number = useNumber();
  if (standards.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className={list.list}>
        {standards.map(({ id, name, title: standard, summary, usedBy }) => (
          <li key={id} className={list.row}>
            <div>
              <Link className={list.name} to={`/standards/${id}/`}>
                {name === null ? standard : <code>{name}</code>}
              </Link>
              {name !== null && <span className={styles.name}>{standard}</span>}
            </div>
            <span className={list.text}>{summary}</span>
            <span className={list.note}>{usedByText(usedBy, number)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function usedByText(services: number, number: (value: number) => string): string {
  if (services === 0) return translate({ id: 'standards.unused', message: 'not used yet' });
  if (services === 1) return translate({ id: 'standards.usedByOne', message: 'used by 1 service' });
  return translate({ id: 'standards.usedBy', message: 'used by {count} services' }, { count: number(services) });
}
