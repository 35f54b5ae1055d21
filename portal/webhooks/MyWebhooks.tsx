import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import useBaseUrl from '@docusaurus/useBaseUrl';
import Layout from '@theme/Layout';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useGuideUrl } from '../shell/useGuideUrl.ts';
import type { Outcome } from '../team/controlApi.ts';
import LoadFailure from '../team/LoadFailure.tsx';
import styles from '../team/MyTeam.module.css';
import page from '../team/Page.module.css';
import { type ReferencePages, readReferencePages } from '../team/referencePages.ts';
import SignInNotice from '../team/SignInNotice.tsx';
import DeliveriesPanel from './DeliveriesPanel.tsx';
import EndpointsPanel from './EndpointsPanel.tsx';
import InboxPanel from './InboxPanel.tsx';
import { readEndpoints } from './webhookApi.ts';
import type { Endpoint } from './webhookModel.ts';

/** Where a team gets messages, which there are, and what became of each. */
export default function MyWebhooks(): ReactNode {
  const title = translate({ id: 'webhooks.title', message: 'My webhooks' });
  const description = translate({
    id: 'webhooks.description',
    message:
      'Where services post what happens in your team’s world, which messages there are, and what became of each.',
  });
  const guide = useGuideUrl()('webhooks');
  return (
    <Layout title={title} description={description}>
      <main className={`${page.page} ${styles.wide}`}>
        <h1>{title}</h1>
        <p className={page.lead}>
          {translate({
            id: 'webhooks.lead',
            message: 'Services post a message to a URL of yours when something happens in your team’s world.',
          })}{' '}
          {guide !== undefined && (
            <Link to={guide}>{translate({ id: 'webhooks.guide', message: 'How to receive and check it' })}</Link>
          )}
        </p>
        <PanelsOrSignIn />
        <noscript>
          <p>
            {translate({
              id: 'team.myTeamNoScript',
              message: 'This page needs JavaScript. The control API returns the same:',
            })}{' '}
            /api/v1/webhook-endpoints
          </p>
        </noscript>
      </main>
    </Layout>
  );
}

function PanelsOrSignIn(): ReactNode {
  const [state, setState] = useState<Outcome<{ endpoints: Endpoint[]; pages: ReferencePages }> | null>(null);
  // What is done in one panel shows in all.
  const [edition, setEdition] = useState(0);
  const catalogue = useBaseUrl('/catalogue/');
  const load = useCallback(async () => {
    const [outcome, pages] = await Promise.all([readEndpoints(), readReferencePages(catalogue)]);
    setState('value' in outcome ? { value: { endpoints: outcome.value.items, pages } } : outcome);
    setEdition((before) => before + 1);
  }, [catalogue]);
  useEffect(() => {
    load();
  }, [load]);

  if (state === null) {
    return (
      <p role="status" className={`${styles.event} needs-script`}>
        {translate({ id: 'webhooks.loading', message: 'Loading your webhooks…' })}
      </p>
    );
  }
  if ('problem' in state && state.problem.status === 401) {
    return (
      <SignInNotice>
        <p>
          {translate({ id: 'webhooks.signIn', message: 'Sign in to your team to see its endpoints and messages.' })}
        </p>
      </SignInNotice>
    );
  }
  if ('problem' in state) return <LoadFailure problem={state.problem} onRetry={load} />;
  const { endpoints, pages } = state.value;
  return (
    <>
      <EndpointsPanel endpoints={endpoints} onChanged={load} />
      <InboxPanel endpoints={endpoints} pages={pages} edition={edition} onSent={load} />
      <DeliveriesPanel endpoints={endpoints} edition={edition} onSent={load} />
    </>
  );
}
