import { translate } from '@docusaurus/Translate';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react';
import { useKeyMemory } from '../console/useKeyMemory.ts';
import workbench from '../console/Workbench.module.css';
import { fetchPageData, knownPageData } from '../navigation/pageData.ts';
import BreakableText, { IN_PATH } from '../reference/BreakableText.tsx';
import type { OperationPage } from '../reference/operationPage.ts';
import StatusBadge from '../reference/StatusBadge.tsx';
import styles from './journey.module.css';
import type { StepOfJourney } from './journeyStep.ts';
import type { StepConsoleProps } from './StepConsole.tsx';
import { useWalk } from './useWalk.ts';
import { isDone, type SentStep } from './walk.ts';

/**
 * Sends a step of a journey. Its script, and the page of its operation with schemas and rules, are fetched when first wanted.
 * @param json {@link StepOfJourney}
 */
export function JourneySend({ json }: { json: string }): ReactNode {
  const { step, steps, followers } = JSON.parse(json) as StepOfJourney;
  // Both here and not in the console, which may send as soon as it is there.
  const [walk, change] = useWalk(step.journey);
  const [memory, changeMemory] = useKeyMemory();
  const path = useBaseUrl(step.page);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [wanted, setWanted] = useState<'no' | 'edit' | 'send' | 'failed'>('no');

  async function open(why: 'edit' | 'send') {
    setWanted(why);
    try {
      const [module] = await Promise.all([import('./StepConsole.tsx'), fetchPageData(path)]);
      setOpened({ Console: module.default, page: knownPageData(path) as OperationPage });
    } catch {
      setWanted('failed');
    }
  }

  const sent = walk.sent[step.id];
  const wasSent = useRef(false);
  useEffect(() => {
    // Another start: what is open shows the response of the walk before.
    if (wasSent.current && sent === undefined) {
      setOpened(null);
      setWanted('no');
    }
    wasSent.current = sent !== undefined;
  }, [sent]);
  const loading = wanted === 'edit' || wanted === 'send';
  return (
    <div id={`send-${step.id}`} className={`${styles.send} needs-script not-printed`}>
      {opened ? (
        <opened.Console
          page={opened.page}
          step={step}
          steps={steps}
          followers={followers}
          walk={walk}
          onWalk={change}
          memory={memory}
          onMemory={changeMemory}
          sendAtOnce={wanted === 'send'}
        />
      ) : (
        <div className={workbench.closed}>
          <p className={workbench.line}>
            <code>
              {step.method} <BreakableText text={step.path} at={IN_PATH} />
            </code>
          </p>
          {step.clock !== null && (
            <p className={styles.hint}>
              {translate({
                id: 'journey.waitsHere',
                message:
                  'Here the journey waits. Before you send this step, a team can set its clock forward: edit the request.',
              })}
            </p>
          )}
          {step.browserPage !== null && (
            <p className={styles.hint}>
              {translate({
                id: 'journey.personDoes',
                message: 'This call does what a person does on the login page. For the page itself, edit the request.',
              })}
            </p>
          )}
          <div className={workbench.buttons}>
            <button type="button" className={workbench.send} disabled={loading} onClick={() => open('send')}>
              {translate({ id: 'console.send', message: 'Send' })}
            </button>
            <button type="button" className={workbench.edit} disabled={loading} onClick={() => open('edit')}>
              {sent === undefined
                ? translate({ id: 'console.edit', message: 'Edit the request' })
                : translate({ id: 'journey.look', message: 'Request and response' })}
            </button>
          </div>
          <p aria-live="polite" className={styles.state}>
            {loading && translate({ id: 'console.loading', message: 'Opening the console…' })}
            {wanted === 'failed' &&
              translate({
                id: 'console.loadFailed',
                message: 'The console could not be loaded. Check your connection and try again.',
              })}
            {wanted === 'no' && sent !== undefined && <Earlier sent={sent} />}
          </p>
        </div>
      )}
    </div>
  );
}

interface Opened {
  Console: ComponentType<StepConsoleProps>;
  page: OperationPage;
}

/** What came of a step before the page was loaded again. */
function Earlier({ sent }: { sent: SentStep }): ReactNode {
  return (
    <>
      {'status' in sent.result && <StatusBadge status={sent.result.status} />}{' '}
      {isDone(sent)
        ? translate({ id: 'journey.done', message: '✓ Done' })
        : translate({ id: 'journey.notDone', message: '✗ Not as the journey says' })}
    </>
  );
}
