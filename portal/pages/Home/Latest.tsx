import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import type { HomePage, LatestRelease } from '../../plugin/pageData.ts';
import { useDay } from '../../shell/useDay.ts';
import { useNumber } from '../../shell/useNumber.ts';
import styles from './styles.module.css';

/** What was published last. */
export default function Latest({ releases }: { releases: HomePage['latest'] }): ReactNode {
  const day = useDay();
  return (
    <section className={styles.latest} aria-labelledby="latest">
      <h2 id="latest">
        <Translate id="home.latest">What changed lately</Translate>
      </h2>
      <ul>
        {releases.map((release) => (
          <li key={release.url}>
            <time dateTime={release.date}>{day(release.date)}</time>
            <Link to={release.url}>
              {release.title} {release.version}
            </Link>
            <Changes release={release} />
          </li>
        ))}
      </ul>
      <p>
        <a href="/changelog.atom">
          <Translate id="changelog.feed">Follow as a feed (Atom)</Translate>
        </a>
      </p>
    </section>
  );
}

function Changes({ release: { isFirst, changes, breaking } }: { release: LatestRelease }): ReactNode {
  const number = useNumber();
  if (isFirst) return <span>{translate({ id: 'home.firstRelease', message: 'First version' })}</span>;
  // Texts, examples or the behaviour of the sandbox changed, which is none of the changes that are counted.
  if (changes === 0) return <span>{translate({ id: 'home.sameApi', message: 'Same API' })}</span>;
  const count = translate({ id: 'home.changes', message: 'Changes: {count}' }, { count: number(changes) });
  if (breaking === 0) return <span>{count}</span>;
  return (
    <span>
      {count}
      {' · '}
      <strong>
        {translate({ id: 'home.breakingChanges', message: 'Breaking: {count}' }, { count: number(breaking) })}
      </strong>
    </span>
  );
}
