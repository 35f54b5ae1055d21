import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import useBaseUrl from '@docusaurus/useBaseUrl';
import Layout from '@theme/Layout';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { NOTHING_REMEMBERED, remember } from '../console/apiKey.ts';
import CallsPanel from './CallsPanel.tsx';
import { type Outcome, type Problem, readCalls, readKeys, readTeam, readUsage, signOut } from './controlApi.ts';
import type { Call, Key, OwnTeam, Page, TeamEvent, Usage } from './controlModel.ts';
import KeysPanel from './KeysPanel.tsx';
import LoadFailure from './LoadFailure.tsx';
import styles from './MyTeam.module.css';
import page from './Page.module.css';
import RecoverForm from './RecoverForm.tsx';
import { type ReferencePages, readReferencePages } from './referencePages.ts';
import UsagePanel from './UsagePanel.tsx';

/** A team's keys, usage and last calls. */
export default function MyTeam(): ReactNode {
  const title = translate({ id: 'team.myTeam', message: 'My team' });
  const description = translate({
    id: 'team.myTeamDescription',
    message: 'Your team’s keys, what is left of its quota, and why a call failed.',
  });
  return (
    <Layout title={title} description={description}>
      <main className={`${page.page} ${styles.wide}`}>
        <TeamOrSignIn title={title} />
        <noscript>
          <p>
            {translate({
              id: 'team.myTeamNoScript',
              message: 'This page needs JavaScript. The control API returns the same:',
            })}{' '}
            /api/v1/usage
          </p>
        </noscript>
      </main>
    </Layout>
  );
}

/** All that the page shows of a team, read before any of it is drawn, so that nothing moves as it arrives. */
interface TeamData extends OwnTeam {
  usage: Outcome<Usage>;
  calls: Outcome<Page<Call>>;
  keys: Outcome<Page<Key>>;
  pages: ReferencePages;
}

async function readTeamData(own: OwnTeam, catalogue: string): Promise<TeamData> {
  const [usage, calls, keys, pages] = await Promise.all([
    readUsage(),
    readCalls(false),
    readKeys(),
    readReferencePages(catalogue),
  ]);
  return { ...own, usage, calls, keys, pages };
}

function TeamOrSignIn({ title }: { title: string }): ReactNode {
  const [state, setState] = useState<Outcome<TeamData> | 'loading' | 'signed-out'>('loading');
  const catalogue = useBaseUrl('/catalogue/');
  const show = useCallback(
    async (own: OwnTeam) => setState({ value: await readTeamData(own, catalogue) }),
    [catalogue],
  );
  const load = useCallback(async () => {
    setState('loading');
    const outcome = await readTeam();
    if ('value' in outcome) {
      remember({ team: outcome.value.team.name });
      await show(outcome.value);
      return;
    }
    if (outcome.problem.status === 401) remember({ team: '' });
    setState(outcome);
  }, [show]);
  useEffect(() => {
    load();
  }, [load]);

  const data = typeof state === 'object' && 'value' in state ? state.value : null;
  const problem = typeof state === 'object' && 'problem' in state ? state.problem : null;
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1>{data?.team.name ?? title}</h1>
          {data && <EventLine event={data.event} />}
          {data && (
            <p>
              <Link to="/my-world/">
                {translate({ id: 'team.toWorld', message: 'My world: what services keep for your team' })}
              </Link>
              <br />
              <Link to="/my-webhooks/">
                {translate({ id: 'team.toWebhooks', message: 'Webhooks: where your team gets messages' })}
              </Link>
            </p>
          )}
          {state === 'loading' && (
            <p role="status" className={`${styles.event} needs-script`}>
              {translate({ id: 'team.loading', message: 'Loading your team…' })}
            </p>
          )}
        </div>
        {data && <SignOut onSignedOut={() => setState('signed-out')} />}
      </div>
      {data && (
        <>
          <UsagePanel first={data.usage} pages={data.pages} />
          <CallsPanel first={data.calls} pages={data.pages} />
          <KeysPanel first={data.keys} />
        </>
      )}
      {(state === 'signed-out' || problem?.status === 401) && (
        <SignIn left={state === 'signed-out'} onSignedIn={show} />
      )}
      {problem && problem.status !== 401 && <LoadFailure problem={problem} onRetry={load} />}
    </>
  );
}

function EventLine({ event }: { event: TeamEvent }): ReactNode {
  return (
    <p className={styles.event}>
      {event.name}
      {event.status === 'closed' && ` · ${translate({ id: 'team.eventClosed', message: 'closed to new teams' })}`}
    </p>
  );
}

function SignIn({ left, onSignedIn }: { left: boolean; onSignedIn(team: OwnTeam): void }): ReactNode {
  return (
    <>
      <p className={page.lead} role="status">
        {left
          ? translate({ id: 'team.signedOut', message: 'You are signed out. This browser has forgotten your key.' })
          : translate({ id: 'team.notSignedIn', message: 'You are not signed in to a team on this device.' })}
      </p>
      <RecoverForm onSignedIn={onSignedIn} />
      <p className={styles.join}>
        <Link to="/get-a-key/">{translate({ id: 'team.noTeamYet', message: 'No team yet? Get a key' })}</Link>
      </p>
    </>
  );
}

function SignOut({ onSignedOut }: { onSignedOut(): void }): ReactNode {
  const [failure, setFailure] = useState<Problem | null>(null);

  async function leave() {
    const outcome = await signOut();
    // A session that has ended already is as good as one that ends now.
    if ('problem' in outcome && outcome.problem.status !== 401) {
      setFailure(outcome.problem);
      return;
    }
    remember(NOTHING_REMEMBERED);
    onSignedOut();
  }

  return (
    <div>
      <button type="button" className={page.secondary} onClick={leave}>
        {translate({ id: 'team.signOut', message: 'Sign out' })}
      </button>
      {failure && <LoadFailure problem={failure} onRetry={leave} />}
    </div>
  );
}
