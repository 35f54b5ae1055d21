import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { DEMO_KEY, maskKey, remember } from '../console/apiKey.ts';
import { useKeyMemory } from '../console/useKeyMemory.ts';
import { useSandboxOrigin } from '../console/useSandboxOrigin.ts';
import CodeBlock from '../reference/CodeBlock.tsx';
import type { JoinedTeam, NewKey, OwnTeam } from './controlModel.ts';
import DeviceKey from './DeviceKey.tsx';
import JoinedPanel from './JoinedPanel.tsx';
import JoinForm from './JoinForm.tsx';
import styles from './Page.module.css';
import RecoverForm from './RecoverForm.tsx';
import Secret from './Secret.tsx';

/** From nothing to a working key. */
export default function GetAKey(): ReactNode {
  const title = translate({ id: 'team.getAKey', message: 'Get a key' });
  const description = translate({
    id: 'team.getAKeyDescription',
    message: 'Join an event with its code and get a key for the sandbox within a minute, or start with DEMO_KEY.',
  });
  return (
    <Layout title={title} description={description}>
      <main className={styles.page}>
        <Steps title={title} />
      </main>
    </Layout>
  );
}

function Steps({ title }: { title: string }): ReactNode {
  const [joined, setJoined] = useState<JoinedTeam | null>(null);
  const [signedIn, setSignedIn] = useState<OwnTeam | null>(null);
  const [recovering, setRecovering] = useState(false);
  useEffect(() => setRecovering(window.location.hash === '#recover'), []);

  if (joined) return <JoinedPanel joined={joined} />;
  if (signedIn) return <SignedIn team={signedIn} />;
  return (
    <>
      <h1>{title}</h1>
      <NoScript />
      <KnownKey />
      <div data-form="">
        {recovering ? (
          <>
            <p className={styles.lead}>
              {translate({
                id: 'team.recoverLead',
                message:
                  'Sign in to a team that has joined before. Its keys are not shown again, but you can make a new one.',
              })}
            </p>
            <RecoverForm onSignedIn={setSignedIn} />
            <p>
              <button type="button" className={styles.linkButton} onClick={() => setRecovering(false)}>
                {translate({ id: 'team.joinInstead', message: 'Join an event instead' })}
              </button>
            </p>
          </>
        ) : (
          <>
            <p className={styles.lead}>
              {translate({
                id: 'team.getAKeyLead',
                message:
                  'One person of your team joins with the event’s code. You get a key at once; no e-mail, no password.',
              })}
            </p>
            <JoinForm
              onJoined={(team) => {
                remember({ key: team.key.secret, keyTeam: team.team.name, team: team.team.name });
                setJoined(team);
              }}
            />
            <p>
              <button type="button" className={styles.linkButton} onClick={() => setRecovering(true)}>
                {translate({
                  id: 'team.recoverInstead',
                  message: 'Your team has joined already? Sign in with its recovery code',
                })}
              </button>
            </p>
          </>
        )}
      </div>
      <DemoKey />
    </>
  );
}

/** This browser has a key already: a second team is seldom what is wanted. */
function KnownKey(): ReactNode {
  const [{ key }] = useKeyMemory();
  return (
    <p className={key === '' || key === DEMO_KEY ? styles.known : styles.notice}>
      {translate({ id: 'team.knownKey', message: 'This browser already has a key:' })} <code>{maskKey(key)}</code>{' '}
      <Link to="/my-team/">{translate({ id: 'team.goToMyTeam', message: 'Go to my team' })}</Link>
    </p>
  );
}

function SignedIn({ team: { team, event } }: { team: OwnTeam }): ReactNode {
  const [memory, changeMemory] = useKeyMemory();
  const [fresh, setFresh] = useState<NewKey | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {translate({ id: 'team.signedIn', message: 'You are signed in as {name}' }, { name: team.name })}
      </h1>
      <p>{event.name}</p>
      {memory.key === '' && (
        <>
          <p>
            {translate({
              id: 'team.noDeviceKey',
              message:
                'The console on this device has no key of your team: a key is shown only once, where it was made. Create one for this device.',
            })}
          </p>
          <DeviceKey
            onKey={(key) => {
              changeMemory({ key: key.secret, keyTeam: team.name });
              setFresh(key);
            }}
          />
        </>
      )}
      {fresh && (
        <div role="status">
          <Secret
            label={translate({ id: 'team.yourKey', message: 'Your key' })}
            value={fresh.secret}
            note={translate({
              id: 'team.yourKeyNote',
              message:
                'It is shown this once. This browser remembers it, so that the console can use it; keep a copy for your own programs, and out of your repository.',
            })}
          />
        </div>
      )}
      <p>
        <Link to="/my-team/">{translate({ id: 'team.goToMyTeam', message: 'Go to my team' })}</Link>
      </p>
    </>
  );
}

const HIDE_FORM = '<style>[data-form]{display:none}</style>';

/** The same by command, in place of a form that could not be sent. */
function NoScript(): ReactNode {
  const { show } = useSandboxOrigin();
  const command = `curl --header 'Content-Type: application/json' --data '{"joinCode":"YOUR-CODE","name":"Team Padma"}' ${show}/api/v1/teams`;
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a style element as a child would apply with scripts, too */}
      <noscript dangerouslySetInnerHTML={{ __html: HIDE_FORM }} />
      <noscript>
        <p>
          {translate({
            id: 'team.noScript',
            message: 'Joining on this page needs JavaScript. This command does the same:',
          })}
        </p>
        <pre>{command}</pre>
      </noscript>
    </>
  );
}

function DemoKey(): ReactNode {
  return (
    <section className={styles.aside} aria-labelledby="demo-key">
      <h2 id="demo-key">{translate({ id: 'team.demoKey', message: 'No join code? Start without' })}</h2>
      <p>
        {translate({
          id: 'team.demoKeyText',
          message:
            'The key DEMO_KEY works everywhere in the sandbox, for a few calls an hour from each network address. The console on every reference page uses it until you have a key of your own.',
        })}
      </p>
      <CodeBlock label={translate({ id: 'team.header', message: 'Header' })} text={`X-API-Key: ${DEMO_KEY}`} />
      <p>
        <Link to="/catalogue/">
          {translate({ id: 'team.toCatalogue', message: 'Choose a service in the catalogue' })}
        </Link>
      </p>
    </section>
  );
}
