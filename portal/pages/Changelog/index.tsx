import Head from '@docusaurus/Head';
import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { Change } from '@dpi/specs/model';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { ChangelogPage } from '../../plugin/pageData.ts';
import Prose from '../../reference/Prose.tsx';
import { versionedTitle } from '../../service/versionedTitle.ts';
import { useDay } from '../../shell/useDay.ts';
import { useNumber } from '../../shell/useNumber.ts';
import pageStyles from '../../styles/page.module.css';
import styles from './styles.module.css';

/** What changed in a service: in the agency's words, and for each published version what it means to callers. */
export default function Changelog({ page }: { page: ChangelogPage }): ReactNode {
  const { version, url, changelogHtml, releases } = page;
  const service = versionedTitle(page);
  const { defaultLocale: writtenIn } = useDocusaurusContext().i18n;
  const title = translate({ id: 'changelog.title', message: 'Changelog: {service}' }, { service });
  const description = translate(
    { id: 'changelog.description', message: 'Every published version of {service} and what it changes for callers.' },
    { service },
  );
  const feed = `${url}changelog.atom`;
  return (
    <Layout title={title} description={description}>
      <Head>
        <link rel="alternate" type="application/atom+xml" href={feed} title={title} />
      </Head>
      <main className={pageStyles.page}>
        <nav className={pageStyles.crumbs} aria-label={translate({ id: 'theme.crumbs', message: 'You are here' })}>
          <Link to="/catalogue/">{translate({ id: 'theme.nav.catalogue', message: 'Catalogue' })}</Link>
          {' / '}
          <Link to={url}>
            {page.title} {version}
          </Link>
        </nav>
        <h1>{title}</h1>
        <p>
          <a href={feed}>
            <Translate id="changelog.feed">Follow as a feed (Atom)</Translate>
          </a>
        </p>
        {releases.length > 0 && (
          <>
            <h2>
              <Translate id="changelog.versions">Published versions</Translate>
            </h2>
            {releases.map((release) => (
              <ReleaseSection key={release.version} release={release} />
            ))}
          </>
        )}
        {changelogHtml !== '' && (
          <>
            <h2>
              <Translate id="changelog.words">Changelog of the agency</Translate>
            </h2>
            <div lang={writtenIn}>
              <Prose html={changelogHtml} />
            </div>
          </>
        )}
        {releases.length === 0 && changelogHtml === '' && (
          <p>
            <Translate id="changelog.none">No changelog entry yet.</Translate>
          </p>
        )}
      </main>
    </Layout>
  );
}

function ReleaseSection({ release }: { release: ChangelogPage['releases'][number] }): ReactNode {
  const { version, date, score, isFirst, changes } = release;
  const [day, number] = [useDay(), useNumber()];
  useBrokenLinks().collectAnchor(version);
  return (
    <section className={styles.release} aria-labelledby={version}>
      <h3 id={version}>
        {version}{' '}
        <span className={styles.date}>
          <time dateTime={date}>{day(date)}</time>
          {score !== null && (
            <>
              {' · '}
              {translate(
                { id: 'changelog.score', message: 'score {score} of {most}' },
                { score: number(score), most: number(100) },
              )}
            </>
          )}
        </span>
      </h3>
      {changes.length === 0 && (
        <p>
          {isFirst
            ? translate({ id: 'changelog.first', message: 'The first version that was recorded.' })
            : translate({ id: 'changelog.nothing', message: 'No changes for clients.' })}
        </p>
      )}
      {changes.map(({ level, items }) => (
        <div key={level} className={styles.level} data-level={level}>
          <h4>{levelName(level, number(items.length))}</h4>
          <ul>
            {items.map(({ id, operation, html }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two changes of one operation can read the same
              <li key={index} title={id}>
                {operation !== null && (
                  <>
                    <code>{operation}</code>{' '}
                  </>
                )}
                {/* biome-ignore lint/security/noDangerouslySetInnerHtml: Markdown that the build made safe */}
                <span dangerouslySetInnerHTML={{ __html: html }} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function levelName(level: Change['level'], count: string): string {
  switch (level) {
    case 'breaking':
      return translate({ id: 'changelog.breaking', message: '✗ Breaking ({count})' }, { count });
    case 'warning':
      return translate({ id: 'changelog.warning', message: '! Potentially breaking ({count})' }, { count });
    case 'harmless':
      return translate({ id: 'changelog.harmless', message: '✓ Non-breaking ({count})' }, { count });
  }
}
