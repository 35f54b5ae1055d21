import Head from '@docusaurus/Head';
import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import LifecycleBadge from '../../catalogue/LifecycleBadge.tsx';
import LifecycleBanner from '../../catalogue/LifecycleBanner.tsx';
import ReadyCall from '../../console/ReadyCall.tsx';
import type { FirstCall, ServicePage } from '../../plugin/pageData.ts';
import Prose from '../../reference/Prose.tsx';
import Operations from '../../service/Operations.tsx';
import Quality from '../../service/Quality.tsx';
import Releases from '../../service/Releases.tsx';
import ServiceFacts from '../../service/ServiceFacts.tsx';
import { versionedTitle } from '../../service/versionedTitle.ts';
import Webhooks from '../../service/Webhooks.tsx';
import StackPlace from '../../stack/StackPlace.tsx';
import pageStyles from '../../styles/page.module.css';
import styles from './styles.module.css';

/** One service: what it is, what it can do, and what to know before using it. */
export default function Service({ page }: { page: ServicePage }): ReactNode {
  const { title, summary, version, lifecycle, layer, descriptionHtml, groups, quality, standards, journeys, ending } =
    page;
  return (
    <Layout title={versionedTitle(page)} description={summary || title}>
      <Head>
        <link rel="alternate" type="application/atom+xml" href={`${page.url}changelog.atom`} title={title} />
      </Head>
      <main className={pageStyles.page}>
        <nav className={pageStyles.crumbs} aria-label={translate({ id: 'theme.crumbs', message: 'You are here' })}>
          <Link to="/catalogue/">{translate({ id: 'theme.nav.catalogue', message: 'Catalogue' })}</Link>
        </nav>
        <div className={styles.head}>
          <h1>{title}</h1>
          {summary !== '' && <p className={pageStyles.lead}>{summary}</p>}
          {ending !== null && <LifecycleBanner ending={ending} newer={newerThan(page)} />}
          <p className={styles.place}>
            <StackPlace layer={layer?.id} />
            <span className={styles.version}>{version}</span>
            <LifecycleBadge lifecycle={lifecycle} />
            <OtherVersions versions={page.otherVersions} />
          </p>
        </div>
        <div className={styles.columns}>
          <div className={styles.text}>
            {page.firstCall !== null && <TryThis call={page.firstCall} />}
            <Prose html={descriptionHtml} />
            <Operations groups={groups} />
            {page.webhooks.length > 0 && <Webhooks page={page} />}
            {journeys.length > 0 && (
              <section aria-labelledby="journeys">
                <h2 id="journeys">
                  <Translate id="service.journeys">Journeys through it</Translate>
                </h2>
                <ul className={styles.journeys}>
                  {journeys.map((journey) => (
                    <li key={journey.url}>
                      <Link to={journey.url}>{journey.title}</Link>
                      <p>{journey.summary}</p>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {standards.length > 0 && (
              <section aria-labelledby="standards">
                <h2 id="standards">
                  <Translate id="service.standards">Standards it uses</Translate>
                </h2>
                <ul className={styles.standards}>
                  {standards.map((standard) => (
                    <li key={standard.url}>
                      <Link to={standard.url}>{standard.title}</Link>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {quality !== null && <Quality quality={quality} />}
            <Releases page={page} />
          </div>
          <ServiceFacts page={page} />
        </div>
      </main>
    </Layout>
  );
}

/** A call to begin with, that can be sent from here. */
function TryThis({ call }: { call: FirstCall }): ReactNode {
  const { operation, persona } = call;
  return (
    <section aria-labelledby="first-call">
      <h2 id="first-call">
        <Translate id="service.tryThis">Try this</Translate>
      </h2>
      <p className="dotted">
        <Link to={operation.url}>{operation.title}</Link>
        {persona && <Link to={`/personas/#${persona.id}`}>{persona.name}</Link>}
      </p>
      <ReadyCall call={call} />
    </section>
  );
}

/** The highest version that is above this one. */
function newerThan({ version, otherVersions }: ServicePage): ServicePage['otherVersions'][number] | null {
  const major = (name: string) => Number(name.slice(1));
  const above = otherVersions.filter((other) => major(other.version) > major(version));
  return above.sort((a, b) => major(b.version) - major(a.version))[0] ?? null;
}

function OtherVersions({ versions }: { versions: ServicePage['otherVersions'] }): ReactNode {
  return versions.map(({ version, url }) => (
    <Link key={url} to={url}>
      {translate({ id: 'service.otherVersion', message: 'Go to {version}' }, { version })}
    </Link>
  ));
}
