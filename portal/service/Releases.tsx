import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import type { ServicePage } from '../plugin/pageData.ts';
import { useDay } from '../shell/useDay.ts';
import { useNumber } from '../shell/useNumber.ts';
import styles from './Releases.module.css';

/** Published versions with their scores, and where to read what changed. */
export default function Releases({ page: { url, releases } }: { page: ServicePage }): ReactNode {
  return (
    <section aria-labelledby="changelog">
      <h2 id="changelog">
        <Translate id="service.changelog">Changelog</Translate>
      </h2>
      {releases.length > 0 && <History releases={releases} />}
      <p className="dotted">
        <Link to={`${url}changelog/`}>
          <Translate id="service.changelogPage">See the full changelog</Translate>
        </Link>
        <a href={`${url}changelog.atom`}>
          <Translate id="changelog.feed">Follow as a feed (Atom)</Translate>
        </a>
      </p>
    </section>
  );
}

function History({ releases }: Pick<ServicePage, 'releases'>): ReactNode {
  const [day, number] = [useDay(), useNumber()];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="table-scroll" tabIndex={0}>
      <table className={styles.history}>
        <thead>
          <tr>
            <th scope="col">{translate({ id: 'service.release', message: 'Version' })}</th>
            <th scope="col">{translate({ id: 'service.releaseDay', message: 'Published' })}</th>
            <th scope="col">{translate({ id: 'service.releaseScore', message: 'Score' })}</th>
            <th scope="col">{translate({ id: 'service.releaseChanges', message: 'Breaking changes' })}</th>
          </tr>
        </thead>
        <tbody>
          {releases.map(({ version, date, score, changes }) => (
            <tr key={version}>
              <th scope="row">
                <code>{version}</code>
              </th>
              <td>
                <time dateTime={date}>{day(date)}</time>
              </td>
              <td>{score === null ? '–' : number(score)}</td>
              <td>{number(changes.breaking)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
