import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import useBaseUrl from '@docusaurus/useBaseUrl';
import Layout from '@theme/Layout';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { fetchPageData, knownPageData } from '../navigation/pageData.ts';
import type { PersonaCard, PersonasPage } from '../plugin/pageData.ts';
import { useGuideUrl } from '../shell/useGuideUrl.ts';
import ClockPanel from './ClockPanel.tsx';
import ConfirmDialog from './ConfirmDialog.tsx';
import { type Outcome, readOwnPeople, readPendingEvents, readResources, readWorld, resetWorld } from './controlApi.ts';
import FaultsPanel from './FaultsPanel.tsx';
import LoadFailure from './LoadFailure.tsx';
import styles from './MyTeam.module.css';
import ObjectsPanel from './ObjectsPanel.tsx';
import page from './Page.module.css';
import PeoplePanel from './PeoplePanel.tsx';
import { type ReferencePages, readReferencePages } from './referencePages.ts';
import SignInNotice from './SignInNotice.tsx';
import SnapshotsPanel from './SnapshotsPanel.tsx';
import TimelinePanel from './TimelinePanel.tsx';
import { useNameOf } from './useNameOf.ts';
import { useWorldTime } from './useTimeText.ts';
import { distinctPeople, type PendingEvent, type World, type WorldPerson, type WorldResource } from './worldModel.ts';

/** What is in a team's world, and how to steer it. */
export default function MyWorld(): ReactNode {
  const title = translate({ id: 'world.title', message: 'My world' });
  const description = translate({
    id: 'world.description',
    message: 'What the simulated services keep for your team: look at it, edit it, set its clock forward, reset it.',
  });
  return (
    <Layout title={title} description={description}>
      <main className={`${page.page} ${styles.wide}`}>
        <h1>{title}</h1>
        <p className={page.lead}>
          {translate({
            id: 'world.lead',
            message:
              'Your team has a world of its own. What your calls change is changed here, and no other team sees it.',
          })}{' '}
          <GuideLink />
        </p>
        <WorldOrSignIn />
        <noscript>
          <p>
            {translate({
              id: 'team.myTeamNoScript',
              message: 'This page needs JavaScript. The control API returns the same:',
            })}{' '}
            /api/v1/world
          </p>
        </noscript>
      </main>
    </Layout>
  );
}

function GuideLink(): ReactNode {
  const url = useGuideUrl()('your-world');
  return url ? <Link to={url}>{translate({ id: 'world.guide', message: 'How it works' })}</Link> : null;
}

/** All that is read once, before the panels are drawn. */
interface WorldData {
  world: World;
  pending: PendingEvent[];
  resources: WorldResource[];
  people: Pick<PersonaCard, 'id' | 'name' | 'hasPages'>[];
  identifierNames: PersonasPage['identifierNames'];
  pages: ReferencePages;
}

/** The test people, and what identifiers are called; without them, identifiers go by their kinds. */
async function readPeople(path: string): Promise<PersonasPage> {
  try {
    await fetchPageData(path);
    const { personas, identifierNames } = knownPageData(path) as PersonasPage;
    return { personas: distinctPeople(personas), identifierNames };
  } catch {
    return { personas: [], identifierNames: {} };
  }
}

function WorldOrSignIn(): ReactNode {
  const [state, setState] = useState<Outcome<WorldData> | 'loading'>('loading');
  const [personas, catalogue] = [useBaseUrl('/personas/'), useBaseUrl('/catalogue/')];
  const load = useCallback(async () => {
    const [world, pending, resources, { personas: people, identifierNames }, pages] = await Promise.all([
      readWorld(),
      readPendingEvents(),
      readResources(),
      readPeople(personas),
      readReferencePages(catalogue),
    ]);
    if ('problem' in world) setState(world);
    else if ('problem' in resources) setState(resources);
    else {
      const events = 'value' in pending ? pending.value.items : [];
      setState({
        value: { world: world.value, pending: events, resources: resources.value, people, identifierNames, pages },
      });
    }
  }, [personas, catalogue]);
  useEffect(() => {
    load();
  }, [load]);

  if (state === 'loading') {
    return (
      <p role="status" className={`${styles.event} needs-script`}>
        {translate({ id: 'world.loading', message: 'Loading your world…' })}
      </p>
    );
  }
  if ('value' in state) return <Panels data={state.value} />;
  if (state.problem.status === 401) return <SignInFirst />;
  return <LoadFailure problem={state.problem} onRetry={load} />;
}

