import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { useGuideUrl } from '../../shell/useGuideUrl.ts';
import styles from './styles.module.css';

/** For each kind of reader, what to do first, and what else there is. */
export default function Audiences({ hasCall }: { hasCall: boolean }): ReactNode {
  const guideUrl = useGuideUrl();
  const guides = guideUrl();
  const journeys = guideUrl('journeys/index');
  const apps = guideUrl('apps/index');
  const forAgencies = guideUrl('for-agencies');
  return (
    <section
      className={styles.audiences}
      aria-label={translate({ id: 'home.audiences', message: 'What you can do here' })}
    >
      <div>
        <h2>
          <Translate id="home.developers">Developers</Translate>
        </h2>
        <p>
          <Translate id="home.developersWhat">
            Read a reference, send the call from the page, copy it as code in the language you use.
          </Translate>
        </p>
        {hasCall ? (
          <p>
            <a className={styles.secondary} href="#first-call">
              {translate({ id: 'home.doCall', message: 'Send a first call' })}
            </a>
          </p>
        ) : (
          <First to="/catalogue/">{translate({ id: 'home.browse', message: 'Browse the catalogue' })}</First>
        )}
        <Links
          items={[
            ...(guides ? [{ to: guides, label: translate({ id: 'home.toGuides', message: 'Read the guides' }) }] : []),
            { to: '/catalogue/', label: translate({ id: 'home.browse', message: 'Browse the catalogue' }) },
            { to: '/standards/', label: translate({ id: 'home.toStandards', message: 'Look up a data standard' }) },
            { to: '/problems/', label: translate({ id: 'home.toProblems', message: 'Understand an error response' }) },
          ]}
        />
      </div>
      <div>
        <h2>
          <Translate id="home.teams">Hackathon teams</Translate>
        </h2>
        <p>
          <Translate id="home.teamsWhat">
            Join with your event’s code and have a key within a minute. See what your calls did and why one failed.
          </Translate>
        </p>
        <First to="/get-a-key/">{translate({ id: 'home.doJoin', message: 'Join with your code' })}</First>
        <Links
          items={[
            { to: '/my-team/', label: translate({ id: 'home.toTeam', message: 'Your team’s keys, quota and calls' }) },
            { to: '/personas/', label: translate({ id: 'home.toPersonas', message: 'People to test with' }) },
            ...(journeys
              ? [
                  {
                    to: journeys,
                    label: translate({ id: 'home.toJourneys', message: 'Journeys through several services' }),
                  },
                ]
              : []),
            ...(apps
              ? [{ to: apps, label: translate({ id: 'home.toApps', message: 'Sample apps to start from' }) }]
              : []),
          ]}
        />
      </div>
      <div>
        <h2>
          <Translate id="home.agencies">Agencies</Translate>
        </h2>
        <p>
          <Translate id="home.agenciesWhat">
            Describe your service in one OpenAPI file and send it as a pull request. Pages, console and mock come from
            that file.
          </Translate>
        </p>
        {forAgencies && (
          <First to={forAgencies}>{translate({ id: 'home.doPublish', message: 'Publish a service' })}</First>
        )}
        <Links
          items={[
            { to: '/guideline/', label: translate({ id: 'home.toGuideline', message: 'Read the API guideline' }) },
            { to: '/standards/', label: translate({ id: 'home.useStandards', message: 'Use the shared standards' }) },
          ]}
        />
      </div>
    </section>
  );
}

function First({ to, children }: { to: string; children: ReactNode }): ReactNode {
  return (
    <p>
      <Link className={styles.secondary} to={to}>
        {children}
      </Link>
    </p>
  );
}

function Links({ items }: { items: { to: string; label: string }[] }): ReactNode {
  return (
    <ul>
      {items.map(({ to, label }) => (
        <li key={label}>
          <Link to={to}>{label}</Link>
        </li>
      ))}
    </ul>
  );
}
