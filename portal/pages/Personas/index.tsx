import { translate } from '@docusaurus/Translate';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import TextFilter from '../../catalogue/TextFilter.tsx';
import { useTextFilter } from '../../catalogue/useTextFilter.ts';
import type { PersonaCard, PersonasPage } from '../../plugin/pageData.ts';
import CopyButton from '../../reference/CopyButton.tsx';
import pageStyles from '../../styles/page.module.css';
import PersonLinks from '../../team/PersonLinks.tsx';
import styles from './styles.module.css';

/** The made-up people of the sandbox: who they are, what to try with each, and the numbers that name them. */
export default function Personas({ page }: { page: PersonasPage }): ReactNode {
  const title = translate({ id: 'theme.nav.personas', message: 'Test people' });
  const lead = translate({
    id: 'personas.lead',
    message:
      'Made-up people who exist in every service, with one identity throughout. Send their numbers and the sandbox answers as it would for them.',
  });
  const filter = useTextFilter(page.personas, textOf);
  return (
    <Layout title={title} description={lead}>
      <main className={pageStyles.page}>
        <h1>{title}</h1>
        <p className={pageStyles.lead}>{lead}</p>
        <TextFilter filter={filter} all={page.personas.length} />
        <div className={styles.people}>
          {filter.shown.map((persona) => (
            <Person key={persona.id} persona={persona} />
          ))}
        </div>
      </main>
    </Layout>
  );
}

function textOf({ id, name, summary, purpose, identifiers }: PersonaCard): string {
  return [id, name, summary, purpose, ...identifiers.map(({ value }) => value)].join(' ');
}

function Person({ persona }: { persona: PersonaCard }): ReactNode {
  const { id, name, summary, purpose, identifiers, facts, hasPages } = persona;
  useBrokenLinks().collectAnchor(id);
  return (
    <article className={styles.person} id={id} aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`}>{name}</h2>
      <p>{summary}</p>
      {purpose !== '' && (
        <p className={styles.purpose}>
          <strong>{translate({ id: 'personas.purpose', message: 'Try with this person:' })}</strong> {purpose}
        </p>
      )}
      {hasPages && (
        <p>
          <PersonLinks id={id} name={name} />
        </p>
      )}
      <dl className={styles.identifiers}>
        {identifiers.map(({ name: key, value }) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>
              <code>{value}</code>
              <CopyButton text={value} what={`${key}, ${name}`} />
            </dd>
          </div>
        ))}
      </dl>
      {facts.length > 0 && (
        <details>
          <summary>{translate({ id: 'personas.facts', message: 'All that the services know' })}</summary>
          <dl className={styles.facts}>
            {facts.map((fact) => (
              <div key={fact.name}>
                <dt>
                  <code>{fact.name}</code>
                </dt>
                <dd lang={fact.lang}>{fact.value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </article>
  );
}