function SignInFirst(): ReactNode {
  return (
    <SignInNotice>
      <p>
        {translate({
          id: 'world.signIn',
          message:
            'Sign in to your team to see its world. Calls with the demo key have a world that lasts for a while and is shared by everyone behind one network address, so nobody can look into the whole of it: get a key of your own for a world of your own.',
        })}
      </p>
    </SignInNotice>
  );
}

function Panels({
  data: { world, pending, resources, people, identifierNames, pages },
}: {
  data: WorldData;
}): ReactNode {
  // What was done in one panel shows in all.
  const [edition, setEdition] = useState(0);
  const onChanged = useCallback(() => setEdition((before) => before + 1), []);
  const own = useOwnPeople(edition);
  const nameOf = useNameOf();
  const ownNames = own.map((person) => ({ id: person.id, name: nameOf(person) }));
  return (
    <>
      <ClockPanel first={{ clock: world.clock, pending }} edition={edition} pages={pages} onChanged={onChanged} />
      <ObjectsPanel
        edition={edition}
        resources={resources}
        people={[...ownNames, ...people]}
        pages={pages}
        onChanged={onChanged}
      />
      <PeoplePanel
        people={people.filter(({ hasPages }) => hasPages)}
        own={own}
        identifierNames={identifierNames}
        onChanged={onChanged}
      />
      <TimelinePanel edition={edition} pages={pages} />
      <FaultsPanel pages={pages} onChanged={onChanged} />
      <SnapshotsPanel limit={world.snapshots.limit} edition={edition} onChanged={onChanged} />
      <ResetPanel began={world.began} onChanged={onChanged} />
    </>
  );
}

/** Whom the team has added to its world. */
function useOwnPeople(edition: number): WorldPerson[] {
  const [own, setOwn] = useState<WorldPerson[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another edition of the world is read anew
  useEffect(() => {
    let isCurrent = true;
    readOwnPeople().then((outcome) => {
      if (isCurrent && 'value' in outcome) setOwn(outcome.value.items);
    });
    return () => {
      isCurrent = false;
    };
  }, [edition]);
  return own;
}

function ResetPanel({ began, onChanged }: { began: string; onChanged(): void }): ReactNode {
  const [since, setSince] = useState(began);
  const [isAsking, setIsAsking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<World> | null>(null);
  const { full } = useWorldTime();
  async function reset() {
    setIsAsking(false);
    const done = await resetWorld();
    setOutcome(done);
    if ('value' in done) {
      setSince(done.value.began);
      onChanged();
    }
  }
  return (
    <section className={styles.panel} aria-labelledby="reset">
      <h2 id="reset">{translate({ id: 'world.reset', message: 'Reset the world' })}</h2>
      <p>
        {translate(
          {
            id: 'world.resetText',
            message: 'Your world began on {time}. A reset brings back what every world begins with.',
          },
          { time: full(since) },
        )}
      </p>
      <div role="status">
        {outcome && 'value' in outcome && (
          <p>{translate({ id: 'world.wasReset', message: 'The world begins anew.' })}</p>
        )}
      </div>
      {outcome && 'problem' in outcome && <LoadFailure problem={outcome.problem} onRetry={reset} />}
      <button type="button" className={page.danger} onClick={() => setIsAsking(true)}>
        {translate({ id: 'world.resetButton', message: 'Reset' })}
      </button>
      {isAsking && (
        <ConfirmDialog
          title={translate({ id: 'world.resetTitle', message: 'Reset the world of your team?' })}
          confirm={translate({ id: 'world.resetButton', message: 'Reset' })}
          onConfirm={reset}
          onCancel={() => setIsAsking(false)}
        >
          <p>
            {translate({
              id: 'world.resetWarning',
              message: 'All that your team has changed is gone, and so is the timeline. Snapshots stay.',
            })}
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}
