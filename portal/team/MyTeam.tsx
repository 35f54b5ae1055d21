import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import useBaseUrl from '@docusaurus/useBaseUrl';
import Layout from '@theme/Layout';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { forgetKey } from '../console/apiKey.ts';
import CallsPanel from './CallsPanel.tsx';
import { type Outcome, type Refusal, readTeam, signOut } from './controlApi.ts';
import type { OwnTeam } from './controlModel.ts';
import KeysPanel from './KeysPanel.tsx';
import LoadFailure from './LoadFailure.tsx';
import styles from './MyTeam.module.css';
import page from './Page.module.css';
import RecoverForm from './RecoverForm.tsx';
import { noReferencePages, type ReferencePages, readReferencePages } from './referencePages.ts';
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

function TeamOrSignIn({ title }: { title: string }): ReactNode {
  const [state, setState] = useState<Outcome<OwnTeam> | 'loading' | 'signed-out'>('loading');
  const load = useCallback(async () => {
    setState('loading');
    setState(await readTeam());
  }, []);
  useEffect(() => {
    load();
  }, [load]);

  if (state === 'loading') {
    return (
      <>
        <h1>{title}</h1>
        <p role="status" className="needs-script">
          {translate({ id: 'team.loading', message: 'Loading your team…' })}
        </p>
      </>
    );
  }
  if (state !== 'signed-out' && 'value' in state) {
    return <Team team={state.value} onSignedOut={() => setState('signed-out')} />;
  }
  const signedOut = state === 'signed-out' || state.refusal.status === 401;
  return (
    <>
      <h1>{title}</h1>
      {signedOut ? (
        <SignIn left={state === 'signed-out'} onSignedIn={(value) => setState({ value })} />
      ) : (
        <LoadFailure refusal={state.refusal} onRetry={load} />
      )}
    </>
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

function Team({ team: { team, event }, onSignedOut }: { team: OwnTeam; onSignedOut(): void }): ReactNode {
  const [failure, setFailure] = useState<Refusal | null>(null);
  const [pages, setPages] = useState<ReferencePages>(noReferencePages);
  const catalogue = useBaseUrl('/catalogue/');
  useEffect(() => {
    readReferencePages(catalogue).then(setPages);
  }, [catalogue]);

  async function leave() {
    const outcome = await signOut();
    // A session that has ended already is as good as one that ends now.
    if ('refusal' in outcome && outcome.refusal.status !== 401) {
      setFailure(outcome.refusal);
      return;
    }
    forgetKey();
    onSignedOut();
  }

  return (
    <>
      <div className={styles.head}>
        <div>
          <h1>{team.name}</h1>
          <p className={styles.event}>
            {event.name}
            {event.status === 'closed' && ` · ${translate({ id: 'team.eventClosed', message: 'closed to new teams' })}`}
          </p>
        </div>
        <button type="button" className={page.secondary} onClick={leave}>
          {translate({ id: 'team.signOut', message: 'Sign out' })}
        </button>
      </div>
      {failure && <LoadFailure refusal={failure} onRetry={leave} />}
      <UsagePanel pages={pages} />
      <CallsPanel pages={pages} />
      <KeysPanel />
    </>
  );
}
