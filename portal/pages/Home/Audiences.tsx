import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { useGuideUrl } from '../../shell/useGuideUrl.ts';
import styles from './styles.module.css';

/** What each kind of reader can do here. */
export default function Audiences(): ReactNode {
  const guideUrl = useGuideUrl();
  const guides = guideUrl();
  const journeys = guideUrl('journeys/index');
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
        <Links
          items={[
            { to: '/get-a-key/', label: translate({ id: 'theme.nav.key', message: 'Get a key' }) },
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
        <Links
          items={[
            ...(forAgencies
              ? [
                  {
                    to: forAgencies,
                    label: translate({ id: 'home.forAgencies', message: 'From a draft to a published service' }),
                  },
                ]
              : []),
            { to: '/guideline/', label: translate({ id: 'home.toGuideline', message: 'Read the API guideline' }) },
            { to: '/standards/', label: translate({ id: 'home.useStandards', message: 'Use the shared standards' }) },
          ]}
        />
      </div>
    </section>
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
