import Head from '@docusaurus/Head';
import { translate } from '@docusaurus/Translate';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import BrokenServices from '../../catalogue/BrokenServices.tsx';
import FilterForm from '../../catalogue/FilterForm.tsx';
import { type FoundService, filterServices } from '../../catalogue/filterServices.ts';
import ServiceRow from '../../catalogue/ServiceRow.tsx';
import { useFilter } from '../../catalogue/useFilter.ts';
import type { CataloguePage } from '../../plugin/pageData.ts';
import { useNumber } from '../../shell/useNumber.ts';
import pageStyles from '../../styles/page.module.css';
import styles from './styles.module.css';

/** Every service, layer by layer from the bottom of the stack up. */
export default function Catalogue({ page }: { page: CataloguePage }): ReactNode {
  const { filter, applied, change } = useFilter();
  const number = useNumber();
  const agencyName = (id: string | null) => page.agencies.find((agency) => agency.id === id)?.name ?? '';
  const shown = filterServices(page, applied);
  const title = translate({ id: 'theme.nav.catalogue', message: 'Catalogue' });
  const lead = translate({
    id: 'catalogue.lead',
    message: 'Every service of the stack, with its reference, a console to try it, and its OpenAPI file.',
  });
  const inLayer = (id: string | null) => shown.filter(({ service }) => service.layer === id);
  return (
    <Layout title={title} description={lead}>
      <Head>
        <link rel="alternate" type="application/atom+xml" href="/changelog.atom" title={title} />
      </Head>
      <main className={pageStyles.page}>
        <h1>{title}</h1>
        <p className={pageStyles.lead}>{lead}</p>
        <FilterForm page={page} filter={filter} onFilter={change} />
        <p className={styles.count} aria-live="polite">
          {shown.length === 0
            ? translate({
                id: 'catalogue.none',
                message: 'No results. Use fewer words, or “Show all”.',
              })
            : translate(
                { id: 'catalogue.count', message: '{shown} of {all} services' },
                { shown: number(shown.length), all: number(page.services.length) },
              )}
        </p>
        {page.layers.map(({ id, name, summary }) => (
          <LayerSection key={id} id={id} name={name} summary={summary} found={inLayer(id)} agencyName={agencyName} />
        ))}
        <LayerSection
          id="other"
          name={translate({ id: 'catalogue.noLayer', message: 'Without a layer' })}
          summary={translate({
            id: 'catalogue.noLayerWhat',
            message: 'Their specifications name no layer of the stack.',
          })}
          found={inLayer(null)}
          agencyName={agencyName}
        />
        <BrokenServices services={page.broken} />
      </main>
    </Layout>
  );
}

interface LayerSectionProps {
  id: string;
  name: string;
  summary: string;
  found: FoundService[];
  agencyName(id: string | null): string;
}

function LayerSection({ id, name, summary, found, agencyName }: LayerSectionProps): ReactNode {
  useBrokenLinks().collectAnchor(id);
  if (found.length === 0) return <div id={id} />;
  return (
    <section className={styles.layer} aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <p className={styles.summary}>{summary}</p>
      <ul className={styles.list}>
        {found.map((one) => (
          <ServiceRow key={one.service.url} found={one} agency={agencyName(one.service.agency)} />
        ))}
      </ul>
    </section>
  );
}
